/** Runs what has the same key one after the other, in the order of asking, and everything else as it comes. */
export class KeyedQueue {
  /** By key: the end of the last that was asked for, however it ended. */
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `work` when all that came before it under this key has ended, however it ended. @throws as `work` does */
  run<T>(key: string, work: () => T | Promise<T>): Promise<T> {
    const result = (this.#last.get(key) ?? Promise.resolve()).then(work);
    // The caller has the error; the next in the queue does not care.
    const ended: Promise<unknown> = result
      .catch(() => null)
      .then(() => {
        if (this.#last.get(key) === ended) this.#last.delete(key);
      });
    this.#last.set(key, ended);
    return result;
  }

  /** Waits until nothing runs or waits under a key, also nothing that was asked for meanwhile. */
  async idle(key: string): Promise<void> {
    for (let last = this.#last.get(key); last !== undefined; last = this.#last.get(key)) await last;
  }
}
