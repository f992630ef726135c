import { Worker } from 'node:worker_threads';
import type { EngineAnswers, EngineMethod, EngineRequest } from '../../shared/contract/engine';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import type { Port } from '../../shared/ports/port';
import { startDatabaseThread, type DatabaseThread } from './database-thread';
import { createRpcClient, type CallOptions } from '../../shared/rpc/client';

export interface EngineHandle {
  call<M extends EngineMethod>(
    method: M,
    request: EngineRequest<M>,
    options?: CallOptions,
  ): Promise<EngineAnswers[M]>;
  close(): Promise<void>;
}

const portOf = (worker: Worker): Port => ({
  post: (message) => worker.postMessage(message),
  listen: (listener) => worker.on('message', listener),
  close: () => void worker.terminate(),
});

const stopped: FaultDetails = {
  kind: 'environment',
  code: 'engine_gone',
  message: 'The engine stopped.',
  hint: 'Check that the machine has memory left, then run again.',
};

/**
 * Starts the engine over a folder in a worker thread of its own.
 * @param database its database, where one was started ahead
 */
export async function startEngine(
  folder: string,
  database: DatabaseThread = startDatabaseThread(),
): Promise<EngineHandle> {
  const worker = new Worker(new URL('../headless/engine.worker.js', import.meta.url), {
    workerData: { folder, databasePort: database.port },
    transferList: [database.port],
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const client = createRpcClient(portOf(worker));
  worker.on('error', (error) => client.fail(faultOf(error)));
  // Without this, calls to a thread that ended (out of memory, for one) would wait for ever.
  worker.on('exit', () => client.fail(stopped));
  database.worker.on('error', (error) => client.fail(faultOf(error)));
  return {
    call: (method, request, options) => client.call(method, request, options),
    close: async () => {
      await Promise.all([worker.terminate(), database.worker.terminate()]);
    },
  };
}
