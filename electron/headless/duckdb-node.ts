import { createRequire } from 'node:module';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import { DuckDbWasmDatabase, setUpDatabase } from '../../shared/adapters/duckdb-wasm';
import { compileDatabase } from './compile-database';
import { leanImports } from './database-imports';

type InstantiateWasm = (
  imports: WebAssembly.Imports,
  success: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => object;

const ofPackage = (): WebAssembly.Module =>
  compileDatabase(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));

/**
 * DuckDB-WASM in this thread of Node. Blocking: call it in a worker thread, never in the main one.
 * @param module its compiled file; the one of the package, as a checkout without a build has it
 * @throws what reading, compiling or linking the module fails with
 */
export async function openDatabaseInNode(
  module: WebAssembly.Module = ofPackage(),
): Promise<DuckDbWasmDatabase> {
  const bundle = { mainModule: '', mainWorker: '' }; // compiled already; and the blocking build starts no worker
  const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
  const link = async (imports: WebAssembly.Imports): Promise<WebAssembly.Instance> =>
    WebAssembly.instantiate(module, leanImports(imports));
  await new Promise<void>((resolve, reject) => {
    // The package would read and compile the file only now, and would wait for ever where that fails.
    const instantiateWasm: InstantiateWasm = (imports, success) => {
      // Where its imports look for the functions of the platform. Files are only those that were lent to it.
      globalThis.DUCKDB_RUNTIME = { ...NODE_RUNTIME, glob: () => undefined };
      link(imports)
        .then((instance) => success(instance, module))
        .catch(reject);
      return {};
    };
    Object.defineProperty(bindings, 'instantiateWasm', { value: instantiateWasm });
    bindings.instantiate().then(() => resolve(), reject);
  });
  setUpDatabase(bindings);
  return new DuckDbWasmDatabase(bindings);
}
