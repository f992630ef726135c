import type { LogFiles } from '../../electron/services/decision-log/log-files';

export type FileAct = 'write' | 'sync' | 'truncate' | 'create' | 'replace' | 'move' | 'list' | 'read';

/** A file system that refuses an act when it is told to; everything else is the real one. */
export interface FailingFiles extends LogFiles {
  /** From now on these acts fail. `write` writes half of the bytes first, as a full disk does. */
  fail(...acts: readonly FileAct[]): void;
}

export function failingFiles(real: LogFiles, error: () => Error): FailingFiles {
  let failing: ReadonlySet<FileAct> = new Set();
  const guard = async <T>(act: FileAct, work: () => Promise<T>): Promise<T> => {
    if (failing.has(act)) throw error();
    return work();
  };
  return {
    fail: (...acts) => {
      failing = new Set(acts);
    },
    list: (folder) => guard('list', () => real.list(folder)),
    read: (file) => guard('read', () => real.read(file)),
    replace: (file, bytes) => guard('replace', () => real.replace(file, bytes)),
    move: (from, to) => guard('move', () => real.move(from, to)),
    remove: (file) => real.remove(file),
    create: (file) =>
      guard('create', async () => {
        const segment = await real.create(file);
        return {
          ...segment,
          async write(bytes) {
            if (!failing.has('write')) return segment.write(bytes);
            await segment.write(bytes.subarray(0, bytes.length / 2));
            throw error();
          },
          sync: () => guard('sync', () => segment.sync()),
          truncate: (length) => guard('truncate', () => segment.truncate(length)),
        };
      }),
  };
}
