import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renameDurably, syncFolder, writeAll } from '../durable';

/** A segment that is being written. */
export interface OpenSegment {
  /** Writes all bytes at the end; fewer written bytes than given are a failure. */
  write(bytes: Uint8Array): Promise<void>;
  /** Returns when what was written is on disk. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  /** Whether the path still leads to this very file. */
  isInPlace(): Promise<boolean>;
  close(): Promise<void>;
}

/** The few things that the log asks of a file system; tests put one in that fails. */
export interface LogFiles {
  /** Names in a folder; none where there is no folder. */
  list(folder: string): Promise<readonly string[]>;
  read(file: string): Promise<Uint8Array>;
  /** Makes a new file and its folder; fails where the file is there already. On disk, name and all, when it returns. */
  create(file: string): Promise<OpenSegment>;
  /** Writes a whole file beside its place and moves it there. */
  replace(file: string, bytes: Uint8Array): Promise<void>;
  move(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
}

const isNotThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** The real file system. */
export const diskFiles: LogFiles = {
  async list(folder) {
    try {
      return (await readdir(folder, { withFileTypes: true })).filter((e) => e.isFile()).map((e) => e.name);
    } catch (error) {
      if (isNotThere(error)) return [];
      throw error;
    }
  },
  read: async (file) => new Uint8Array(await readFile(file)),
  async create(file) {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(file, 'ax', 0o600);
    await syncFolder(dirname(file));
    await syncFolder(dirname(dirname(file)));
    const { ino } = await handle.stat();
    return {
      write: (bytes) => writeAll(handle, bytes),
      sync: () => handle.datasync(),
      truncate: async (length) => {
        await handle.truncate(length);
        await handle.datasync();
      },
      async isInPlace() {
        try {
          return (await stat(file)).ino === ino;
        } catch (error) {
          if (isNotThere(error)) return false;
          throw error;
        }
      },
      close: () => handle.close(),
    };
  },
  async replace(file, bytes) {
    await mkdir(dirname(file), { recursive: true });
    const beside = `${file}.${String(process.pid)}.part`;
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameDurably(beside, file);
  },
  async move(from, to) {
    await mkdir(dirname(to), { recursive: true });
    await renameDurably(from, to);
    await syncFolder(dirname(from));
  },
  remove: (file) => rm(file),
};
