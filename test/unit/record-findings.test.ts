import { describe, expect, test } from 'vitest';
import type { FileReport } from '../../shared/contract/sources';
import { filesRead } from '../../shared/sql/run-parameters';
import { fileLedger } from '../../shared/stages/clean/clean-parameters';
import { CellIssues } from '../../shared/stages/clean/records/cell-issues';
import type { FileLedger } from '../../shared/stages/clean/records/file-ledger';
import { recordFindings } from '../../shared/stages/clean/records/record-findings';
import { fileReport } from '../support/file-report';
import { asRead, given, runFindings } from '../support/findings-of-step';

async function told(change: Partial<FileReport>, issues?: CellIssues) {
  const file = fileReport('in/a.csv', { records: 9, rows: 9, ...change });
  const others = { path: 'in/b.csv', source: 'crm_report', notes: [], issues: new CellIssues() } as const;
  const values = issues ? [others, { ...others, path: 'in/a.csv', issues }] : [];
  const { findings } = await runFindings(recordFindings, [
    given(filesRead, [file]),
    given(fileLedger, { values } as unknown as FileLedger),
  ]);
  return findings.map(asRead);
}

const OF = { source: 'crm_report', files: ['in/a.csv'] };

describe('Of the records of a file', () => {
  test('nothing is said where each was read as it is', async () => {
    expect(await told({})).toEqual([]);
    expect(await told({ separatorRows: 3 })).toEqual([]);
  });

  test('nothing is said where the file was not read', async () => {
    const change = { records: 0, rejectedRecords: 2, totalRows: 1, nulBytes: 1 };
    for (const status of ['unusable', 'ignored', 'unknown', 'duplicate'] as const)
      expect(await told({ ...change, status })).toEqual([]);
  });

  test('it is said that there are none', async () => {
    expect(await told({ records: 0 })).toEqual([
      {
        code: 'empty_file',
        severity: 'warning',
        ...OF,
        message: '`in/a.csv` has a header and no records. Check that the export is whole.',
      },
    ]);
  });

  test('those that could not be read are counted, of how many, and shown', async () => {
    expect(await told({ rejectedRecords: 2 })).toEqual([
      {
        code: 'rejected_records',
        severity: 'warning',
        ...OF,
        message: '`in/a.csv`: 2 records of 9 could not be read and count nowhere. Show them.',
        rows: { table: 'rejected_records', file: 'in/a.csv' },
      },
    ]);
    expect((await told({ rejectedRecords: 1 }))[0]?.['message']).toContain('1 record of 9 could not');
  });

  test('total rows and lines of text are told apart and left out', async () => {
    const told1 = async (totalRows: number, footerRows: number) =>
      (await told({ totalRows, footerRows })).map(({ message }) => message);
    expect(await told({ totalRows: 2, footerRows: 1 })).toEqual([
      {
        code: 'total_rows',
        severity: 'info',
        ...OF,
        message: '`in/a.csv`: 2 total rows, 1 line of text are left out of all numbers. Show them.',
        rows: { table: 'remarked_records', file: 'in/a.csv', finding: 'total_rows' },
      },
    ]);
    expect(await told1(1, 0)).toEqual(['`in/a.csv`: 1 total row is left out of all numbers. Show them.']);
    expect(await told1(0, 3)).toEqual([
      '`in/a.csv`: 3 lines of text are left out of all numbers. Show them.',
    ]);
  });

  test('irregular ones are counted by what is wrong with them', async () => {
    const many = {
      shortRecords: 2,
      longRecords: 3,
      quotedRecords: 4,
      recodedRecords: 5,
      nulBytes: 6,
    };
    expect(await told(many)).toEqual([
      {
        code: 'irregular_records',
        severity: 'warning',
        ...OF,
        message:
          '`in/a.csv`: 2 records have too few fields, 3 records have too many fields, 4 records have misplaced quotes, 5 records are in another encoding, 6 NUL bytes were taken out. Each could be read in one way only, and counts. Show them.',
        rows: { table: 'remarked_records', file: 'in/a.csv', finding: 'irregular_records' },
      },
    ]);
    const one = {
      shortRecords: 'record has too few fields',
      longRecords: 'record has too many fields',
      quotedRecords: 'record has misplaced quotes',
      recodedRecords: 'record is in another encoding',
      nulBytes: 'NUL byte was taken out',
    };
    for (const [count, words] of Object.entries(one))
      expect((await told({ [count]: 1 })).map(({ message }) => message)).toEqual([
        `\`in/a.csv\`: 1 ${words}. Each could be read in one way only, and counts. Show them.`,
      ]);
  });

  test('further headers between them are said', async () => {
    expect(await told({ repeatedHeaders: 1 })).toEqual([
      {
        code: 'repeated_header',
        severity: 'info',
        ...OF,
        message:
          '`in/a.csv` has 1 further header between its records. The records below each are read by it.',
        rows: { table: 'remarked_records', file: 'in/a.csv', finding: 'repeated_header' },
      },
    ]);
  });

  test('other tables in the file are named by their headers, and rejected', async () => {
    expect(await told({ otherTables: ['day, clicks', 'week, leads'] })).toEqual([
      {
        code: 'several_tables',
        severity: 'warning',
        ...OF,
        message:
          '`in/a.csv` holds 3 tables. Only the first is read; the records of the others are rejected. Put each into a file of its own.',
        evidence: ['Header of another table: day, clicks', 'Header of another table: week, leads'],
        rows: { table: 'rejected_records', file: 'in/a.csv' },
      },
    ]);
  });
});

describe('Values that could not be read', () => {
  test('are counted by column and reason', async () => {
    const issues = new CellIssues();
    issues.add(1, 'price', 'abc', 'it is no number');
    issues.add(2, 'price', 'x', 'it is no number');
    issues.add(2, 'entry_on', 'soon', 'no date');
    expect(await told({ cellIssues: 3 }, issues)).toEqual([
      {
        code: 'cell_issues',
        severity: 'warning',
        ...OF,
        message: '`in/a.csv`: 3 values could not be read; the rest of their records stays. Show them.',
        evidence: ['price: it is no number: 2', 'entry_on: no date: 1'],
        rows: { table: 'cell_issues', file: 'in/a.csv' },
      },
    ]);
  });

  test('of which not all are kept say how many are', async () => {
    const issues = new CellIssues();
    for (let record = 1; record <= 1002; record++) issues.add(record, 'price', 'abc', 'it is no number');
    expect((await told({ cellIssues: 1002 }, issues)).map(({ message }) => message)).toEqual([
      '`in/a.csv`: 1,002 values could not be read; the rest of their records stays. Of each column and reason the first 1,000 are kept: 1,000 of 1,002. Show them.',
    ]);
  });
});
