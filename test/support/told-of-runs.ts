import type { RunOutcome } from '../../shared/contract/run';
import type { Finding } from '../../shared/domain/finding';
import { EN_US, write } from '../../shared/domain/sentence';

/** What the runs of the test said that is under way, each thing once; null before the first. */
let told: Set<string> | null = null;

/** Keeps what a run found, for the comparison with what it found when people read it. */
export const keepWhatIsTold = ({ findings, missing }: Pick<RunOutcome, 'findings' | 'missing'>): void => {
  told ??= new Set();
  for (const line of [...findings.map(asLine), ...missing.map((sentence) => `missing: ${sentence}`)])
    told.add(line);
};

/** What was kept since it was last asked for, and no longer; null where nothing ran. */
export function takeWhatWasTold(): readonly string[] | null {
  const taken = told;
  told = null;
  return taken && [...taken];
}

/** All of a finding on one line: how bad and what, where it stands, its words, what can be done, what was measured, its rows. */
export function asLine(found: Finding): string {
  const { code, severity, source, column, files, message, repair, evidence, rows } = found;
  const where = [
    ...(rows?.where.map((of) => `${of.column} = ${String(of.value)}`) ?? []),
    ...(rows?.filled ?? []),
  ];
  return [
    `${severity} ${code} ${source ?? '–'}.${column ?? '–'} ${files.join(', ')}`,
    message,
    ...(repair ? [`${repair.kind} ${repair.code}: ${repair.effect}`] : []),
    ...evidence.map(({ label, value }) => `${label}: ${write(value, EN_US)}`),
    ...(rows ? [`rows of ${rows.table}${where.length > 0 ? ` with ${where.join(', ')}` : ''}`] : []),
    ...(rows?.counts ? [`counts ${rows.counts.column}, ${rows.counts.label}`] : []),
  ].join(' | ');
}
