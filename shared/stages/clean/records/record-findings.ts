import type { FileReport } from '../../../contract/sources';
import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count, file as fileName, joined, plural, say, type Sentence } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import type { RemarkFinding } from '../../../domain/record-remarks';
import { filesRead } from '../../../sql/run-parameters';
import { defineFindings } from '../../../sql/stage';
import { fileLedger } from '../clean-parameters';
import type { FileValues } from '../values/value-notes';
import { CellIssues, MOST_KEPT } from './cell-issues';

/** Files that were read and have no records, records or values that could not be read, or others than regular rows. */
const findInRecords = (files: readonly FileReport[], values: readonly FileValues[]): readonly Finding[] =>
  files
    .filter(({ status }) => status === 'read')
    .flatMap((file) => findInFile(file, values.find(({ path }) => path === file.file)?.issues));

type Count = readonly [count: number, one: string, many?: string];

const listed = (counts: readonly Count[]): readonly Sentence[] =>
  counts.filter(([count]) => count > 0).map(([count, one, many]) => plural(count, one, many));

function findInFile(file: FileReport, issues: CellIssues = new CellIssues()): readonly Finding[] {
  const of = { source: file.source, files: [file.file] };
  const findings: Finding[] = [];
  if (file.records === 0) {
    findings.push(
      finding({
        code: 'empty_file',
        severity: 'warning',
        ...of,
        message: say`${fileName(file.file)} has a header and no records. Check that the export is whole.`,
      }),
    );
  }
  if (file.rejectedRecords > 0) {
    findings.push(
      finding({
        code: 'rejected_records',
        severity: 'warning',
        ...of,
        message: say`${fileName(file.file)}: ${plural(file.rejectedRecords, 'record')} of ${String(file.records)} could not be read and ${file.rejectedRecords === 1 ? 'counts' : 'count'} nowhere. Show them.`,
        rows: rowsOf({ name: 'rejected_records' }, { file: file.file }),
      }),
    );
  }
  if (file.cellIssues > 0) {
    const kept = issues.kept.length;
    const cut =
      kept < file.cellIssues
        ? say` Of each column and reason the first ${count(MOST_KEPT)} are kept: ${count(kept)} of ${count(file.cellIssues)}.`
        : say``;
    findings.push(
      finding({
        code: 'cell_issues',
        severity: 'warning',
        ...of,
        message: say`${fileName(file.file)}: ${plural(file.cellIssues, 'value')} could not be read; the rest of their records stays.${cut} Show them.`,
        evidence: issues.groups.map(({ column, reason, values }) => ({
          label: `${column}: ${reason}`,
          value: count(values),
        })),
        rows: rowsOf({ name: 'cell_issues' }, { file: file.file }),
      }),
    );
  }
  return [...findings, ...findIrregular(file)];
}

function findIrregular(file: FileReport): readonly Finding[] {
  const of = { source: file.source, files: [file.file] };
  const rows = (code: RemarkFinding) =>
    rowsOf({ name: 'remarked_records' }, { file: file.file, finding: code });
  const findings: Finding[] = [];
  if (file.totalRows + file.footerRows > 0) {
    const what = listed([
      [file.totalRows, 'total row'],
      [file.footerRows, 'line of text', 'lines of text'],
    ]);
    findings.push(
      finding({
        code: 'total_rows',
        severity: 'info',
        ...of,
        message: say`${fileName(file.file)}: ${joined(what)} ${agree(file.totalRows + file.footerRows, 'is', 'are')} left out of all numbers. Show them.`,
        rows: rows('total_rows'),
      }),
    );
  }
  const care = listed([
    [file.shortRecords, 'record has too few fields', 'records have too few fields'],
    [file.longRecords, 'record has too many fields', 'records have too many fields'],
    [file.quotedRecords, 'record has misplaced quotes', 'records have misplaced quotes'],
    [file.recodedRecords, 'record is in another encoding', 'records are in another encoding'],
    [file.nulBytes, 'NUL byte was taken out', 'NUL bytes were taken out'],
  ]);
  if (care.length > 0) {
    findings.push(
      finding({
        code: 'irregular_records',
        severity: 'warning',
        ...of,
        message: say`${fileName(file.file)}: ${joined(care)}. Each could be read in one way only, and counts. Show them.`,
        rows: rows('irregular_records'),
      }),
    );
  }
  if (file.repeatedHeaders > 0) {
    findings.push(
      finding({
        code: 'repeated_header',
        severity: 'info',
        ...of,
        message: say`${fileName(file.file)} has ${plural(file.repeatedHeaders, 'further header')} between its records. The records below each are read by it.`,
        rows: rows('repeated_header'),
      }),
    );
  }
  if (file.otherTables.length > 0) {
    findings.push(
      finding({
        code: 'several_tables',
        severity: 'warning',
        ...of,
        message: say`${fileName(file.file)} holds ${plural(file.otherTables.length + 1, 'table')}. Only the first is read; the records of the others are rejected. Put each into a file of its own.`,
        evidence: file.otherTables.map((header) => ({ label: 'Header of another table', value: header })),
        rows: rowsOf({ name: 'rejected_records' }, { file: file.file }),
      }),
    );
  }
  return findings;
}

export const recordFindings = defineFindings({
  name: 'record_findings',
  title: 'Records and values that could not be read',
  takes: [fileLedger, filesRead],
  find: ({ get }) => findInRecords(get(filesRead), get(fileLedger).values),
});
