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

/** Calls `ended` once the thread of a worker that gives a sign of life is no more. */
export function watchLife(worker: Worker, ended: () => void): void {
  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    // It is granted when nobody holds it any more.
    if (isSign(event.data)) void navigator.locks.request(event.data.lock, ended);
  });
}
