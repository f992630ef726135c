import type { RunOutcome } from '../../shared/contract/run';
import type { Finding } from '../../shared/domain/finding';
import { EN_US, write } from '../../shared/domain/sentence';

/** What runs said since it was last asked for, each thing once. */
const told = new Set<string>();

/** Keeps what a run found, for the comparison with what it found when people read it. */
export const keepWhatIsTold = ({ findings, missing }: Pick<RunOutcome, 'findings' | 'missing'>): void => {
  for (const line of [...findings.map(asLine), ...missing.map((sentence) => `missing: ${sentence}`)])
    told.add(line);
};

/** What was kept since it was last asked for, and no longer. */
export function takeWhatWasTold(): readonly string[] {
  const taken = [...told];
  told.clear();
  return taken;
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
