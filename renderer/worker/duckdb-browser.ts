import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { BROWSER_RUNTIME, createDuckDB, VoidLogger } from 'duckdb-browser-blocking';
import { DuckDbWasmDatabase, setUpDatabase } from '../../shared/adapters/duckdb-wasm';
import { LeadlensError } from '../../shared/domain/fault';

/** Without `wasm-unsafe-eval` in the page's policy, starting never settles. */
const START_LIMIT_MS = 30_000;

/** DuckDB-WASM in this worker. Blocking: never in the thread of the page. */
export async function openDatabaseInBrowser(): Promise<DuckDbWasmDatabase> {
  const mainModule = new URL(wasm, self.location.href).href;
  const bundle = { mainModule, mainWorker: '' };
  const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), BROWSER_RUNTIME);
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => {
      reject(
        new LeadlensError({
          kind: 'environment',
          code: 'database_start',
          message: 'The database did not start within 30 seconds.',
          hint: 'Reload the window. If it stays so, WebAssembly may be switched off on this machine.',
        }),
      );
    }, START_LIMIT_MS);
  });
  await Promise.race([bindings.instantiate(), late]);
  setUpDatabase(bindings);
  return new DuckDbWasmDatabase(bindings);
}
