import { cancelled } from '../domain/fault';

/** Something that readers computed about the tables of the last run. */
export interface Kept<T> {
  readonly value: T;
  /** How many cells it holds: what it costs. */
  readonly cells: number;
  /** Stays, and counts for nothing, until it is forgotten by name or everything is. */
  readonly isPinned?: boolean;
  /** Gives back what it holds. */
  readonly drop?: () => Promise<void>;
}

interface Entry {
  readonly made: Promise<Kept<unknown>>;
  readonly stop: AbortController;
  /** Those who wait for it or read it now. */
  users: number;
  kept: Kept<unknown> | null;
  /** Nobody can ask for it any more: it goes with its last user. */
  isForgotten: boolean;
}

/** Cells over all that is kept; at 8 bytes each some 200 MB. */
const MOST_CELLS = 24_000_000;
const MOST_ENTRIES = 48;

/**
 * What readers computed once and others will ask for again: orders of rows, counts, pages. Bounded: what was used
 * longest ago goes first, what is being used stays. `clear` forgets everything, as every finished run does.
 */
export class Scratch {
  readonly #mostCells: number;
  /** Used longest ago first. */
  #entries = new Map<string, Entry>();

  constructor(mostCells: number = MOST_CELLS) {
    this.#mostCells = mostCells;
  }

  /**
   * Makes what `key` names unless it is there, and gives it to `use`, during which it stays.
   * Two who ask at a time share the work; it stops when nobody waits for it any more.
   * @throws LeadlensError `cancelled` when `signal` aborts first
   */
  async with<T, R>(
    key: string,
    signal: AbortSignal | undefined,
    make: (signal: AbortSignal) => Promise<Kept<T>>,
    use: (value: T) => R | Promise<R>,
  ): Promise<R> {
    const entries = this.#entries;
    const entry = entries.get(key) ?? this.#start(entries, key, make);
    entries.delete(key);
    entries.set(key, entry);
    entry.users += 1;
    try {
      const { value } = await orCancelled(entry.made, signal);
      return await use(value as T);
    } finally {
      entry.users -= 1;
      if (entry.users === 0 && entry.kept === null) this.#abandon(entries, key, entry);
      else if (entry.users === 0 && entry.isForgotten) await entry.kept?.drop?.();
      await this.#shrink();
    }
  }

  /** As `with`, for plain values. */
  value<T>(
    key: string,
    signal: AbortSignal | undefined,
    make: (signal: AbortSignal) => Promise<Kept<T>>,
  ): Promise<T> {
    return this.with(key, signal, make, (value) => value);
  }

  /** What `key` names, if it is there and ready. */
  peek(key: string): unknown {
    return this.#entries.get(key)?.kept?.value ?? null;
  }

  /** Forgets what `key` names; if it is being read, after that. */
  async forget(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    entry.isForgotten = true;
    if (entry.users === 0) await entry.kept?.drop?.();
  }

  /** Forgets everything. What is still being made or read goes when its last user is done. */
  async clear(): Promise<void> {
    const old = this.#entries;
    this.#entries = new Map();
    for (const entry of old.values()) {
      entry.isForgotten = true;
      if (entry.users === 0) await entry.kept?.drop?.();
      else entry.stop.abort();
    }
  }

  #abandon(entries: Map<string, Entry>, key: string, entry: Entry): void {
    entry.isForgotten = true;
    entry.stop.abort();
    if (entries.get(key) === entry) entries.delete(key);
  }

  #start<T>(
    entries: Map<string, Entry>,
    key: string,
    make: (signal: AbortSignal) => Promise<Kept<T>>,
  ): Entry {
    const stop = new AbortController();
    const entry: Entry = { made: make(stop.signal), stop, users: 0, kept: null, isForgotten: false };
    entry.made.then(
      async (kept) => {
        entry.kept = kept;
        if (entry.isForgotten && entry.users === 0) await kept.drop?.();
      },
      () => {
        if (entries.get(key) === entry) entries.delete(key);
      },
    );
    return entry;
  }

  async #shrink(): Promise<void> {
    const finished = [...this.#entries].filter(([, { kept }]) => kept !== null && kept.isPinned !== true);
    let cells = finished.reduce((sum, [, entry]) => sum + (entry.kept?.cells ?? 0), 0);
    let left = finished.length;
    for (const [key, entry] of finished.slice(0, -1)) {
      if (cells <= this.#mostCells && left <= MOST_ENTRIES) return;
      if (entry.users > 0) continue;
      this.#entries.delete(key);
      entry.isForgotten = true;
      cells -= entry.kept?.cells ?? 0;
      left -= 1;
      await entry.kept?.drop?.();
    }
  }
}

/** The promise, or a rejection as soon as the signal aborts. */
function orCancelled<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  if (signal.aborted) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(cancelled());
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
