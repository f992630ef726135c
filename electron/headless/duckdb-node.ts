import { createRequire } from 'node:module';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import { DuckDbWasmDatabase } from '../../shared/adapters/duckdb-wasm';

const nodeRequire = createRequire(import.meta.url);

/** DuckDB-WASM in this thread of Node. Blocking: call it in a worker thread, never in the main one. */
export async function openDatabaseInNode(): Promise<DuckDbWasmDatabase> {
  const wasm = (name: string): { mainModule: string; mainWorker: string } => ({
    mainModule: nodeRequire.resolve(`@duckdb/duckdb-wasm/dist/${name}`),
    mainWorker: '', // the blocking build starts none
  });
  const bindings = await createDuckDB(
    { mvp: wasm('duckdb-mvp.wasm'), eh: wasm('duckdb-eh.wasm') },
    new VoidLogger(),
    NODE_RUNTIME,
  );
  await bindings.instantiate();
  return new DuckDbWasmDatabase(bindings);
}
