import { cp, mkdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renameDurably, syncTree } from './durable';

/** Whether a folder is there; what cannot be looked at is as good as not there. */
export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

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
    await renameDurably(from, to);
    return;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
  }
  const beside = `${to}.part`;
  // One that is there was broken off: what it holds is still where it came from.
  await rm(beside, { recursive: true, force: true });
  await cp(from, beside, { recursive: true, errorOnExist: true, force: false });
  await syncTree(beside);
  await renameDurably(beside, to);
  try {
    await rm(from, { recursive: true });
  } catch (error) {
    warn(`The project is in ${to} now. Its old copy could not be removed: ${String(error)}`);
  }
}
