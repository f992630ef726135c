import { join } from 'node:path';
import type { LogFiles } from './log-files';
import type { ReadSegment } from './read-segment';
import { readSegments } from './segments';

/** Where a project keeps copies, and what was put aside. */
export const backupsOf = (project: string): string => join(project, 'backups');

/** A time as part of a file name. */
export const stampOf = (now: Date): string => now.toISOString().replace(/[:.]/g, '-');

/** Settings of so many different days and hours are kept. */
const MOST_SETTINGS = 10;

/**
 * A tail that was never acknowledged is kept in `backups` and cut off.
 * @returns by segment where its tail is kept; one that could not be put aside may stay: it is read past every time
 */
export async function putTailsAside(
  files: LogFiles,
  project: string,
  segments: readonly ReadSegment[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const kept = new Map<string, string>();
  for (const segment of segments.filter((s) => s.tornBytes > 0)) {
    const file = join(project, 'decisions', segment.name);
    const keptAs = join(backupsOf(project), `${segment.name}.torn-${stampOf(now)}`);
    try {
      const bytes = await files.read(file);
      await files.replace(keptAs, bytes.subarray(segment.wholeBytes));
      await files.replace(file, bytes.subarray(0, segment.wholeBytes));
      kept.set(segment.name, keptAs);
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
  for (const { name, damages } of await readSegments(files, folder)) {
    if (damages.length > 0) continue;
    const bytes = await files.read(join(folder, name));
    const copy = copies.includes(name) ? await files.read(join(backups, name)) : null;
    if (copy === null || copy.length < bytes.length) await files.replace(join(backups, name), bytes);
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
