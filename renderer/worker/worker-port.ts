import type { Port } from '../../shared/ports/port';

/** A worker that this one started, as a port. */
export const portOfWorker = (worker: Worker): Port => ({
  post: (message, transfer = []) => {
    worker.postMessage(message, transfer as ArrayBuffer[]);
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

/** The channel to whoever started this worker. */
export const parentPort: Port = {
  post: (message, transfer = []) => {
    self.postMessage(message, { transfer: transfer as ArrayBuffer[] });
  },
  listen: (listener) => {
    self.addEventListener('message', (event: MessageEvent<unknown>) => {
      listener(event.data);
    });
  },
  close: () => {
    self.close();
  },
};
