import { describe, expect, test } from 'vitest';
import type { FileReport } from '../../shared/contract/sources';
import type { Progress } from '../../shared/contract/run';
import { LeadlensError } from '../../shared/domain/fault';
import { NO_REMARKS } from '../../shared/domain/record-remarks';
import type { StepContext } from '../../shared/sql/stage';
import type { FolderFile } from '../../shared/stages/classify/folder-files';
import { CellIssues } from '../../shared/stages/clean/records/cell-issues';
import {
  FileLedger,
  namesOfSource,
  openAll,
  readingKey,
  type FileCounts,
} from '../../shared/stages/clean/records/file-ledger';
import type { SniffedFile } from '../../shared/stages/discover/sniffed-file';
import { fileReport } from '../support/file-report';
import { memoryFiles } from '../support/memory-files';

/** How a file is split into records. */
const FORM = {
  encoding: 'utf-8',
  bomBytes: 0,
  delimiter: ',',
  quote: '"',
  isPadded: false,
  hasBackslashes: false,
  preambleLines: 0,
  hasHeader: true,
  unitLines: 0,
} as const;
const sniffed = (path: string, change: Partial<SniffedFile> = {}): SniffedFile =>
  ({
    ...FORM,
    entry: { path, bytes: 10, modifiedAt: 0 },
    format: 'csv',
    compression: null,
    headers: ['Lead'],
    ...change,
  }) as SniffedFile;

const folderFile = (path: string, report: Partial<FileReport> = {}): FolderFile => ({
  sniffed: sniffed(path),
  classification: null,
  report: fileReport(path, { sha256: '', ...report }),
});

const COUNTS: FileCounts = {
  ...NO_REMARKS,
  records: 0,
  rows: 0,
  separatorRows: 0,
  blankLines: 0,
  rejected: [],
  cellIssues: new CellIssues(),
  notes: [],
  remarks: [],
};

/** A table that is filled, as its columns; and what its content goes by. */
interface Filled {
  readonly name: string;
  readonly key: string;
  readonly columns: Readonly<Record<string, readonly unknown[]>>;
}

function ledgerOf(...files: readonly FolderFile[]) {
  const told: Progress[] = [];
  const filled: Filled[] = [];
  const context = {
    source: memoryFiles({ 'a.csv': 'Lead\n1\n', 'b.csv': 'Lead\n2\n' }),
    signal: new AbortController().signal,
    progress: (progress: Progress) => told.push(progress),
    workspace: {
      fill: async (
        { name }: { name: string },
        key: string,
        fill: (into: {
          append: (columns: Record<string, { type: string; values: unknown[] }>) => void;
        }) => unknown,
      ) => {
        await fill({
          append: (columns) => {
            for (const [column, { type }] of Object.entries(columns))
              expect(type).toBe(column === 'record_number' ? 'integer' : 'text');
            filled.push({
              name,
              key,
              columns: Object.fromEntries(
                Object.entries(columns).map(([column, { values }]) => [column, values]),
              ),
            });
          },
        });
      },
    },
  } as unknown as StepContext;
  return { ledger: new FileLedger(files, context), told, filled, context };
}

describe('What becomes of the files of a run', () => {
  test('is told one by one while they are read, of those that are read', () => {
    const [a, b, c] = [
      folderFile('a.csv'),
      folderFile('b.csv'),
      folderFile('c.csv', { status: 'ignored' }),
    ] as const;
    const { ledger, told } = ledgerOf(a, b, c);
    ledger.tell(a);
    ledger.tell(b);
    expect(told).toEqual([
      { stage: 'clean', label: 'Reading a.csv', file: 'a.csv', done: 0, total: 2 },
      { stage: 'clean', label: 'Reading b.csv', file: 'b.csv', done: 1, total: 2 },
    ]);
  });

  test('is what it was before where nothing is known yet', () => {
    const files = [folderFile('a.csv'), folderFile('b.csv', { status: 'unknown' })];
    expect(ledgerOf(...files).ledger.files).toEqual(files);
    expect(ledgerOf(...files).ledger.values).toEqual([]);
  });

  test('is counted, with the digest of the file and what else is known', () => {
    const file = folderFile('a.csv', {
      format: { blankLines: 0, kind: 'csv' } as FileReport['format'],
    });
    const { ledger } = ledgerOf(file);
    const cellIssues = new CellIssues();
    cellIssues.add(1, 'price', 'abc', 'it is no number');
    cellIssues.add(2, 'price', 'abc', 'it is no number');
    const counts: FileCounts = {
      ...COUNTS,
      records: 9,
      rows: 5,
      separatorRows: 1,
      blankLines: 3,
      totalRows: 2,
      shortRecords: 4,
      rejected: [{ record: 3, text: 'x', reason: 'why' }],
      cellIssues,
    };
    ledger.keep(file, counts, 'cafe', { decidedFormats: [{ field: 'entry_on', format: 'day first' }] });
    expect(ledger.files).toEqual([
      {
        ...file,
        report: {
          ...file.report,
          sha256: 'cafe',
          records: 9,
          rows: 5,
          separatorRows: 1,
          totalRows: 2,
          shortRecords: 4,
          rejectedRecords: 1,
          cellIssues: 2,
          format: { kind: 'csv', blankLines: 3 },
          decidedFormats: [{ field: 'entry_on', format: 'day first' }],
        },
      },
    ]);
  });

  test('is without a format where the file has none', () => {
    const file = folderFile('a.csv');
    const { ledger } = ledgerOf(file);
    ledger.keep(file, COUNTS, 'cafe', {});
    expect(ledger.files[0]?.report.format).toBeNull();
  });

  test('is said of a file that cannot be read, with the next step where there is one', () => {
    const [a, b] = [folderFile('a.csv'), folderFile('b.csv')] as const;
    const { ledger } = ledgerOf(a, b);
    const fault = { kind: 'input', code: 'bad_gzip', message: 'a.csv is cut off.' } as const;
    ledger.fail(a, new LeadlensError({ ...fault, hint: 'Copy it again.' }));
    ledger.fail(b, new LeadlensError(fault));
    expect(ledger.files.map(({ report: { status, statusReason } }) => [status, statusReason])).toEqual([
      ['unusable', 'a.csv is cut off. Copy it again.'],
      ['unusable', 'a.csv is cut off.'],
    ]);
  });

  test('is no matter of the file where the fault is not', () => {
    const file = folderFile('a.csv');
    const { ledger } = ledgerOf(file);
    const mistake = new TypeError('undefined');
    const full = new LeadlensError({ kind: 'environment', code: 'no_space', message: 'The disk is full.' });
    for (const error of [mistake, full])
      expect(() => {
        ledger.fail(file, error);
      }).toThrow(error);
    expect(ledger.files[0]?.report.status).toBe('read');
  });
});

describe('What could not be read', () => {
  const issuesOf = (record: number, value: string): CellIssues => {
    const issues = new CellIssues();
    issues.add(record, 'price', value, 'it is no number');
    return issues;
  };

  async function stored() {
    const [a, b, none] = [
      folderFile('a.csv'),
      folderFile('b.csv'),
      folderFile('n.csv', { source: null }),
    ] as const;
    const all = ledgerOf(a, none, b);
    const notes = [{ field: 'entry_on', kind: 'serial', example: '45306', values: 1 } as const];
    all.ledger.keep(
      b,
      {
        ...COUNTS,
        cellIssues: issuesOf(4, 'b'),
        notes,
        rejected: [{ record: 5, text: 'raw b', reason: 'It is torn.' }],
        remarks: [{ record: 6, kind: 'header', text: 'Lead', reason: 'It is a header.' }],
      },
      'bb',
      {},
    );
    all.ledger.keep(none, COUNTS, '', {});
    all.ledger.keep(
      a,
      {
        ...COUNTS,
        cellIssues: issuesOf(1, 'a'),
        rejected: [{ record: 2, text: 'raw a', reason: 'It is torn.' }],
        remarks: [{ record: 3, kind: 'total', text: 'Total', reason: 'It is a total.' }],
      },
      'aa',
      {},
    );
    await all.ledger.store();
    return all;
  }

  test('is kept with the values that were read with care, in the order of the files, of those that are of a source', async () => {
    const { ledger } = await stored();
    expect(ledger.values.map(({ path, source, notes }) => [path, source, notes.length])).toEqual([
      ['a.csv', 'crm_report', 0],
      ['b.csv', 'crm_report', 1],
    ]);
    expect(ledger.values.map(({ issues }) => issues.kept[0]?.value)).toEqual(['a', 'b']);
  });

  test('is stored for the screens: values, records and remarks', async () => {
    const { filled } = await stored();
    const of = { file: ['a.csv', 'b.csv'], source: ['crm_report', 'crm_report'] };
    expect(filled.map(({ name, columns }) => [name, columns])).toEqual([
      [
        'cell_issues',
        {
          ...of,
          record_number: [1, 4],
          column_name: ['price', 'price'],
          raw_value: ['a', 'b'],
          reason: ['it is no number', 'it is no number'],
        },
      ],
      [
        'remarked_records',
        {
          ...of,
          record_number: [3, 6],
          kind: ['total', 'header'],
          raw_text: ['Total', 'Lead'],
          reason: ['It is a total.', 'It is a header.'],
          finding: ['total_rows', 'repeated_header'],
        },
      ],
      [
        'rejected_records',
        {
          ...of,
          record_number: [2, 5],
          raw_text: ['raw a', 'raw b'],
          reason: ['It is torn.', 'It is torn.'],
        },
      ],
    ]);
  });

  test('is stored anew where a file, a record or a reason is another one', async () => {
    const keyOf = async (path: string, sha256: string, record: number, reason: string, column: string) => {
      const file = folderFile(path, { sha256 });
      const { ledger, filled } = ledgerOf(file);
      const cellIssues = new CellIssues();
      cellIssues.add(record, column, 'x', reason);
      ledger.keep(
        file,
        {
          ...COUNTS,
          cellIssues,
          rejected: [{ record, text: '', reason }],
          remarks: [{ record, kind: 'total', text: '', reason }],
        },
        sha256,
        {},
      );
      await ledger.store();
      return filled.map(({ key }) => key);
    };
    const keys = await keyOf('a.csv', 'aa', 1, 'why', 'price');
    expect(await keyOf('a.csv', 'aa', 1, 'why', 'price')).toEqual(keys);
    const others = [
      await keyOf('b.csv', 'aa', 1, 'why', 'price'),
      await keyOf('a.csv', 'bb', 1, 'why', 'price'),
      await keyOf('a.csv', 'aa', 2, 'why', 'price'),
      await keyOf('a.csv', 'aa', 1, 'how', 'cost'),
    ];
    for (const other of others) for (const [i, key] of keys.entries()) expect(other[i]).not.toBe(key);
  });
});

describe('A file is read anew', () => {
  const mapping = [{ field: 'lead_number', column: 'Lead' }] as unknown as FileReport['mapping'];
  const base = folderFile('a.csv', { mapping });

  test('where its content, its source, its mapping or the form of its text is another', () => {
    const keys = [
      readingKey(base, 'aa'),
      readingKey(base, 'bb'),
      readingKey(folderFile('a.csv', { mapping, source: 'google_ads' }), 'aa'),
      readingKey(folderFile('a.csv'), 'aa'),
      readingKey(
        folderFile('a.csv', {
          mapping: [{ field: 'lead_number', column: 'Number' }] as unknown as FileReport['mapping'],
        }),
        'aa',
      ),
      readingKey({ ...base, sniffed: null }, 'aa'),
      ...Object.keys(FORM).map((part) =>
        readingKey({ ...base, sniffed: sniffed('a.csv', { [part]: 'another' }) }, 'aa'),
      ),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('and not where only its name is, but for the sheets of a workbook', () => {
    expect(readingKey(folderFile('b.csv', { mapping }), 'aa')).toBe(readingKey(base, 'aa'));
    const sheet = (path: string) => readingKey(folderFile(path, { mapping }), 'aa');
    expect(sheet('b.xlsx#Jan')).not.toBe(sheet('b.xlsx#Feb'));
    expect(sheet('b.xlsm#Jan')).not.toBe(sheet('b.xlsm#Feb'));
    expect(sheet('x/b.XLSX#Jan')).toBe(sheet('c.xlsx#Jan'));
    expect(sheet('b.csv#Jan')).toBe(sheet('b.csv#Feb'));
  });
});

describe('Files that are opened to be read into a table', () => {
  test('have their digest, source and records; one that is gone is marked, and one of no source left out', async () => {
    const files = [
      folderFile('a.csv'),
      folderFile('gone.csv'),
      folderFile('none.csv', { source: null }),
      folderFile('b.csv', { source: 'google_ads' }),
    ];
    const { ledger, context, told } = ledgerOf(...files);
    const opened = await openAll(files, ledger, context, ['lead_number']);
    expect(opened.map(({ file, text }) => [file.report.file, text.path, text.source])).toEqual([
      ['a.csv', 'a.csv', 'crm_report'],
      ['b.csv', 'b.csv', 'google_ads'],
    ]);
    const [first] = opened;
    expect(first?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(first?.text.key).toBe(readingKey(files[0] as FolderFile, first?.sha256 ?? ''));
    expect(first?.text.records.layout.fieldCount).toBe(1);
    expect(told.map(({ file }) => file)).toEqual(['a.csv', 'gone.csv', 'b.csv']);
    expect(ledger.files.map(({ report }) => report.status)).toEqual(['read', 'unusable', 'read', 'read']);
  });

  test('must have been looked into', async () => {
    const file = { ...folderFile('a.csv'), sniffed: null };
    const { ledger, context } = ledgerOf(file);
    await expect(openAll([file], ledger, context, [])).rejects.toMatchObject({
      details: { kind: 'bug', code: 'bug', message: 'a.csv was not looked into.' },
    });
  });
});

test('The names of the columns of a source are those of its profile; of no source nothing is known', () => {
  expect(namesOfSource('google_ads')?.profile.title).toBe('Google Ads');
  expect(namesOfSource('google_ads')?.keyOf('Cost (USD)')).toBe('cost');
  expect(namesOfSource(null)).toBeNull();
});
