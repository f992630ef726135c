interface SignOfLife {
  readonly type: 'alive';
  /** Name of the lock that this thread holds as long as it lives. */
  readonly lock: string;
}

const isSign = (message: unknown): message is SignOfLife =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'alive';

/**
 * Lets whoever started this worker know when it ends, however it ends: browsers take a lock away with the thread that
 * holds it, and say nothing else when they end one.
 */
export function giveSignOfLife(): void {
  const lock = `leadlens-thread-${crypto.randomUUID()}`;
  void navigator.locks.request(lock, () => {
    self.postMessage({ type: 'alive', lock } satisfies SignOfLife);
    return new Promise<never>(() => undefined);
  });
}

/** Milliseconds in which a thread gives its sign of life, unless it never began. */
const FIRST_SIGN = 30_000;

/** Calls `ended` once the thread of a worker that gives a sign of life is no more, or did not come to life. */
export function watchLife(worker: Worker, ended: (why: string) => void): void {
  const unborn = setTimeout(() => {
    ended('its thread did not start.');
  }, FIRST_SIGN);
  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (!isSign(event.data)) return;
    clearTimeout(unborn);
    // It is granted when nobody holds it any more.
    void navigator.locks.request(event.data.lock, () => {
      ended('its thread was ended from outside.');
    });
  });
}
