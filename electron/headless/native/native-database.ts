import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseFault } from '../../../shared/adapters/database-fault';
import { CONNECTION, CONNECTION_SETTINGS, lockedDatabase } from '../../../shared/adapters/database-setup';
import { cancelled, LeadlensError } from '../../../shared/domain/fault';
import { KeyedQueue } from '../../../shared/domain/keyed-queue';
import type { ColumnValues, Database, QueryResult } from '../../../shared/ports/database';
import { appendColumns, type NodeApi } from './native-append';
import { readNativeResult } from './native-result';

/** How often a statement that is no longer wanted is told so: one that is just beginning does not hear it. */
const INTERRUPT_AGAIN_MS = 10;

const MEMORY = {
  message: 'The database ran out of memory, and of room on disk beside it.',
  hint: 'Give it more with --memory, free some room on the disk of the cache, or open a smaller folder.',
};

/** What a native database may take of the machine. Plain: it crosses into the thread of the engine. */
export interface NativeLimits {
  /** A folder of its own: what is lent lies there, and what does not fit into memory. Whoever made it removes it. */
  readonly folder: string;
  readonly threads: number;
  /** As DuckDB writes it: `8GB`. */
  readonly memory: string;
}

/** The package, which need not be there. @throws LeadlensError `no_native_engine` where it cannot be loaded */
export async function loadNodeApi(
  load: () => Promise<NodeApi> = () => import('@duckdb/node-api'),
): Promise<NodeApi> {
  try {
    return await load();
  } catch (error) {
    throw new LeadlensError(
      {
        kind: 'input',
        code: 'no_native_engine',
        message: 'The native engine needs the package @duckdb/node-api, which cannot be loaded here.',
        hint: 'Install it with npm install @duckdb/node-api, or run with --engine wasm.',
      },
      { cause: error },
    );
  }
}

interface Opened {
  readonly api: NodeApi;
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
}

/** @throws LeadlensError `no_native_engine`, `out_of_memory`, `sql` */
async function open({ folder, threads, memory }: NativeLimits, lent: string): Promise<Opened> {
  const api = await loadNodeApi();
  await mkdir(lent, { recursive: true });
  const instance = await api.DuckDBInstance.create(':memory:', {
    temp_directory: join(folder, 'spilled'),
    threads: String(threads),
    memory_limit: memory,
  });
  const connection = await instance.connect();
  for (const statement of [...lockedDatabase(`${lent}/`), CONNECTION_SETTINGS]) {
    await connection.run(statement);
  }
  return { api, instance, connection };
}

/**
 * DuckDB as a library of the machine, as the engine's database: the same statements with all processors, and with the disk
 * for what does not fit into memory. Statements run in threads of their own; this one stays free.
 */
export class NativeDatabase implements Database {
  readonly #opened: Promise<Opened>;
  readonly #lent: string;
  readonly #turns = new KeyedQueue();

  /** Begins to open an empty database in memory, and locks it. Where that fails, each call rejects with the fault. */
  constructor(limits: NativeLimits) {
    // This name is the one that SQL of users may not have in it.
    this.#lent = join(limits.folder, 'leadlens-lent');
    this.#opened = open(limits, this.#lent);
    this.#opened.catch(() => undefined);
  }

  query(sql: string, signal?: AbortSignal): Promise<QueryResult> {
    return this.#enqueue(async ({ connection }) => {
      if (signal?.aborted) throw cancelled();
      let again: NodeJS.Timeout | undefined;
      const stop = (): void => {
        connection.interrupt();
        again ??= setInterval(stop, INTERRUPT_AGAIN_MS);
      };
      signal?.addEventListener('abort', stop, { once: true });
      try {
        return await readNativeResult(await connection.run(sql));
      } catch (error) {
        throw signal?.aborted ? cancelled() : error;
      } finally {
        clearInterval(again);
        signal?.removeEventListener('abort', stop);
      }
    });
  }

  check(sql: string): Promise<string | null> {
    return this.#enqueue(async ({ connection }) => {
      try {
        (await connection.prepare(sql)).destroySync();
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    });
  }

  lend(name: string, bytes: Uint8Array): Promise<string> {
    return this.#enqueue(async () => {
      const path = join(this.#lent, name);
      await writeFile(path, bytes);
      return path;
    });
  }

  release(path: string): Promise<void> {
    return this.#enqueue(() => rm(path, { force: true }));
  }

  append(table: string, columns: Readonly<Record<string, ColumnValues>>): Promise<void> {
    return this.#enqueue(({ api, connection }) => appendColumns(api, connection, table, columns));
  }

  /** Nothing is done: it has a disk for what its memory does not hold. */
  compact(): Promise<void> {
    return Promise.resolve();
  }

  /** Ends the statement that runs, at once: the thread ends, and would wait for it. */
  async stop(): Promise<void> {
    const { connection } = await this.#opened;
    const again = setInterval(() => connection.interrupt(), INTERRUPT_AGAIN_MS);
    await this.#turns.idle(CONNECTION);
    clearInterval(again);
  }

  close(): Promise<void> {
    return this.#enqueue(({ connection, instance }) => {
      connection.closeSync();
      instance.closeSync();
    });
  }

  #enqueue<T>(work: (opened: Opened) => T | Promise<T>): Promise<T> {
    return this.#turns.run(CONNECTION, async () => {
      try {
        return await work(await this.#opened);
      } catch (error) {
        throw databaseFault(error, MEMORY);
      }
    });
  }
}
