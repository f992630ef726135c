/** Runs what has the same key one after the other, and everything else as it comes. */
export class InTurn {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `work` when all that came before it under this key has ended, however it ended. @throws as `work` does */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const result = (this.#last.get(key) ?? Promise.resolve()).then(work);
    // The caller has the error; the next in the queue does not care.
    const settled: Promise<unknown> = result
      .catch(() => null)
      .then(() => {
        if (this.#last.get(key) === settled) this.#last.delete(key);
      });
    this.#last.set(key, settled);
    return result;
  }
}
