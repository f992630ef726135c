import { lstat, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * File systems of Linux that note every change of a file's content in a time that nobody can set (`ctime`), by the magic
 * number in `statfs(2)`: ext2 to ext4, XFS, Btrfs, F2FS, ZFS and tmpfs. Of all others, network folders and memory sticks
 * among them, the content itself is looked at.
 */
const NOTES_CHANGES: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0x01021994,
]);

/**
 * A change after another within one tick of the system's clock has the same time, and one through mapped memory gets its
 * time only when the system next writes the page (30 s and a turn of 5 s on Linux). A file that rested for longer shows
 * each change.
 */
const RESTS_AFTER_MS = 60_000;

/** What the system says of a file. */
export interface FileMark {
  readonly path: string;
  readonly bytes: number;
  /** Device, number, size and times: another text where any of them is another. */
  readonly mark: string;
  /** Whether each later change of the content shows in `mark`. */
  readonly isSettled: boolean;
}

/** The device whose files show each change in their marks; null: none there is known to. */
export async function trustedDevice(root: string): Promise<bigint | null> {
  if (process.platform !== 'linux') return null; // the numbers of other systems mean other file systems
  const { type } = await statfs(root);
  return NOTES_CHANGES.has(type) ? (await stat(root, { bigint: true })).dev : null;
}

/**
 * Marks a file.
 * @param root real path of its folder
 * @param trusted see `trustedDevice`
 * @param restsAfterMs without a change
 * @throws as the file system does
 */
export async function markFile(
  root: string,
  path: string,
  trusted: bigint | null,
  restsAfterMs = RESTS_AFTER_MS,
): Promise<FileMark> {
  const now = Date.now();
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(join(root, path), { bigint: true });
  return {
    path,
    bytes: Number(size),
    mark: [dev, ino, size, mtimeNs, ctimeNs].join(':'),
    isSettled: dev === trusted && ctimeNs < BigInt(now - restsAfterMs) * 1_000_000n,
  };
}

const markPlace = async (root: string, path: string): Promise<string> => {
  // What cannot be looked at has no times: that alone is its mark.
  const stats = await lstat(join(root, path), { bigint: true }).catch(() => null);
  return stats === null ? path : [path, stats.dev, stats.ino, stats.mtimeNs, stats.ctimeNs].join(':');
};

/**
 * One text for all folders that these files lie in, and for what cannot be read: another one when something came, went, was
 * renamed or got other rights in any of them.
 */
export async function markSurroundings(
  root: string,
  files: readonly string[],
  unreadable: readonly string[],
): Promise<string> {
  const places = new Set(['.', ...unreadable]);
  for (const path of [...files, ...unreadable]) {
    for (let at = dirname(path); !places.has(at); at = dirname(at)) places.add(at);
  }
  const marks = await Promise.all([...places].sort().map((path) => markPlace(root, path)));
  return marks.join('\n');
}
