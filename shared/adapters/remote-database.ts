import { cancelled, LeadlensError, type FaultDetails } from '../domain/fault';
import type { ColumnValues, Database, QueryResult } from '../ports/database';
import type { Port } from '../ports/port';
import { encodeArrowStream } from './arrow-stream';
import { ownBuffers, type DatabaseReply, type DatabaseRequest } from './database-messages';
import { decodeResult } from './duckdb-wasm';

interface Pending {
  readonly resolve: (value: string | readonly Uint8Array[] | null) => void;
  readonly reject: (error: LeadlensError) => void;
}

/** What is pending under one signal. Many statements wait at once, and platforms warn of many listeners. */
interface Cancellable {
  readonly ids: Set<number>;
  readonly stop: () => void;
}

type Asked = DatabaseRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

/**
 * A database in a thread of its own: the engine scans files while it casts, and a cancel is heard at once.
 * Calls are answered in their order.
 */
export class RemoteDatabase implements Database {
  readonly #port: Port;
  readonly #pending = new Map<number, Pending>();
  readonly #cancellable = new Map<AbortSignal, Cancellable>();
  #lastId = 0;
  #gone: FaultDetails | null = null;

  constructor(port: Port) {
    this.#port = port;
    port.listen((message) => {
      const reply = message as DatabaseReply;
      const pending = this.#pending.get(reply.id);
      this.#pending.delete(reply.id);
      if (reply.type === 'done') pending?.resolve(reply.value);
      else pending?.reject(new LeadlensError(reply.fault));
    });
  }

  /** Rejects all that is pending, and every later call: the thread of the database is gone. */
  fail(fault: FaultDetails): void {
    this.#gone = fault;
    for (const pending of this.#pending.values()) pending.reject(new LeadlensError(fault));
    this.#pending.clear();
  }

  async query(sql: string, signal?: AbortSignal): Promise<QueryResult> {
    if (signal?.aborted === true) throw cancelled();
    return decodeResult((await this.#ask({ type: 'query', sql }, signal)) as readonly Uint8Array[]);
  }

  async check(sql: string): Promise<string | null> {
    return (await this.#ask({ type: 'check', sql })) as string | null;
  }

  async lend(name: string, bytes: Uint8Array): Promise<string> {
    return (await this.#ask({ type: 'lend', name, bytes }, undefined, [bytes.buffer])) as string;
  }

  async release(path: string): Promise<void> {
    await this.#ask({ type: 'release', path });
  }

  async append(table: string, columns: Readonly<Record<string, ColumnValues>>): Promise<void> {
    const streams = [...encodeArrowStream(columns)];
    await this.#ask({ type: 'append', table, streams }, undefined, ownBuffers(streams));
  }

  async close(): Promise<void> {
    await this.#ask({ type: 'close' });
    this.#port.close();
  }

  #ask(
    request: Asked,
    signal?: AbortSignal,
    transfer: readonly ArrayBufferLike[] = [],
  ): Promise<string | readonly Uint8Array[] | null> {
    if (this.#gone) return Promise.reject(new LeadlensError(this.#gone));
    const id = ++this.#lastId;
    const forget = signal ? this.#cancelOn(signal, id) : () => undefined;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {
        resolve: (value) => {
          forget();
          resolve(value);
        },
        reject: (error) => {
          forget();
          reject(error);
        },
      });
      this.#port.post({ ...request, id }, transfer);
    });
  }
  /** Sends a cancel for a request once the signal aborts. @returns to be called when the request is answered */
  #cancelOn(signal: AbortSignal, id: number): () => void {
    const waiting = this.#cancellable.get(signal) ?? this.#listenTo(signal);
    waiting.ids.add(id);
    return () => {
      waiting.ids.delete(id);
      if (waiting.ids.size === 0) waiting.stop();
    };
  }

  #listenTo(signal: AbortSignal): Cancellable {
    const ids = new Set<number>();
    const onAbort = (): void => {
      for (const id of ids) this.#port.post({ id, type: 'cancel' } satisfies DatabaseRequest);
    };
    const stop = (): void => {
      signal.removeEventListener('abort', onAbort);
      this.#cancellable.delete(signal);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const waiting = { ids, stop };
    this.#cancellable.set(signal, waiting);
    return waiting;
  }
}
