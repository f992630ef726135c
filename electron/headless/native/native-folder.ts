import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where native databases have their folders within the folder of the cache. */
const foldersOf = (cache: string): string => join(cache, 'native');

const OF_PROCESS = /^(?<pid>\d+)-/;

/** Whether a process of this machine runs; one that may not be asked does. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** Removes what processes left that were killed. */
async function sweep(folders: string): Promise<void> {
  for (const name of await readdir(folders)) {
    const pid = OF_PROCESS.exec(name)?.groups?.['pid'];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(folders, name), { recursive: true, force: true });
  }
}

/** A folder that one native database has to itself. */
export interface NativeFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Makes a folder for what a native database is lent and for what it spills. It goes by `remove`, else with the process;
 * where that is killed, with the next one that makes such a folder.
 * @param cache folder of the cache
 * @throws as the file system does
 */
export async function makeNativeFolder(cache: string): Promise<NativeFolder> {
  const folders = foldersOf(cache);
  await mkdir(folders, { recursive: true, mode: 0o700 });
  await sweep(folders);
  const path = await mkdtemp(join(folders, `${String(process.pid)}-`));
  const removeAtOnce = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', removeAtOnce);
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true });
      process.off('exit', removeAtOnce);
    },
  };
}
