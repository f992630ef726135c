import { setTimeout } from 'node:timers/promises';
import { cancelled } from '../../../shared/domain/fault';
import type { ServerPlace } from '../../../shared/domain/server-place';
import { connect, type Connection } from './connection';
import type { HostKey, KnownServers } from './host-key';
import { ConnectionLost, keyChanged, keyUnlike, unreachable } from './server-faults';
import type { Proof } from './sign-in';

/** How often in a row a connection is made or lost without anything having come. */
const MOST_TRIES = 5;
/** How often a connection may be lost in one fetch, whatever came. */
const MOST_LOSSES = 40;
const FIRST_PAUSE_MS = 500;

export interface SessionOptions {
  readonly place: ServerPlace;
  readonly proof: Proof;
  readonly servers: KnownServers;
  /** The key that the user says the server has; null: the one that is known, or, at first, the one that it shows. */
  readonly expected: string | null;
  readonly signal: AbortSignal;
  /** Pause before the second try; it doubles each time. */
  readonly firstPauseMs?: number;
  readonly patienceMs?: number;
}

/** Work on a server over as many connections, one after the other, as it takes. */
export class Session {
  readonly #options: SessionOptions;
  #connection: Promise<Connection> | null = null;
  #known: HostKey | null;
  #isFirst: boolean;
  #tries = 0;
  #losses = 0;

  private constructor(options: SessionOptions, known: HostKey | null) {
    this.#options = options;
    this.#known = known;
    this.#isFirst = known === null;
  }

  /** @throws as reading the known keys does */
  static async begin(options: SessionOptions): Promise<Session> {
    return new Session(options, await options.servers.keyOf(options.place));
  }

  /** The key of the server; null before the first connection. */
  get key(): HostKey | null {
    return this.#known;
  }

  /** Whether the server was not known before. */
  get isFirst(): boolean {
    return this.#isFirst;
  }

  /** Something came: the connection works. */
  progressed(): void {
    this.#tries = 0;
  }

  /**
   * Does some work, and does it again over a new connection where one is lost.
   * @throws LeadlensError as `connect`, `server_unreachable` after a few tries, `server_key_changed`, `server_key_unlike`,
   * `cancelled`; else what `work` throws
   */
  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    for (;;) {
      const connecting = (this.#connection ??= this.#connect());
      try {
        return await work(await connecting);
      } catch (error) {
        if (this.#options.signal.aborted) throw cancelled();
        if (!(error instanceof ConnectionLost)) throw error;
        // Several that work at once lose the same connection once.
        if (this.#connection === connecting) await this.#pause(error);
        else await this.#connection.catch(() => undefined);
      }
    }
  }

  async end(): Promise<void> {
    const connecting = this.#connection;
    this.#connection = null;
    await connecting?.then(
      (connection) => connection.end(),
      () => undefined,
    );
  }

  async #pause(lost: ConnectionLost): Promise<void> {
    const { place, signal, firstPauseMs = FIRST_PAUSE_MS } = this.#options;
    const broken = this.#connection;
    this.#tries += 1;
    this.#losses += 1;
    const isOver = this.#tries >= MOST_TRIES || this.#losses >= MOST_LOSSES;
    const next = isOver
      ? Promise.reject<Connection>(unreachable(place, lost))
      : setTimeout(firstPauseMs * 2 ** (this.#tries - 1), undefined, { signal }).then(() => this.#connect());
    // Who waits for it is told; nobody may be waiting just now.
    next.catch(() => undefined);
    this.#connection = next;
    await broken?.then(
      (connection) => connection.end(),
      () => undefined,
    );
  }

  async #connect(): Promise<Connection> {
    const { place, proof, expected, signal, patienceMs } = this.#options;
    const shown: HostKey[] = [];
    const wanted = expected ?? this.#known?.fingerprint ?? null;
    const isRight = (key: HostKey): boolean => {
      shown.push(key);
      return wanted === null || key.fingerprint === wanted;
    };
    try {
      const connection = await connect({
        place,
        proof,
        known: this.#known,
        isRight,
        signal,
        ...(patienceMs === undefined ? {} : { patienceMs }),
      });
      if (connection) {
        signal.addEventListener('abort', () => connection.end(), { once: true });
        return connection;
      }
    } finally {
      // Who was found at the place is known from then on, whether or not the user was let in.
      const [key] = shown;
      if (key && (wanted === null || key.fingerprint === wanted)) await this.#pin(key);
    }
    const now = shown[0]?.fingerprint ?? '';
    throw expected === null ? keyChanged(place, wanted ?? '', now) : keyUnlike(place, expected, now);
  }

  async #pin(key: HostKey): Promise<void> {
    if (this.#known?.fingerprint === key.fingerprint) return;
    await this.#options.servers.pin(this.#options.place, key);
    this.#known = key;
  }
}
