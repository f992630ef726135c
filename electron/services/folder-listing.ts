import { access, constants, readdir, realpath, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { basename, join } from 'node:path';
import { faultOf } from '../../shared/domain/fault';
import { hasUnprintable, printableName } from '../../shared/domain/printable';
import { compareText } from '../../shared/domain/text-order';
import {
  MANIFEST_NAME,
  type FileEntry,
  type Listing,
  type UnreadableEntry,
} from '../../shared/ports/file-source';
import { checkRelativePath, liesIn } from './file-policy';
import { fromServer } from './server/mirror-state';

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  compareText(a.path, b.path);

/** Whether nothing under this name is read: what is hidden, and projects. */
export const isLeftOut = (name: string): boolean =>
  name.startsWith('.') || name.toLowerCase().endsWith('.leadlens');

const inWords = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  if (code === 'EACCES' || code === 'EPERM') return 'You have no right to read it.';
  if (code === 'ENOENT') return 'It cannot be found under its name.';
  return code === null ? faultOf(error).message : `The system answers ${code}.`;
};

class Walk {
  readonly files: FileEntry[] = [];
  readonly unreadable: UnreadableEntry[] = [];
  constructor(
    private readonly root: string,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async folder(prefix: string): Promise<void> {
    this.signal?.throwIfAborted();
    let entries: Dirent[];
    try {
      entries = await readdir(join(this.root, prefix), { withFileTypes: true });
    } catch (error) {
      if (prefix === '') throw error;
      this.unreadable.push({ path: prefix.slice(0, -1), reason: inWords(error), isFolder: true });
      return;
    }
    if (entries.some((entry) => entry.name === MANIFEST_NAME)) {
      if (prefix === '') {
        this.unreadable.push({
          path: MANIFEST_NAME,
          reason: 'This folder is an export of Leadlens. Open the folder of the original files instead.',
        });
      }
      return;
    }
    for (const entry of entries) {
      if (!isLeftOut(entry.name)) await this.entry(prefix + entry.name, entry);
    }
  }

  private async entry(path: string, entry: Dirent): Promise<void> {
    if (hasUnprintable(entry.name)) {
      const reason = 'Its name has control characters. Rename it.';
      this.unreadable.push({ path: printableName(path), reason, isFolder: entry.isDirectory() });
      return;
    }
    if (entry.isDirectory()) return this.folder(`${path}/`);
    try {
      checkRelativePath(path);
      const place = join(this.root, path);
      const stats = await stat(place);
      if (entry.isSymbolicLink() && !liesIn(this.root, await realpath(place))) {
        const reason = 'It is a link that leads out of the folder.';
        this.unreadable.push({ path, reason, isFolder: stats.isDirectory() });
        return;
      }
      // A linked folder inside the folder is read at its own place.
      if (stats.isDirectory()) return;
      if (!stats.isFile()) {
        this.unreadable.push({ path, reason: 'It is no regular file.' });
        return;
      }
      await access(place, constants.R_OK);
      this.files.push({ path, bytes: stats.size, modifiedAt: stats.mtimeMs });
    } catch (error) {
      this.unreadable.push({ path, reason: inWords(error) });
    }
  }
}

/**
 * Lists a folder as `FileSource.list` says.
 * @param root real path of the folder
 * @throws the system's error when the folder itself cannot be listed, the signal's reason when aborted
 */
export async function listFolder(root: string, signal?: AbortSignal): Promise<Listing> {
  const walk = new Walk(root, signal);
  await walk.folder('');
  const server = await fromServer(root);
  return {
    folder: basename(root),
    files: walk.files.sort(byPath),
    unreadable: walk.unreadable.sort(byPath),
    ...(server && { fromServer: server }),
  };
}
