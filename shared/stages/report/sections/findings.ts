import { formatCount } from '../../../charts/format';
import { findingName } from '../../../domain/finding-words';
import type { ReportInput, ReportSection } from '../report-types';

/** What a reader of the numbers should know about the data, the gravest first. */
export function findingsSection({ outcome }: ReportInput): ReportSection {
  const { findings } = outcome;
  const count = (severity: string): number => findings.filter((f) => f.severity === severity).length;
  return {
    id: 'findings',
    title: 'Findings',
    blocks: [
      {
        kind: 'text',
        text:
          findings.length === 0
            ? 'Nothing about the data calls for attention.'
            : `Errors, which would make numbers wrong: ${formatCount(count('error'))}. Warnings, which may mislead: ${formatCount(count('warning'))}. Good to know: ${formatCount(count('info'))}.`,
      },
      {
        kind: 'findings',
        findings: findings.map(({ severity, code, source, column, message, files, repair }) => ({
          severity,
          name: findingName(code),
          message,
          files,
          repair: repair?.effect ?? null,
          thing: { kind: 'finding', code, source, column, files: [...files] },
        })),
      },
    ],
    metrics: [],
  };
}
