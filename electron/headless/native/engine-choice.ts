import { availableParallelism, totalmem } from 'node:os';
import { nodeFileSource } from '../file-source-node';
import { usageFault } from '../exit-codes';
import type { EngineOptions } from '../engine-options';
import { loadNodeApi, type NativeLimits } from './native-database';

/** Without a word about it: what the native database may take of the machine's memory. The rest is for the scanner. */
const SHARE_OF_MEMORY = 0.6;

/**
 * Bytes of a folder from which on it is the native database's: DuckDB-WASM ends at 4 GB. Smaller folders it was not seen to
 * compute sooner (docs/measurements.md).
 */
export const LARGE_FOLDER = 2 ** 30;

const MEMORY = /^\d+(\.\d+)? ?[KMGT]i?B$/i;

/** What a native database may take; its folder is made where it is opened. */
export type NativeChoice = Omit<NativeLimits, 'folder'>;

const limitsOf = ({ memory, threads }: EngineOptions): NativeChoice => {
  const machine = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  return {
    threads: threads ?? availableParallelism(),
    memory: memory ?? `${String(Math.floor((machine * SHARE_OF_MEMORY) / 2 ** 20))}MiB`,
  };
};

const isLoadable = (load: typeof loadNodeApi): Promise<boolean> =>
  load().then(
    () => true,
    () => false,
  );

/** @throws LeadlensError `folder_unreadable` */
async function isLarge(folder: string, signal: AbortSignal): Promise<boolean> {
  const { files } = await (await nodeFileSource(folder)).list(signal);
  return files.reduce((sum, { bytes }) => sum + bytes, 0) >= LARGE_FOLDER;
}

/** @throws LeadlensError `bad_usage`; `no_native_engine` where it was asked for and is not there */
export async function checkEngine({ engine, memory, threads }: EngineOptions): Promise<void> {
  if (memory !== undefined && !MEMORY.test(memory))
    throw usageFault(`--memory ${memory} is no size.`, 'Write it as 8GB or 500MB.');
  if (threads === 0) throw usageFault('--threads 0 leaves nobody to work.', 'Give 1 or more.');
  if (engine === 'native') await loadNodeApi();
}

/**
 * What a run is computed with: the limits of the native database, or null for DuckDB-WASM. Numbers are the same.
 * @param options checked
 * @param load loads the package, or says that it is not there
 * @throws LeadlensError `folder_unreadable`
 */
export async function chooseEngine(
  options: EngineOptions,
  folder: string,
  signal: AbortSignal,
  load: typeof loadNodeApi = loadNodeApi,
): Promise<NativeChoice | null> {
  const isNative =
    options.engine === 'native' ||
    (options.engine === 'auto' && (await isLarge(folder, signal)) && (await isLoadable(load)));
  return isNative ? limitsOf(options) : null;
}
