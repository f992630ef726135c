import type { Worker } from 'node:worker_threads';
import type { EngineAnswers, EngineMethod, EngineRequest } from '../../shared/contract/engine';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import type { Port } from '../../shared/ports/port';
import { createRpcClient, type CallOptions } from '../../shared/rpc/client';
import { startEngineThreads, type EngineThreads } from './engine-threads';

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
 * Starts the engine over a folder in worker threads of its own.
 * @param threads those that were started ahead
 */
export function startEngine(folder: string, threads: EngineThreads = startEngineThreads()): EngineHandle {
  const { engine, database, folderPort } = threads;
  const client = createRpcClient(portOf(engine));
  engine.on('error', (error) => client.fail(faultOf(error)));
  // Without this, calls to a thread that ended (out of memory, for one) would wait for ever.
  engine.on('exit', () => client.fail(stopped));
  database.on('error', (error) => client.fail(faultOf(error)));
  engine.ref();
  folderPort.postMessage(folder);
  folderPort.close();
  return {
    call: (method, request, options) => client.call(method, request, options),
    close: async () => {
      await Promise.all([engine.terminate(), database.terminate()]);
    },
  };
}
