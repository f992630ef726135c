import { Worker, type MessagePort, type Transferable } from 'node:worker_threads';
import type { Port } from '../../shared/ports/port';

/** Either end of a worker thread's channel as a port. */
export const portOf = (end: Worker | MessagePort): Port => ({
  post: (message, transfer = []) => {
    end.postMessage(message, transfer as Transferable[]);
  },
  listen: (listener) => {
    end.on('message', listener);
  },
  close: () => {
    if (end instanceof Worker) void end.terminate();
    else end.close();
  },
});
