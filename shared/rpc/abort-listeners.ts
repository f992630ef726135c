interface Waiting {
  readonly ids: Set<number>;
  readonly stop: () => void;
}

/** Hears for many calls at once that they are cancelled: each signal has one listener, as platforms warn of many. */
export class AbortListeners {
  readonly #waiting = new Map<AbortSignal, Waiting>();
  readonly #onAbort: (id: number) => void;

  /** @param onAbort told of each call whose signal aborts, in the order in which they were added */
  constructor(onAbort: (id: number) => void) {
    this.#onAbort = onAbort;
  }

  /** @param signal has not aborted yet @returns to be called when the call has ended */
  add(signal: AbortSignal, id: number): () => void {
    const waiting = this.#waiting.get(signal) ?? this.#listenTo(signal);
    waiting.ids.add(id);
    return () => {
      waiting.ids.delete(id);
      if (waiting.ids.size === 0) waiting.stop();
    };
  }

  #listenTo(signal: AbortSignal): Waiting {
    const ids = new Set<number>();
    const listener = (): void => {
      for (const id of ids) this.#onAbort(id);
    };
    const stop = (): void => {
      signal.removeEventListener('abort', listener);
      this.#waiting.delete(signal);
    };
    signal.addEventListener('abort', listener, { once: true });
    const waiting = { ids, stop };
    this.#waiting.set(signal, waiting);
    return waiting;
  }
}
