import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';

/** The thread of a database, and the end of the channel that its user talks over. */
export interface DatabaseThread {
  readonly worker: Worker;
  readonly port: MessagePort;
}

/**
 * Starts a database in a thread of its own. It comes up while others load what they need; the thread alone keeps no
 * process alive.
 */
export function startDatabaseThread(): DatabaseThread {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL('../headless/database.worker.js', import.meta.url), {
    // Little JavaScript runs there: a small nursery keeps the process small.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
    workerData: { port: port1 },
    transferList: [port1],
  });
  worker.unref();
  return { worker, port: port2 };
}
