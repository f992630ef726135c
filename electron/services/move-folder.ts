import { constants } from 'node:fs';
import { cp, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Whether a folder is there; what cannot be looked at is as good as not there. */
export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

/** Makes what was written to a file, or the names in a folder, durable. Windows knows no such thing of folders. */
async function sync(path: string, isDirectory: boolean): Promise<void> {
  if (isDirectory && process.platform === 'win32') return;
  const handle = await open(path, isDirectory ? constants.O_RDONLY : 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncAll(path);
    else if (entry.isFile()) await sync(path, false);
  }
  await sync(folder, true);
}

/**
 * Moves a folder, to another disk too; one that was never written is nothing to move. What is moved is on disk at its new
 * place before it goes from the old one.
 * @param warn is told when the old one could not be removed: then both are there
 * @throws as the file system does; then the folder is where it was
 */
export async function moveFolder(from: string, to: string, warn: (message: string) => void): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  if (!(await isFolder(from))) return;
  try {
    await rename(from, to);
    await sync(dirname(to), true);
    return;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
  }
  const beside = `${to}.part`;
  // One that is there was broken off: what it holds is still where it came from.
  await rm(beside, { recursive: true, force: true });
  await cp(from, beside, { recursive: true, errorOnExist: true, force: false });
  await syncAll(beside);
  await rename(beside, to);
  await sync(dirname(to), true);
  try {
    await rm(from, { recursive: true });
  } catch (error) {
    warn(`The project is in ${to} now. Its old copy could not be removed: ${String(error)}`);
  }
}
