type Parcel<T> = { readonly item: T; readonly taken: () => void } | 'end' | { readonly error: unknown };

/** Hands items from who has them to who takes them, one at a time: each is put once the one before was taken. */
export class Handoff<T> implements AsyncIterable<T> {
  #waiting: Parcel<T> | null = null;
  #wake: () => void = () => undefined;

  /** Resolves when the item was taken. */
  put(item: T): Promise<void> {
    return new Promise((taken) => {
      this.#give({ item, taken });
    });
  }

  /** No item comes any more. */
  end(): void {
    this.#give('end');
  }

  /** Whoever takes the next item is thrown this. */
  fail(error: unknown): void {
    this.#give({ error });
  }

  #give(parcel: Parcel<T>): void {
    this.#waiting = parcel;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const parcel = this.#waiting;
      this.#waiting = null;
      if (parcel === 'end') return;
      if (parcel === null) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      } else if ('error' in parcel) throw parcel.error;
      else {
        parcel.taken();
        yield parcel.item;
      }
    }
  }
}
