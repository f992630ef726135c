/** Milliseconds between two looks at whether there was progress. */
const LOOK_MS = 1000;
/** Looks without progress after which a thread is taken to be stuck. */
const PATIENCE = 15;
/** Bytes that a slow machine makes in the time of one look: a large page is one step. */
const BYTES_A_LOOK = 2 ** 22;

/** How long a thread may go on without a word. */
export interface Patience {
  readonly lookMs: number;
  readonly looks: number;
}

export const PATIENCE_WITH_FILES: Patience = { lookMs: LOOK_MS, looks: PATIENCE };

/**
 * Sees when a thread that works makes no progress. Looks are counted, not time: while this thread cannot look, because
 * the machine sleeps or is busy, nothing is held against the other.
 */
export class ProgressWatch {
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #looks: number;
  #seen = 0;
  /** Looks that may see nothing; none is counted before the first sign of the thread. */
  #allowed = Infinity;
  /** For how many things the thread waits that others do. */
  #waits = 0;

  constructor({ lookMs, looks }: Patience, onStuck: () => void) {
    this.#looks = looks;
    this.#timer = setInterval(() => {
      if (this.#waits > 0) return;
      this.#seen++;
      if (this.#seen < this.#allowed) return;
      this.end();
      onStuck();
    }, lookMs);
  }

  /** @param ahead bytes that the next step makes at once, in which nothing can be told */
  goesOn(ahead = 0): void {
    this.#seen = 0;
    this.#allowed = this.#looks + Math.floor(ahead / BYTES_A_LOOK);
  }

  /** Not the thread's turn, until what it waits for is there. */
  async whileWaiting<T>(done: Promise<T>): Promise<T> {
    this.#waits++;
    try {
      return await done;
    } finally {
      this.#waits--;
      this.goesOn();
    }
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
