import type { FaultDetails } from '../domain/fault';
import type { ColumnValues, Database, QueryResult } from '../ports/database';
import type { Port } from '../ports/port';
import { createRpcClient, type RpcClient } from '../rpc/client';
import { ownBuffers } from '../rpc/own-buffers';
import { encodeArrowStream } from './arrow-stream';
import type { DatabaseMethods } from './database-methods';
import { decodeResult } from './duckdb-wasm';

/** What is done about a statement that goes on though it was cancelled. */
export interface StuckWatch {
  /** Whether a statement that begins now is watched. */
  readonly isWatched: () => boolean;
  /** Milliseconds from its cancel until it is taken to be stuck. */
  readonly afterMs: number;
  readonly onStuck: () => void;
}

/**
 * A database in a thread of its own: the engine scans files while it casts, and a cancel is heard at once.
 * Calls are answered in their order.
 */
export class RemoteDatabase implements Database {
  readonly #port: Port;
  readonly #rpc: RpcClient<DatabaseMethods>;
  readonly #watch: StuckWatch | null;

  constructor(port: Port, watch: StuckWatch | null = null) {
    this.#port = port;
    this.#watch = watch;
    // A statement that is cancelled may write until it has ended.
    this.#rpc = createRpcClient<DatabaseMethods>(port, { onCancel: 'wait' });
  }

  /** Rejects all that is pending, and every later call: the thread of the database is gone. */
  fail(fault: FaultDetails): void {
    this.#rpc.fail(fault);
  }

  async query(sql: string, signal?: AbortSignal): Promise<QueryResult> {
    const answer = this.#rpc.call('query', sql, { signal });
    if (signal && this.#watch?.isWatched() === true) tellWhenStuck(answer, signal, this.#watch);
    return decodeResult(await answer);
  }

  check(sql: string): Promise<string | null> {
    return this.#rpc.call('check', sql);
  }

  lend(name: string, bytes: Uint8Array): Promise<string> {
    return this.#rpc.call('lend', { name, bytes }, { transfer: [bytes.buffer] });
  }

  async release(path: string): Promise<void> {
    await this.#rpc.call('release', path);
  }

  async append(table: string, columns: Readonly<Record<string, ColumnValues>>): Promise<void> {
    const streams = [...encodeArrowStream(columns)];
    await this.#rpc.call('append', { table, streams }, { transfer: ownBuffers(streams) });
  }

  async compact(): Promise<void> {
    await this.#rpc.call('compact', null);
  }

  async close(): Promise<void> {
    await this.#rpc.call('close', null);
    this.#port.close();
  }
}

/** DuckDB hears a cancel between two parts of a statement: a single function over one long value has no parts. */
function tellWhenStuck(
  answer: Promise<unknown>,
  signal: AbortSignal,
  { afterMs, onStuck }: StuckWatch,
): void {
  let isOver = false;
  const onAbort = (): void => {
    setTimeout(() => {
      if (!isOver) onStuck();
    }, afterMs);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const end = (): void => {
    isOver = true;
    signal.removeEventListener('abort', onAbort);
  };
  answer.then(end, end);
}
