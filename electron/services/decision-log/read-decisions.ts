import { join } from 'node:path';
import type { LogProblem } from '../../../shared/contract/decision';
import type { DecisionRecord } from '../../../shared/domain/decision';
import { readCopies } from './backups';
import type { LogFiles } from './log-files';
import { wholeBytesOf } from './read-segment';
import { problemsOf, readSegments, recordsOf } from './segments';

/** The decisions of a project for those who only read: takes no lock and changes nothing. @throws as the file system does */
export async function readDecisions(
  files: LogFiles,
  project: string,
): Promise<{ readonly records: readonly DecisionRecord[]; readonly problems: readonly LogProblem[] }> {
  const segments = await readSegments(files, join(project, 'decisions'));
  return { records: recordsOf(segments), problems: problemsOf(segments, await readCopies(files, project)) };
}

/** The log itself, to be handed on: its segments, one after the other. @throws as the file system does */
export async function readLogText(files: LogFiles, folder: string): Promise<string> {
  const segments = await readSegments(files, folder);
  const parts = await Promise.all(
    segments
      .filter((segment) => segment.unreadable === null)
      .map(async (segment) => wholeBytesOf(segment, await files.read(join(folder, segment.name)))),
  );
  return Buffer.concat(parts).toString('utf8');
}
