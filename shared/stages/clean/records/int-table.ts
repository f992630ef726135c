/** Integers by a dense id from 0 on, growing; `fallback` where nothing was set. */
export class IntTable {
  #values: Int32Array;
  readonly #fallback: number;

  constructor(fallback: number) {
    this.#fallback = fallback;
    this.#values = new Int32Array(1024).fill(fallback);
  }

  get(id: number): number {
    return this.#values[id] ?? this.#fallback;
  }

  set(id: number, value: number): void {
    if (id >= this.#values.length) {
      const grown = new Int32Array(Math.max(id + 1, this.#values.length * 2)).fill(this.#fallback);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[id] = value;
  }

  /** Sets nothing from `id` on. */
  clear(id: number): void {
    this.#values.fill(this.#fallback, id);
  }
}
