import { createRequire } from 'node:module';
import { createDuckDB, NODE_RUNTIME, VoidLogger, type DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { DuckDbWasmDatabase, setUpDatabase } from '../../shared/adapters/duckdb-wasm';
import { cancelled } from '../../shared/domain/fault';
import type { Database } from '../../shared/ports/database';
import { nativeDatabase } from './native';

const nodeRequire = createRequire(import.meta.url);
const wasm = nodeRequire.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
const bundle = { mainModule: wasm, mainWorker: '' };

async function start(): Promise<DuckDBBindings> {
  const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
  await bindings.instantiate();
  return bindings;
}

/** Instances that no database uses now. */
const idle: DuckDBBindings[] = [];

class ReturnedDatabase extends DuckDbWasmDatabase {
  readonly #instance: DuckDBBindings;

  constructor(instance: DuckDBBindings) {
    super(instance);
    this.#instance = instance;
  }

  override async close(): Promise<void> {
    await super.close();
    idle.push(this.#instance);
  }
}

/**
 * A fresh, empty database. Starting WebAssembly takes longer than most tests do, so a database that is closed leaves
 * its instance to the next one.
 */
export async function freshDatabase(): Promise<Database> {
  // To see whether all that is said of the one member of the port holds for the other.
  if (process.env['LEADLENS_TEST_ENGINE'] === 'native') return nativeDatabase();
  const instance = idle.pop() ?? (await start());
  setUpDatabase(instance);
  return new ReturnedDatabase(instance);
}

/** A database that does what it is told, and then says once that it was cancelled: as a late cancel does. */
export function cancelledOnceAfter(database: Database, isThe: (statement: string) => boolean): Database {
  let isLeft = true;
  return {
    query: async (statement, signal) => {
      const result = await database.query(statement, signal);
      if (isLeft && isThe(statement)) {
        isLeft = false;
        throw cancelled();
      }
      return result;
    },
    check: (statement) => database.check(statement),
    lend: (name, bytes) => database.lend(name, bytes),
    release: (path) => database.release(path),
    append: (table, columns) => database.append(table, columns),
    compact: () => database.compact(),
    close: () => database.close(),
  };
}

/** A database that tells of each statement when it has come, before it is begun. */
export function watchedDatabase(database: Database, onStatement: (statement: string) => unknown): Database {
  return {
    query: (statement, signal) => {
      onStatement(statement);
      return database.query(statement, signal);
    },
    check: (statement) => database.check(statement),
    lend: (name, bytes) => database.lend(name, bytes),
    release: (path) => database.release(path),
    append: (table, columns) => database.append(table, columns),
    compact: () => database.compact(),
    close: () => database.close(),
  };
}

/** A database that lets something else be done once, when a statement has come and before it is answered. */
export function interruptedAt(
  database: Database,
  isThe: (statement: string) => boolean,
  meanwhile: () => Promise<void>,
): Database {
  let isLeft = true;
  return {
    ...watchedDatabase(database, () => undefined),
    query: async (statement, signal) => {
      if (isLeft && isThe(statement)) {
        isLeft = false;
        await meanwhile();
      }
      return database.query(statement, signal);
    },
  };
}
