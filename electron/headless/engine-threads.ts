import type { NativeLimits } from './native/native-database';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';

/** The threads of an engine: its own, and that of its database. */
export interface EngineThreads {
  readonly engine: Worker;
  readonly database: Worker;
  /** Takes an `EngineWork`. After it, where the database is a native one, any message: it is to end. */
  readonly folderPort: MessagePort;
}

/** What an engine is to work on. */
export interface EngineWork {
  readonly folder: string;
  /** What a native database may take; null: the database is the one in the thread beside. */
  readonly native: NativeLimits | null;
}

/** What the engine's thread is given at its start. */
export interface EngineThreadData {
  readonly databasePort: MessagePort;
  readonly folderPort: MessagePort;
}

/**
 * Starts an engine that does not know its folder yet. It comes up while others load what they need; until somebody asks
 * something of it, it keeps no process alive.
 */
export function startEngineThreads(): EngineThreads {
  const database = new MessageChannel();
  const folder = new MessageChannel();
  const databaseThread = new Worker(new URL('../headless/database.worker.js', import.meta.url), {
    // Little JavaScript runs there: a small nursery keeps the process small.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
    workerData: { port: database.port1 },
    transferList: [database.port1],
  });
  databaseThread.unref();
  const workerData: EngineThreadData = { databasePort: database.port2, folderPort: folder.port1 };
  const engineThread = new Worker(new URL('../headless/engine.worker.js', import.meta.url), {
    workerData,
    transferList: [database.port2, folder.port1],
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  engineThread.unref();
  return { engine: engineThread, database: databaseThread, folderPort: folder.port2 };
}
