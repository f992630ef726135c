import { join } from 'node:path';
import type { LogProblem } from '../../../shared/contract/decision';
import type { DecisionRecord } from '../../../shared/domain/decision';
import { compareRecords } from '../../../shared/domain/decision-state';
import type { LogFiles } from './log-files';
import { reachesTo, readSegment, type ReadSegment } from './read-segment';
import type { Reach } from './segment-format';

/** The name of a segment: its writer and which of theirs it is. */
export const SEGMENT = /^(?<writer>[A-Za-z0-9]+)-(?<n>\d+)\.jsonl$/;

/** The segments of a log as they lie on disk. Changes nothing. @throws as the file system does */
export async function readSegments(files: LogFiles, folder: string): Promise<readonly ReadSegment[]> {
  const names = (await files.list(folder)).filter((name) => SEGMENT.test(name)).sort();
  return Promise.all(names.map(async (name) => readSegment(name, await files.read(join(folder, name)))));
}

/** Every record of all segments once, in order. */
export const recordsOf = (segments: readonly ReadSegment[]): readonly DecisionRecord[] =>
  [...new Map(segments.flatMap((s) => s.records).map((record) => [record.id, record])).values()].sort(
    compareRecords,
  );

/** What is wrong with segments, for people to read. */
export function problemsOf(segments: readonly ReadSegment[]): readonly LogProblem[] {
  const byName = new Map(segments.map((s) => [s.name, s]));
  const restored = new Set(segments.flatMap((s) => s.header?.restores ?? []));
  const known = new Map<string, Reach>();
  for (const { header } of segments)
    for (const [name, reach] of Object.entries(header?.knows ?? {}))
      if ((known.get(name)?.lines ?? -1) < reach.lines) known.set(name, reach);
  return [
    ...segments.flatMap((segment): LogProblem[] => {
      const { name, newerVersion, damages, tornBytes } = segment;
      if (newerVersion !== null)
        return [
          {
            file: name,
            code: 'newer_version',
            message: `${name} was written by a newer Leadlens (format ${String(newerVersion)}).`,
            keptAs: null,
          },
        ];
      if (damages.length > 0)
        return [
          {
            file: name,
            code: 'damaged_record',
            message: `${name}: ${damages.slice(0, 3).join('; ')}${damages.length > 3 ? ` and ${String(damages.length - 3)} more places` : ''}. The other records are read.`,
            keptAs: null,
          },
        ];
      if (tornBytes > 0)
        return [
          {
            file: name,
            code: 'torn_tail',
            message: `${name} ends in the middle of a record: its writer was stopped before it was saved.`,
            keptAs: null,
          },
        ];
      return [];
    }),
    ...[...known].flatMap(([name, reach]): LogProblem[] =>
      restored.has(name) || reachesTo(byName.get(name), reach) || (byName.get(name)?.damages.length ?? 0) > 0
        ? []
        : [
            {
              file: name,
              code: 'damaged_record',
              message: byName.has(name)
                ? `${name} is shorter than it was, or has other records.`
                : `${name} is gone: it held ${String(Math.max(0, reach.lines - 1))} records.`,
              keptAs: null,
            },
          ],
    ),
  ];
}
