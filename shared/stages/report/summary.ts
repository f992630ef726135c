import { SUMMARY_VERSION, type InputSummary, type Summary } from '../../contract/summary';
import type { FileReport } from '../../contract/sources';
import type { Finding } from '../../domain/finding';
import { remarkCountsOf } from '../../domain/record-remarks';
import { compareText } from '../../domain/text-order';

const inputOf = (file: FileReport): InputSummary => ({
  file: file.file,
  source: file.source,
  bytes: file.bytes,
  sha256: file.sha256,
  records: file.records,
  rows: file.rows,
  separatorRows: file.separatorRows,
  ...remarkCountsOf(file),
  rejectedRecords: file.rejectedRecords,
  cellIssues: file.cellIssues,
  snapshot: file.snapshot,
});

/** `summary.json`: the same input and settings give the same bytes. */
export function summaryOf(
  version: string,
  files: readonly FileReport[],
  reconciliation: Summary['reconciliation'],
  findings: readonly Finding[],
  answers: Pick<Summary, 'leadQuality' | 'revenue'>,
): Summary {
  return {
    version: SUMMARY_VERSION,
    engine: { name: 'leadlens', version },
    inputs: files.map(inputOf).sort((a, b) => compareText(a.file, b.file)),
    reconciliation,
    findings: findings.map(({ code, severity, source, column, files: names, message, repair }) => ({
      code,
      severity,
      source,
      column,
      files: [...names].sort(compareText),
      message,
      repair: repair && { code: repair.code, effect: repair.effect },
    })),
    ...answers,
  };
}
