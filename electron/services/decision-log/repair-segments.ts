import { join } from 'node:path';
import type { LogProblem } from '../../../shared/contract/decision';
import { backupsOf, stampOf } from './backups';
import type { LogFiles } from './log-files';
import type { OwnSegments } from './own-segments';
import { readSegment, type ReadSegment } from './read-segment';
import { recordsOf } from './segments';

interface Damaged {
  readonly project: string;
  readonly files: LogFiles;
  readonly segments: readonly ReadSegment[];
  readonly problems: readonly LogProblem[];
}

/**
 * Writes the records of damaged segments that can be read, and those of their copies in `backups`, into a fresh segment,
 * and moves the damaged files to `backups`.
 * @throws as the file system does; the damaged files are then still in their place
 */
export async function repairSegments(
  { project, files, segments, problems }: Damaged,
  own: OwnSegments,
  now: Date,
): Promise<void> {
  const [folder, backups] = [join(project, 'decisions'), backupsOf(project)];
  const damaged = segments.filter((s) => s.damages.length > 0);
  const broken = new Set(problems.filter((p) => p.code === 'damaged_record').map((p) => p.file));
  const copies: ReadSegment[] = [];
  for (const name of await files.list(backups))
    if (broken.has(name)) copies.push(readSegment(name, await files.read(join(backups, name))));
  const whole = segments.filter((s) => !broken.has(s.name));
  const there = new Set(recordsOf(whole).map((r) => r.id));
  const missing = recordsOf([...segments.filter((s) => broken.has(s.name)), ...copies]).filter(
    (r) => !there.has(r.id),
  );
  const begun = await own.begin(missing, [...broken].sort(), whole);
  await begun.close();
  for (const { name } of [...damaged, ...segments.filter((s) => broken.has(s.name))])
    if ((await files.list(folder)).includes(name))
      await files.move(join(folder, name), join(backups, `${name}.damaged-${stampOf(now)}`));
}
