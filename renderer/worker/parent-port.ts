import type { Port } from '../../shared/ports/port';

/** The channel to whoever started this worker. */
export const parentPort: Port = {
  post: (message, transfer = []) => {
    self.postMessage(message, { transfer: transfer as Transferable[] });
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
