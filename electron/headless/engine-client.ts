import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { EngineMethods } from '../../shared/contract/engine';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { createRpcClient } from '../../shared/rpc/client';
import type { EngineClient } from '../../shared/rpc/engine-rpc';
import { cacheDirectory } from '../services/cache/cache-directory';
import { startEngineThreads, type EngineThreads, type EngineWork } from './engine-threads';
import type { NativeChoice } from './native/engine-choice';
import { makeNativeFolder } from './native/native-folder';
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

/** A statement that was interrupted ends in this time, or the thread is ended without it. */
const STOPPED_AFTER_MS = 10_000;

/** Ends a thread that runs statements of a native database: it would wait for the one that runs. */
async function stopNative({ engine, folderPort }: EngineThreads): Promise<void> {
  if (engine.threadId === -1) return;
  const isOver = new AbortController();
  const ended = once(engine, 'exit', { signal: isOver.signal }).catch(() => undefined);
  folderPort.postMessage('stop');
  await Promise.race([
    ended,
    setTimeout(STOPPED_AFTER_MS, undefined, { signal: isOver.signal }).catch(() => undefined),
  ]);
  isOver.abort();
}

/**
 * Starts the engine over a folder in worker threads of its own.
 * @param threads those that were started ahead
 * @param limits of a native database; null: DuckDB-WASM
 */
export async function startEngine(
  folder: string,
  limits: NativeChoice | null = null,
  threads: EngineThreads = startEngineThreads(),
): Promise<EngineHandle> {
  const { engine, database, folderPort } = threads;
  const client = createRpcClient<EngineMethods>(portOf(engine));
  engine.on('error', (error) => client.fail(faultOf(error)));
  // Without this, calls to a thread that ended (out of memory, for one) would wait for ever.
  engine.on('exit', () => client.fail(stopped));
  engine.ref();
  const room = limits && (await makeNativeFolder(cacheDirectory()));
  if (room) await database.terminate();
  else database.on('error', (error) => client.fail(faultOf(error)));
  const work: EngineWork = { folder, native: limits && room && { ...limits, folder: room.path } };
  folderPort.postMessage(work);
  return {
    call: (method, request, options) => client.call(method, request, options),
    close: async () => {
      if (room) await stopNative(threads);
      folderPort.close();
      await Promise.all([engine.terminate(), database.terminate()]);
      await room?.remove();
    },
  };
}
