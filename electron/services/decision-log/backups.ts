import { join } from 'node:path';
import type { LogFiles } from './log-files';
import { reachesTo, reachOf, wholeBytesOf, type ReadSegment } from './read-segment';
import { isSound, readSegments } from './segments';

/** Where a project keeps copies, and what was put aside. */
export const backupsOf = (project: string): string => join(project, 'backups');

/** A time as part of a file name. */
export const stampOf = (now: Date): string => now.toISOString().replace(/[:.]/g, '-');

/** Settings of so many different days and hours are kept. */
const MOST_SETTINGS = 10;

/** The copies of segments; none where they cannot be read: a log is not worse for that. */
export const readCopies = (files: LogFiles, project: string): Promise<readonly ReadSegment[]> =>
  readSegments(files, backupsOf(project)).catch(() => []);

/**
 * A tail that was never acknowledged is kept in `backups` and cut off; a last record without its line end gets one.
 * Only for who holds the right to write.
 * @returns by segment where its tail is kept; one that could not be put aside may stay: it is read past every time
 */
export async function putTailsAside(
  files: LogFiles,
  project: string,
  segments: readonly ReadSegment[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const kept = new Map<string, string>();
  for (const segment of segments.filter((s) => s.tornBytes > 0 || s.lacksLineEnd)) {
    const file = join(project, 'decisions', segment.name);
    const keptAs = join(backupsOf(project), `${segment.name}.torn-${stampOf(now)}`);
    try {
      const bytes = await files.read(file);
      if (segment.tornBytes > 0) {
        await files.replace(keptAs, bytes.subarray(segment.wholeBytes));
        kept.set(segment.name, keptAs);
      }
      await files.replace(file, wholeBytesOf(segment, bytes));
    } catch {
      // The problem stays listed, and new records go to another segment.
      continue;
    }
  }
  return kept;
}

/** Copies segments that have grown, and the settings where they have changed; of those the newest ten are kept. */
export async function backUp(files: LogFiles, project: string, now: Date): Promise<void> {
  const folder = join(project, 'decisions');
  const backups = backupsOf(project);
  const copies = await files.list(backups);
  const copied = new Map((await readSegments(files, backups)).map((copy) => [copy.name, copy]));
  for (const segment of await readSegments(files, folder)) {
    if (!isSound(segment)) continue;
    const copy = copied.get(segment.name);
    // A copy that has what the segment has not is the only place where it still is.
    const hasMore = copy !== undefined && isSound(copy) && !reachesTo(segment, reachOf(copy));
    if (hasMore || (copy !== undefined && isSound(copy) && copy.hashes.length === segment.hashes.length))
      continue;
    const bytes = await files.read(join(folder, segment.name));
    await files.replace(join(backups, segment.name), wholeBytesOf(segment, bytes));
  }
  if (!(await files.list(project)).includes('project.json')) return;
  const settings = await files.read(join(project, 'project.json'));
  const older = copies.filter((name) => /^project-.*\.json$/.test(name)).sort();
  const newest = older.at(-1);
  const last = newest === undefined ? null : await files.read(join(backups, newest));
  if (last && Buffer.from(last).equals(settings)) return;
  await files.replace(join(backups, `project-${stampOf(now)}.json`), settings);
  for (const name of older.slice(0, Math.max(0, older.length + 1 - MOST_SETTINGS)))
    await files.remove(join(backups, name));
}
