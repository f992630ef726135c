import type { Port } from '../../shared/ports/port';

/** A worker that this thread started, as a port. */
export const portOf = (worker: Worker): Port => ({
  post: (message, transfer = []) => {
    worker.postMessage(message, transfer as Transferable[]);
  },
  listen: (listener) => {
    worker.addEventListener('message', (event: MessageEvent<unknown>) => {
      listener(event.data);
    });
  },
  close: () => {
    worker.terminate();
  },
});
