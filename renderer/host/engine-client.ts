import type { EngineAnswers, EngineMethod, EngineRequest } from '../../shared/contract/engine';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
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

/** Faults after which the database is dead: its engine goes with it. */
const DEADLY: ReadonlySet<string> = new Set(['out_of_memory', 'database_gone', 'database_start']);

/**
 * The engine in its worker. The worker starts with the first call and is replaced by a fresh one,
 * without its tables, when it dies; what was pending then rejects with `engine_gone`.
 */
export function createEngineClient(): EngineClient {
  let current: (EngineClient & { readonly end: () => void }) | null = null;

  const start = (): EngineClient & { readonly end: () => void } => {
    const worker = new Worker(new URL('../worker/engine.worker.ts', import.meta.url), { type: 'module' });
    const port = portOf(worker);
    const client = createRpcClient(port);
    const engine = {
      ...client,
      end: (): void => {
        port.close();
      },
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (current === engine) current = null;
      client.fail(engineGone(event.message));
      port.close();
    });
    return engine;
  };

  return {
    call<M extends EngineMethod>(
      method: M,
      request: EngineRequest<M>,
      options?: CallOptions,
    ): Promise<EngineAnswers[M]> {
      const engine = (current ??= start());
      return engine.call(method, request, options).catch((error: unknown) => {
        if (DEADLY.has(faultOf(error).code)) {
          if (current === engine) current = null;
          engine.end();
        }
        throw error;
      });
    },
    fail(fault) {
      current?.fail(fault);
      current = null;
    },
  };
}
