import type { EngineMethods } from '../../shared/contract/engine';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { createRpcClient } from '../../shared/rpc/client';
import type { EngineClient } from '../../shared/rpc/engine-rpc';
import { startEngineThreads, type EngineThreads } from './engine-threads';
import { portOf } from './worker-port';

export interface EngineHandle {
  readonly call: EngineClient['call'];
  close(): Promise<void>;
}

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
  const client = createRpcClient<EngineMethods>(portOf(engine));
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
