import type { FileReport } from '../../../contract/sources';
import { finding, rowsOf } from '../../../domain/finding-builder';
import { file as fileName, plural, say } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';

/** Files that were read and have no records, or records or values that could not be read. */
export const findInRecords = (files: readonly FileReport[]): readonly Finding[] =>
  files.filter(({ status }) => status === 'read').flatMap(findInFile);

function findInFile(file: FileReport): readonly Finding[] {
  const of = { severity: 'warning', source: file.source, files: [file.file] } as const;
  const findings: Finding[] = [];
  if (file.records === 0) {
    findings.push(
      finding({
        code: 'empty_file',
        ...of,
        message: say`${fileName(file.file)} has a header and no records. Check that the export is whole.`,
      }),
    );
  }
  if (file.rejectedRecords > 0) {
    findings.push(
      finding({
        code: 'rejected_records',
        ...of,
        message: say`${fileName(file.file)}: ${plural(file.rejectedRecords, 'record')} of ${String(file.records)} could not be read and count nowhere. Show them.`,
        rows: rowsOf({ name: 'rejected_records' }, { file: file.file }),
      }),
    );
  }
  if (file.cellIssues > 0) {
    findings.push(
      finding({
        code: 'cell_issues',
        ...of,
        message: say`${fileName(file.file)}: ${plural(file.cellIssues, 'value')} could not be read; the rest of their records stays. Show them.`,
        rows: rowsOf({ name: 'cell_issues' }, { file: file.file }),
      }),
    );
  }
  return findings;
}
