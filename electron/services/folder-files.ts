import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { cancelled, LeadlensError } from '../../shared/domain/fault';
import type { FileEntry, FileSource, Listing } from '../../shared/ports/file-source';
import { fileFault, openGranted } from './file-policy';
import { listFolder } from './folder-listing';

/** Large enough that the disk, not the calls, sets the pace; small enough that cancelling answers at once. */
const CHUNK = 4 * 1024 * 1024;

const entryOf = (path: string, stats: Stats): FileEntry => ({
  path,
  bytes: stats.size,
  modifiedAt: stats.mtimeMs,
});

const same = (a: FileEntry, b: FileEntry): boolean => a.bytes === b.bytes && a.modifiedAt === b.modifiedAt;

const changed = (path: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'file_changed',
    message: `${path} changed while it was read.`,
    hint: 'Wait until the program that writes the file is done, then run again.',
    file: path,
  });

const goneFolder = (location: string, cause: unknown): LeadlensError =>
  new LeadlensError(
    {
      kind: 'input',
      code: 'folder_unreadable',
      message: `The folder ${location} cannot be read.`,
      hint: 'Check that it is there and that you may read it, then open it again.',
    },
    { cause },
  );

const stopIfAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw cancelled();
};

/** Read-only access to one folder on disk; every path passes the file policy. */
class FolderFiles implements FileSource {
  /** What the last listing said: reading compares with it, so that one run sees one state of each file. */
  private listed = new Map<string, FileEntry>();
  private readonly hashes = new Map<string, { readonly entry: FileEntry; readonly hash: string }>();

  constructor(private readonly root: string) {}

  async list(signal?: AbortSignal): Promise<Listing> {
    stopIfAborted(signal);
    let listing: Listing;
    try {
      listing = await listFolder(this.root, signal);
    } catch (error) {
      stopIfAborted(signal);
      throw goneFolder(this.root, error);
    }
    this.listed = new Map(listing.files.map((file) => [file.path, file]));
    return listing;
  }

  async stat(path: string): Promise<FileEntry> {
    const { handle, stats } = await openGranted(this.root, path);
    await handle.close();
    return entryOf(path, stats);
  }

  async read(path: string, start: number, end: number): Promise<Uint8Array> {
    const { handle, stats } = await openGranted(this.root, path);
    try {
      this.compare(path, entryOf(path, stats));
      const length = Math.max(0, Math.min(end, stats.size) - start);
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, start + filled);
        if (bytesRead === 0) throw changed(path);
        filled += bytesRead;
      }
      return bytes;
    } catch (error) {
      throw fileFault(path, error);
    } finally {
      await handle.close();
    }
  }

  async *stream(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
    stopIfAborted(signal);
    const { handle, stats } = await openGranted(this.root, path);
    const before = entryOf(path, stats);
    try {
      this.compare(path, before);
      let position = 0;
      for (;;) {
        stopIfAborted(signal);
        const chunk = new Uint8Array(Math.min(CHUNK, Math.max(1, stats.size - position)));
        const { bytesRead } = await handle.read(chunk, 0, chunk.length, position);
        if (bytesRead === 0) break;
        position += bytesRead;
        // Longer than it was at opening: it is being written to.
        if (position > stats.size) throw changed(path);
        yield bytesRead === chunk.length ? chunk : chunk.subarray(0, bytesRead);
      }
      if (position !== stats.size || !same(before, entryOf(path, await handle.stat()))) throw changed(path);
    } catch (error) {
      throw fileFault(path, error);
    } finally {
      await handle.close();
    }
    if (!same(before, await this.stat(path))) throw changed(path);
  }

  async sha256(path: string, signal?: AbortSignal): Promise<string> {
    const entry = await this.stat(path);
    const known = this.hashes.get(path);
    if (known && same(known.entry, entry)) return known.hash;
    const digest = createHash('sha256');
    for await (const chunk of this.stream(path, signal)) digest.update(chunk);
    const hash = digest.digest('hex');
    this.hashes.set(path, { entry, hash });
    return hash;
  }

  private compare(path: string, now: FileEntry): void {
    const listed = this.listed.get(path);
    if (listed && !same(listed, now)) throw changed(path);
  }
}

/**
 * Opens a folder of the disk read-only.
 * @returns its real path and its files
 * @throws LeadlensError `folder_unreadable` when it is not there or no folder
 */
export async function openFolder(
  folder: string,
): Promise<{ readonly realPath: string; readonly files: FileSource }> {
  try {
    const realPath = await realpath(folder);
    if (!(await stat(realPath)).isDirectory()) throw new Error('It is no folder.');
    return { realPath, files: new FolderFiles(realPath) };
  } catch (error) {
    throw goneFolder(folder, error);
  }
}
