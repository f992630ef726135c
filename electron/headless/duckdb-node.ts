import { createRequire } from 'node:module';
import { createDuckDB, NODE_RUNTIME, VoidLogger, type DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { DuckDbWasmDatabase, setUpDatabase } from '../../shared/adapters/duckdb-wasm';
import { compileDatabase, type CompiledDatabase } from './compile-database';
import { leanImports } from './database-imports';
import { putBack, takeDown, type KeptStart } from './kept-start';

type InstantiateWasm = (
  imports: WebAssembly.Imports,
  success: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => object;

/** A module that was just linked: nothing of it has run. */
interface Linked {
  readonly exports: WebAssembly.Instance['exports'];
  readonly memory: WebAssembly.Memory;
  readonly table: WebAssembly.Table;
  /** Mark of the module. */
  readonly mark: number;
}

const ofPackage = (): CompiledDatabase =>
  compileDatabase(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));

/**
 * The bindings of the package around the module.
 * @param exportsOf gives what the package is to take for the exports
 * @throws what linking the module fails with
 */
async function instantiate(
  { module, mark }: CompiledDatabase,
  exportsOf: (linked: Linked) => WebAssembly.Instance['exports'],
): Promise<DuckDBBindings> {
  const bundle = { mainModule: '', mainWorker: '' }; // compiled already; and the blocking build starts no worker
  const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
  const link = async (imports: WebAssembly.Imports): Promise<Linked> => {
    const { memory, __indirect_function_table: table } = imports['env'] ?? {};
    if (!(memory instanceof WebAssembly.Memory) || !(table instanceof WebAssembly.Table))
      throw new Error('The imports of the database are not those that this build knows.');
    const { exports } = await WebAssembly.instantiate(module, leanImports(imports));
    return { exports, memory, table, mark };
  };
  await new Promise<void>((resolve, reject) => {
    // The package would read and compile the file only now, and would wait for ever where that fails.
    const instantiateWasm: InstantiateWasm = (imports, success) => {
      // Where its imports look for the functions of the platform. Files are only those that were lent to it.
      globalThis.DUCKDB_RUNTIME = { ...NODE_RUNTIME, glob: () => undefined };
      link(imports)
        .then((linked) => success({ exports: exportsOf(linked) }, module))
        .catch(reject);
      return {};
    };
    Object.defineProperty(bindings, 'instantiateWasm', { value: instantiateWasm });
    bindings.instantiate().then(() => resolve(), reject);
  });
  return bindings;
}

/**
 * DuckDB-WASM in this thread of Node. Blocking: call it in a worker thread, never in the main one.
 * @param compiled its module; the one of the package, as a checkout without a build has it
 * @param start the memory of a database that is set up, of the same module: it comes up in a fourth of the time. One that
 *   is of another module is left aside
 * @throws what reading, compiling or linking the module fails with
 */
export async function openDatabaseInNode(
  compiled: CompiledDatabase = ofPackage(),
  start: KeptStart | null = null,
): Promise<DuckDbWasmDatabase> {
  const database = { isSetUp: false };
  const bindings = await instantiate(compiled, ({ exports, memory, table, mark }) => {
    if (start === null || start.module !== mark || start.memoryBytes !== memory.buffer.byteLength)
      return exports;
    return {
      ...exports,
      // The first that the package calls, and the second: instead of all that they would compute, its result.
      __wasm_apply_data_relocs: () => {
        if (table.length !== start.tableLength)
          throw new Error('The kept start of the database is not of this build. Build again.');
        putBack(start, memory);
        database.isSetUp = true;
      },
      __wasm_call_ctors: () => undefined,
    };
  });
  if (!database.isSetUp) setUpDatabase(bindings);
  return new DuckDbWasmDatabase(bindings);
}

/**
 * Starts a database and takes its memory down as soon as it is set up, before anybody connects: who connects later gets
 * random numbers of their own.
 * @throws Error where its memory grew meanwhile, so that it fits into no fresh one
 */
export async function keepStart(compiled: CompiledDatabase): Promise<KeptStart> {
  const found: { linked: Linked; before: ArrayBuffer }[] = [];
  const bindings = await instantiate(compiled, (linked) => {
    found.push({ linked, before: linked.memory.buffer.slice(0) });
    return linked.exports;
  });
  setUpDatabase(bindings);
  const [first] = found;
  if (!first) throw new Error('The package did not link the database.');
  const { linked, before } = first;
  if (linked.memory.buffer.byteLength !== before.byteLength)
    throw new Error('The memory of the database grew while it was set up.');
  return takeDown(linked.memory.buffer, before, linked.table.length, linked.mark);
}
