import { createRequire } from 'node:module';
import type * as DuckDb from '@duckdb/duckdb-wasm/blocking';
import { DuckDbWasmDatabase } from '../../shared/adapters/duckdb-wasm';

const nodeRequire = createRequire(import.meta.url);

/**
 * DuckDB-WASM in this thread of Node. Blocking: call it in a worker thread, never in the main one.
 * @param module path of the WebAssembly file; the one of the package, as a checkout without a build has it
 */
export async function openDatabaseInNode(
  module = nodeRequire.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'),
): Promise<DuckDbWasmDatabase> {
  // Node would first look through the file for the names that it exports, were it imported: that takes longer than to run it.
  const { createDuckDB, NODE_RUNTIME, VoidLogger } = nodeRequire(
    '@duckdb/duckdb-wasm/blocking',
  ) as typeof DuckDb;
  const bundle = { mainModule: module, mainWorker: '' }; // the blocking build starts no worker
  const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
  await bindings.instantiate();
  return new DuckDbWasmDatabase(bindings);
}
