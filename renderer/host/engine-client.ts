import type { EngineAnswers, EngineMethod, EngineRequest } from '../../shared/contract/engine';
import type { FaultDetails } from '../../shared/domain/fault';
import type { Port } from '../../shared/ports/port';
import { createRpcClient, type CallOptions, type EngineClient } from '../../shared/rpc/client';

/** A worker as a port. Messages that come before anybody listens wait. */
function portOf(worker: Worker): Port {
  const early: unknown[] = [];
  let listener: ((message: unknown) => void) | null = null;
  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (listener) listener(event.data);
    else early.push(event.data);
  });
  return {
    post: (message) => worker.postMessage(message),
    listen: (next) => {
      listener = next;
      for (const message of early.splice(0)) next(message);
    },
    close: () => worker.terminate(),
  };
}

const engineGone = (detail: string): FaultDetails => ({
  kind: 'environment',
  code: 'engine_gone',
  message: `The engine stopped${detail === '' ? '' : `: ${detail}`}.`,
  hint: 'Run the analysis again: a fresh engine starts by itself.',
});

/**
 * The engine in its worker. The worker starts with the first call and is replaced by a fresh one,
 * without its tables, when it dies; what was pending then rejects with `engine_gone`.
 */
export function createEngineClient(): EngineClient {
  let current: EngineClient | null = null;

  const start = (): EngineClient => {
    const worker = new Worker(new URL('../worker/engine.worker.ts', import.meta.url), { type: 'module' });
    const port = portOf(worker);
    const client = createRpcClient(port);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (current === client) current = null;
      client.fail(engineGone(event.message));
      port.close();
    });
    return client;
  };

  return {
    call<M extends EngineMethod>(
      method: M,
      request: EngineRequest<M>,
      options?: CallOptions,
    ): Promise<EngineAnswers[M]> {
      current ??= start();
      return current.call(method, request, options);
    },
    fail(fault) {
      current?.fail(fault);
      current = null;
    },
  };
}
