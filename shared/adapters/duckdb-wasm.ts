import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { RecordBatchReader, Table, Type, type DataType } from 'apache-arrow';
import { bug, cancelled } from '../domain/fault';
import { KeyedQueue } from '../domain/keyed-queue';
import type { Cell, ColumnValues, Database, QueryResult } from '../ports/database';
import { encodeArrowStream } from './arrow-stream';
import { databaseFault } from './database-fault';
import { COMPACT_TABLES, CONNECTION, CONNECTION_SETTINGS, lockedDatabase } from './database-setup';

/** The only folder that the engine may read, in the database's own virtual file system. */
const LENT = 'll/';

/** A statement yields to messages (a cancel may wait among them) when it has kept the thread this long. */
const YIELD_AFTER_MS = 30;

const MEMORY = {
  message: 'The database ran out of memory (4 GB at most).',
  hint: 'Open a smaller folder, or fewer snapshots at a time.',
};

type Connection = ReturnType<DuckDBBindings['connect']>;

function columnReader(table: Table, index: number, name: string): (row: number) => Cell {
  const vector = table.getChildAt(index);
  if (!vector) throw bug(`Result column ${name} is missing.`);
  const type = vector.type as DataType;
  switch (type.typeId) {
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Bool:
    case Type.Float:
    case Type.Null:
      return (row) => vector.get(row) as Cell;
    case Type.Int:
      return (row) => {
        const value = vector.get(row) as number | bigint | null;
        if (typeof value !== 'bigint') return value;
        const small = Number(value);
        if (!Number.isSafeInteger(small)) throw bug(`Result column ${name} exceeds 2^53: cast it to text.`);
        return small;
      };
    default:
      throw bug(
        `Result column ${name} is ${Type[type.typeId]}: cast it to text, integer or double in the query.`,
      );
  }
}

/** Arrow IPC chunks of one result as a result. */
export function decodeResult(chunks: readonly Uint8Array[]): QueryResult {
  const table = new Table([...RecordBatchReader.from(chunks as Iterable<Uint8Array>)]);
  const names = table.schema.fields.map((field) => field.name);
  const readers = new Map<number, (row: number) => Cell>();
  const reader = (index: number): ((row: number) => Cell) => {
    let read = readers.get(index);
    if (!read) {
      read = columnReader(table, index, names[index] ?? String(index));
      readers.set(index, read);
    }
    return read;
  };
  return {
    names,
    types: table.schema.fields.map((field) => String(field.type)),
    rowCount: table.numRows,
    column(index) {
      const vector = table.getChildAt(index);
      const type = vector?.type as DataType | undefined;
      if (vector && vector.nullCount === 0 && (type?.typeId === Type.Float || type?.typeId === Type.Int)) {
        const values = vector.toArray() as ArrayLike<Cell> | BigInt64Array;
        if (!(values instanceof BigInt64Array)) return values;
      }
      const read = reader(index);
      return Array.from({ length: table.numRows }, (_, row) => read(row));
    },
    rows() {
      const all = names.map((_, index) => reader(index));
      return Array.from({ length: table.numRows }, (_, row) => all.map((read) => read(row)));
    },
  };
}

/** Opens the database of bindings that were just instantiated, and locks it. */
export function setUpDatabase(bindings: DuckDBBindings): void {
  bindings.open({ path: ':memory:', maximumThreads: 1 });
  const connection = bindings.connect();
  connection.query(lockedDatabase(LENT).join(';\n'));
  connection.close();
}

/**
 * DuckDB-WASM (blocking build, so in a worker) as the engine's database. The same in every host:
 * the host only instantiates the bindings and sets them up.
 *
 * A statement is polled, and cancelled between two polls. One that runs out of memory fails (`out_of_memory`); when
 * WebAssembly itself fails the instance is dead (`database_gone`), and the worker must be thrown away.
 */
export class DuckDbWasmDatabase implements Database {
  readonly #bindings: DuckDBBindings;
  readonly #connection: Connection;
  readonly #turns = new KeyedQueue();

  /** @param bindings set up with `setUpDatabase` */
  constructor(bindings: DuckDBBindings) {
    this.#bindings = bindings;
    this.#connection = bindings.connect();
    this.#connection.query(CONNECTION_SETTINGS);
  }

  async query(sql: string, signal?: AbortSignal): Promise<QueryResult> {
    return decodeResult(await this.queryArrow(sql, signal));
  }

  /** As `query`; the result as Arrow IPC chunks, which can go to another thread. */
  queryArrow(sql: string, signal?: AbortSignal): Promise<Uint8Array[]> {
    return this.#enqueue(() => this.#run(sql, signal));
  }

  check(sql: string): Promise<string | null> {
    return this.#enqueue(() => {
      try {
        this.#connection.prepare(sql).close();
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    });
  }

  lend(name: string, bytes: Uint8Array): Promise<string> {
    return this.#enqueue(() => {
      const path = `${LENT}${name}`;
      this.#bindings.registerFileBuffer(path, bytes);
      return path;
    });
  }

  release(path: string): Promise<void> {
    return this.#enqueue(() => {
      this.#bindings.dropFile(path);
    });
  }

  append(table: string, columns: Readonly<Record<string, ColumnValues>>): Promise<void> {
    return this.appendArrow(table, encodeArrowStream(columns));
  }

  /** As `append`, of Arrow IPC streams. */
  appendArrow(table: string, streams: Iterable<Uint8Array>): Promise<void> {
    return this.#enqueue(() => {
      for (const bytes of streams) {
        this.#connection.insertArrowFromIPCStream(bytes, { name: table, create: false });
      }
    });
  }

  compact(): Promise<void> {
    return this.#enqueue(() => {
      for (const statement of COMPACT_TABLES) this.#connection.query(statement);
    });
  }

  close(): Promise<void> {
    return this.#enqueue(() => {
      this.#connection.close();
      this.#bindings.reset();
    });
  }

  #enqueue<T>(work: () => T | Promise<T>): Promise<T> {
    return this.#turns.run(CONNECTION, work);
  }

  async #run(sql: string, signal: AbortSignal | undefined): Promise<Uint8Array[]> {
    if (signal?.aborted) throw cancelled();
    try {
      return await this.#poll(sql, signal);
    } catch (error) {
      throw databaseFault(error, MEMORY);
    }
  }

  #poll(sql: string, signal: AbortSignal | undefined): Promise<Uint8Array[]> {
    return this.#connection.useUnsafe(async (bindings, connection) => {
      let lastYield = performance.now();
      const breathe = async (): Promise<void> => {
        if (performance.now() - lastYield < YIELD_AFTER_MS) return;
        await new Promise<void>((resolve) => {
          setTimeout(resolve, 0);
        });
        lastYield = performance.now();
        if (signal?.aborted) {
          bindings.cancelPendingQuery(connection);
          throw cancelled();
        }
      };
      let header = bindings.startPendingQuery(connection, sql, false);
      while (header === null) {
        await breathe();
        header = bindings.pollPendingQuery(connection);
      }
      const chunks: Uint8Array[] = [header];
      for (;;) {
        const chunk = bindings.fetchQueryResults(connection);
        if (chunk === null) continue;
        if (chunk.length === 0) break;
        chunks.push(chunk);
        await breathe();
      }
      return chunks;
    });
  }
}
