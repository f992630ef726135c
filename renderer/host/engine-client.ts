import type { EngineMethods } from '../../shared/contract/engine';
import { faultOf, LeadlensError, type FaultDetails } from '../../shared/domain/fault';
import { createRpcClient } from '../../shared/rpc/client';
import type { EngineClient } from '../../shared/rpc/engine-rpc';
import { portOf } from './worker-port';

const engineGone = (detail: string): FaultDetails => ({
  kind: 'environment',
  code: 'engine_gone',
  message: `The engine stopped${detail === '' ? '' : `: ${detail}`}.`,
  hint: 'Run the analysis again: a fresh engine starts by itself.',
});

/** Faults after which the database is dead: its engine goes with it. */
const DEADLY: ReadonlySet<string> = new Set([
  'out_of_memory',
  'database_gone',
  'database_start',
  'database_stuck',
]);

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
  /** What the last engine died of, until a run has filled the tables of a fresh one. */
  let gone: FaultDetails | null = null;

  const start = (): Started => {
    const worker = new Worker(new URL('../worker/engine.worker.ts', import.meta.url), { type: 'module' });
    const port = portOf(worker);
    const client = createRpcClient<EngineMethods>(port);
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
      gone = fault;
      engine.end(fault);
      onGone(fault);
    });
    return engine;
  };

  return {
    call(method, request, options) {
      const engine = (current ??= start());
      const answer = engine.call(method, request, options);
      if (method === 'run')
        answer.then(
          () => (gone = null),
          // Whoever asked hears why.
          () => undefined,
        );
      return answer.catch((error: unknown) => {
        const fault = faultOf(error);
        // A fresh engine knows of no run; the reader does, and is told what became of it.
        if (fault.code === 'nothing_run' && gone !== null) throw new LeadlensError(gone, { cause: error });
        if (DEADLY.has(fault.code) && current === engine) {
          current = null;
          gone = fault;
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
