import type { EngineMethod } from '../../shared/contract/engine';
import { cancelled } from '../../shared/domain/fault';
import type { EngineClient } from '../../shared/rpc/engine-rpc';

/** What the engine answers without the tables of a run. */
const WITHOUT_TABLES: ReadonlySet<EngineMethod> = new Set(['run', 'sources', 'headerOf']);

/** The run that fills the tables for the first time; null while none does. */
let filling: Promise<unknown> | null = null;

/** Lets whoever asks for tables wait until a run has ended, however it ends. */
export function fillTables(run: Promise<unknown>): void {
  const mine = run.then(
    () => undefined,
    // Who asked for the run hears why.
    () => undefined,
  );
  filling = mine;
  void mine.then(() => {
    if (filling === mine) filling = null;
  });
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(cancelled());
    signal.addEventListener('abort', () => reject(cancelled()), { once: true });
  });

/** An engine that is asked for tables once they are there: kept numbers are on the screen before them. */
export const waitingForTables = (engine: EngineClient): EngineClient => ({
  ...engine,
  async call(method, request, options) {
    if (!WITHOUT_TABLES.has(method)) {
      const { signal } = options ?? {};
      while (filling !== null) await (signal ? Promise.race([filling, aborted(signal)]) : filling);
    }
    return engine.call(method, request, options);
  },
});
