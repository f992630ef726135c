import { createRequire } from 'node:module';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import { DuckDbWasmDatabase } from '../../shared/adapters/duckdb-wasm';

const nodeRequire = createRequire(import.meta.url);
const wasm = nodeRequire.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
const bundle = { mainModule: wasm, mainWorker: '' };

let started: ReturnType<typeof createDuckDB> | null = null;

/**
 * A fresh, empty database in WebAssembly that this process has started before: starting takes longer than most
 * tests do. The one before it must be closed.
 */
export async function freshDatabase(): Promise<DuckDbWasmDatabase> {
  started ??= createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME).then(
    async (bindings) => {
      await bindings.instantiate();
      return bindings;
    },
  );
  return new DuckDbWasmDatabase(await started);
}
