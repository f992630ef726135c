import { join } from 'node:path';
import type { LogProblem } from '../../../shared/contract/decision';
import type { DecisionRecord } from '../../../shared/domain/decision';
import { compareRecords } from '../../../shared/domain/decision-state';
import type { LogFiles } from './log-files';
import { reachesTo, reachOf, readSegment, unreadableSegment, type ReadSegment } from './read-segment';
import type { Reach } from './segment-format';

/** The name of a segment: its writer and which of theirs it is. */
export const SEGMENT = /^(?<writer>[A-Za-z0-9]+)-(?<n>\d+)\.jsonl$/;

/**
 * The segments that lie in a folder; one that cannot be read says why. Changes nothing.
 * @throws as the file system does where the folder itself cannot be read
 */
export async function readSegments(files: LogFiles, folder: string): Promise<readonly ReadSegment[]> {
  const names = (await files.list(folder)).filter((name) => SEGMENT.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      try {
        return readSegment(name, await files.read(join(folder, name)));
      } catch (error) {
        return unreadableSegment(name, error instanceof Error ? error.message : String(error));
      }
    }),
  );
}

/** Every record of all segments once, in order; as its own segment says it where that is there. */
export function recordsOf(segments: readonly ReadSegment[]): readonly DecisionRecord[] {
  const records = new Map<string, DecisionRecord>();
  for (const { name, records: some } of segments)
    for (const record of some)
      if (!records.has(record.id) || `${record.id.split(':')[0] ?? ''}.jsonl` === name)
        records.set(record.id, record);
  return [...records.values()].sort(compareRecords);
}

/** Whether a segment has all that it ever had, as far as it can say itself. */
export const isSound = ({ damages, newerVersion, unreadable }: ReadSegment): boolean =>
  damages.length === 0 && newerVersion === null && unreadable === null;

const isTold = (segment: ReadSegment | undefined): boolean => segment !== undefined && !isSound(segment);

/**
 * What is wrong with segments, for people to read.
 * @param copies of segments: one that is not there any more, or shorter than its copy, is missed
 */
export function problemsOf(
  segments: readonly ReadSegment[],
  copies: readonly ReadSegment[] = [],
): readonly LogProblem[] {
  const byName = new Map(segments.map((s) => [s.name, s]));
  const restored = new Set(segments.flatMap((s) => s.header?.restores ?? []));
  const known = new Map<string, Reach>();
  for (const { header } of segments)
    for (const [name, reach] of Object.entries(header?.knows ?? {}))
      if ((known.get(name)?.lines ?? -1) < reach.lines) known.set(name, reach);
  for (const copy of copies)
    if (isSound(copy) && (known.get(copy.name)?.lines ?? -1) < copy.hashes.length)
      known.set(copy.name, reachOf(copy));
  return [
    ...segments.flatMap((segment): LogProblem[] => {
      const { name, newerVersion, damages, tornBytes, lacksLineEnd, unreadable } = segment;
      if (unreadable !== null)
        return [
          { file: name, code: 'unreadable', message: `${name} cannot be read: ${unreadable}.`, keptAs: null },
        ];
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
      if (lacksLineEnd)
        return [
          {
            file: name,
            code: 'torn_tail',
            message: `${name} ends without a line end: its last record is whole, and is read.`,
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
      restored.has(name) || reachesTo(byName.get(name), reach) || isTold(byName.get(name))
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
