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

interface Started extends EngineClient {
  /** Ends the thread; what is pending rejects with the fault. */
  readonly end: (fault: FaultDetails) => void;
}

/**
 * The engine in its worker. The worker starts with the first call and is replaced by a fresh one,
 * without its tables, when it dies; what was pending then rejects with what it died of.
 * @param onGone told when it died, and its tables with it
 */
export function createEngineClient(onGone: (fault: FaultDetails) => void): EngineClient {
  let current: Started | null = null;

  const start = (): Started => {
    const worker = new Worker(new URL('../worker/engine.worker.ts', import.meta.url), { type: 'module' });
    const port = portOf(worker);
    const client = createRpcClient(port);
    const engine = {
      ...client,
      end: (fault: FaultDetails): void => {
        // A thread that is ended answers nothing more: who waits for it must hear so.
        client.fail(fault);
        port.close();
      },
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (current === engine) current = null;
      const fault = engineGone(event.message);
      engine.end(fault);
      onGone(fault);
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
        const fault = faultOf(error);
        if (DEADLY.has(fault.code) && current === engine) {
          current = null;
          engine.end(fault);
          onGone(fault);
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
