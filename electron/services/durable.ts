import { constants } from 'node:fs';
import { open, readdir, rename, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

async function syncPath(path: string, flags: number | string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Returns when the names in a folder are on disk: what was made in it, renamed or taken away. Windows cannot open folders
 * and needs no such thing.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await syncPath(folder, constants.O_RDONLY);
}

/** Returns when a folder is on disk with all that is in it. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else if (entry.isFile()) await syncPath(path, 'r+');
  }
  await syncFolder(folder);
}

/**
 * Writes all bytes where the file stands.
 * @throws as the file system does, and where it takes no more
 */
export async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0;
  while (at < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, null);
    if (bytesWritten === 0) throw new Error('Nothing more could be written.');
    at += bytesWritten;
  }
}

/**
 * Renames a file or a folder on the same disk; the new name is on disk when it returns.
 * @throws as the file system does (`EXDEV` to another disk)
 */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
}
