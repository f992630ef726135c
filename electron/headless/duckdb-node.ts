import { createRequire } from 'node:module';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import { DuckDbWasmDatabase } from '../../shared/adapters/duckdb-wasm';
import { compileDatabase } from './compile-database';
import { leanImports } from './database-imports';

type InstantiateWasm = (
  imports: WebAssembly.Imports,
  success: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => object;

/**
 * DuckDB-WASM in this thread of Node. Blocking: call it in a worker thread, never in the main one.
 * @param compiled its module; the one of the package, as a checkout without a build has it
 * @throws what reading, compiling or linking the module fails with
 */
export async function openDatabaseInNode(
  compiled: Promise<WebAssembly.Module> = compileDatabase(
    createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'),
  ),
): Promise<DuckDbWasmDatabase> {
  const bundle = { mainModule: '', mainWorker: '' }; // compiled already; and the blocking build starts no worker
  const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
  await new Promise<void>((resolve, reject) => {
    // The package would read and compile the file only now, and would wait for ever where that fails.
    const instantiateWasm: InstantiateWasm = (imports, success) => {
      // Where its imports look for the functions of the platform.
      globalThis.DUCKDB_RUNTIME = { ...NODE_RUNTIME };
      compiled
        .then(async (module) => success(await WebAssembly.instantiate(module, leanImports(imports)), module))
        .catch(reject);
      return {};
    };
    Object.defineProperty(bindings, 'instantiateWasm', { value: instantiateWasm });
    bindings.instantiate().then(() => resolve(), reject);
  });
  return new DuckDbWasmDatabase(bindings);
}
