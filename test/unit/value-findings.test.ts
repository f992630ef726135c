import { describe, expect, test } from 'vitest';
import { filesRead } from '../../shared/sql/run-parameters';
import { fileLedger } from '../../shared/stages/clean/clean-parameters';
import { CellIssues } from '../../shared/stages/clean/records/cell-issues';
import type { FileLedger } from '../../shared/stages/clean/records/file-ledger';
import { valueFindings } from '../../shared/stages/clean/values/value-findings';
import { ValueNotes, type FileValues, type ValueNote } from '../../shared/stages/clean/values/value-notes';
import { asRead, given, runFindings } from '../support/findings-of-step';

const file = (path: string, change: Partial<FileValues>): FileValues => ({
  path,
  source: 'stripe_invoices',
  notes: [],
  issues: new CellIssues(),
  ...change,
});

async function told(...values: readonly FileValues[]) {
  const { findings } = await runFindings(valueFindings, [
    given(filesRead, []),
    given(fileLedger, { values } as unknown as FileLedger),
  ]);
  return findings.map(asRead);
}

const note = (kind: ValueNote['kind'], field: string, example: string | null, values: number): ValueNote => ({
  kind,
  field,
  example,
  values,
});

/** Cells that could not be read, each of a record of its own. */
const issuesOf = (...cells: readonly (readonly [column: string, value: string | null])[]): CellIssues => {
  const issues = new CellIssues();
  cells.forEach(([column, value], i) => {
    issues.add(i + 1, column, value, column);
  });
  return issues;
};

const OF = { source: 'stripe_invoices', files: ['a.csv'] };

describe('What tools and spreadsheets made of values is said by column:', () => {
  test('nothing, where they are as they should be', async () => {
    expect(await told(file('a.csv', {}), file('b.csv', {}))).toEqual([]);
  });

  test('dates that stand for no day, each with how often it stands there', async () => {
    const notes = [
      note('placeholder', 'invoiced_on', '1970-01-01', 2),
      note('placeholder', 'invoiced_on', '0000-00-00', 1),
    ];
    expect(await told(file('a.csv', { notes }))).toEqual([
      {
        code: 'placeholder_dates',
        severity: 'info',
        column: 'invoiced_on',
        ...OF,
        message:
          '`a.csv`, column invoiced_on: 3 dates stand for no day (0000-00-00: 1, 1970-01-01: 2). They are placeholders of a tool, and were taken as empty.',
        evidence: ['0000-00-00: 1', '1970-01-01: 2'],
      },
    ]);
    const [one] = await told(file('a.csv', { notes: notes.slice(1) }));
    expect(one?.['message']).toContain('1 date stands for no day (0000-00-00: 1)');
  });

  test('numbers of days of a spreadsheet', async () => {
    const notes = [note('serial', 'invoiced_on', '45306', 2)];
    expect(await told(file('a.csv', { notes }))).toEqual([
      {
        code: 'spreadsheet_damage',
        severity: 'info',
        column: 'invoiced_on',
        ...OF,
        message:
          '`a.csv`, column invoiced_on: 2 dates such as `45306` are serial numbers of a spreadsheet. They were read as days since 1899-12-30; if the spreadsheet counts from 1904, export the dates as text.',
      },
    ]);
    const [one] = await told(file('a.csv', { notes: [note('serial', 'invoiced_on', null, 1)] }));
    expect(one?.['message']).toContain('column invoiced_on: 1 date is a serial number of a spreadsheet.');
  });

  test('ids written as numbers, and ids that lost their zeros', async () => {
    const notes = [note('repaired_id', 'user_uid', '1001.0', 3), note('padded_id', 'lead_number', null, 4)];
    expect(await told(file('a.csv', { notes }))).toEqual([
      {
        code: 'spreadsheet_damage',
        severity: 'info',
        column: 'user_uid',
        ...OF,
        message:
          '`a.csv`, column user_uid: 3 ids such as `1001.0` are written as a number (`1001.0`, `1,001`). They were read as the whole number that they stand for (`1001`).',
      },
      {
        code: 'spreadsheet_damage',
        severity: 'info',
        column: 'lead_number',
        ...OF,
        message:
          '`a.csv`, column lead_number: the ids have lost the zeros before them that those of other files with this header have. They were filled up to the same number of digits (`1001` as `01001`).',
      },
    ]);
    const [one] = await told(file('a.csv', { notes: [note('repaired_id', 'user_uid', '7.0', 1)] }));
    expect(one?.['message']).toContain('1 id such as `7.0` is written as a number');
  });

  test('states that are read as their codes, with the number of rows', async () => {
    const notes = [note('state_code', 'state', null, 3)];
    expect(await told(file('a.csv', { notes }))).toEqual([
      {
        code: 'states_as_codes',
        severity: 'info',
        column: 'state',
        ...OF,
        message:
          '`a.csv`, column state: the state of 3 rows is written by its name, or with dots, and was read as its code (Texas as TX, D.C. as DC), so that each state is one row of a breakdown.',
      },
    ]);
  });

  test('dates far after all others, with the farthest', async () => {
    const notes = [note('implausible', 'entry_on', '2062-01-01', 1)];
    const more = [note('implausible', 'entry_on', '2091-01-01', 2)];
    const later = [note('implausible', 'entry_on', '2071-01-01', 1)];
    expect(
      await told(file('a.csv', { notes }), file('b.csv', { notes: more }), file('c.csv', { notes: later })),
    ).toEqual([
      {
        code: 'implausible_dates',
        severity: 'warning',
        column: 'entry_on',
        source: 'stripe_invoices',
        files: ['a.csv', 'b.csv', 'c.csv'],
        message:
          '`a.csv`, `b.csv`, `c.csv`, column entry_on: 4 dates lie far in the future of all others (up to 2091-01-01). They do not decide the order of snapshots; correct them in the CRM.',
      },
    ]);
    const [one] = await told(file('a.csv', { notes }));
    expect(one?.['message']).toContain('1 date lies far in the future of all others (up to 2062-01-01)');
  });

  test('errors of a spreadsheet in place of values, the first three of them', async () => {
    const issues = issuesOf(
      ['amount', '#REF!'],
      ['amount', '#N/A'],
      ['amount', '#VALUE!'],
      ['amount', '#DIV/0!'],
    );
    expect(await told(file('a.csv', { issues }))).toEqual([
      {
        code: 'spreadsheet_damage',
        severity: 'warning',
        column: 'amount',
        ...OF,
        message:
          '`a.csv`, column amount: in 4 cells a spreadsheet wrote `#DIV/0!`, `#N/A`, `#REF!` in place of the value. Export the file again, and do not save it in a spreadsheet.',
        rows: { table: 'cell_issues', source: 'stripe_invoices', column_name: 'amount' },
      },
    ]);
  });

  test('ids that lost digits to an exponent, with how many different ones there are', async () => {
    const issues = issuesOf(['user_uid', '1.2E+17'], ['user_uid', '1.1E+17'], ['user_uid', '1.2E+17']);
    expect(await told(file('a.csv', { issues }))).toEqual([
      {
        code: 'damaged_ids',
        severity: 'warning',
        column: 'user_uid',
        ...OF,
        message:
          '`a.csv`, column user_uid: 3 ids such as `1.1E+17` are in scientific notation: a spreadsheet cut off the last digits, so that different ids look the same (2 distinct). Their records join with nothing by it. Export the file again, and do not save it in a spreadsheet.',
        rows: { table: 'cell_issues', source: 'stripe_invoices', column_name: 'user_uid' },
      },
    ]);
    for (const column of ['lead_number', 'lead_uuid']) {
      const [kept] = await told(file('a.csv', { issues: issuesOf([column, '1.2E+17']) }));
      expect(kept?.['message']).toContain(
        '1 id such as `1.2E+17` is in scientific notation: a spreadsheet cut off the last digits, so that different ids look the same (1 distinct). The records are kept apart by their e-mail or phone key. Export',
      );
    }
  });

  test('and at least how many, where not all are kept', async () => {
    const issues = issuesOf(['user_uid', '1.2E+17'], ['user_uid', null]);
    const [some] = await told(file('a.csv', { issues }));
    expect(some?.['message']).toContain('2 ids such as `1.2E+17` are in');
    expect(some?.['message']).toContain('look the same (at least 1 distinct).');
  });

  test('but no exponent of an amount or a count, and no value that cannot be read for another reason', async () => {
    for (const field of ['amount', 'deal_amount', 'cost', 'clicks', 'price'])
      expect(await told(file('a.csv', { issues: issuesOf([field, '1.2E+17']) }))).toEqual([]);
    expect(await told(file('a.csv', { issues: issuesOf(['user_uid', 'abc'], ['user_uid', null]) }))).toEqual(
      [],
    );
  });

  test('the files of one source together, each source and column by itself', async () => {
    const notes = [note('serial', 'invoiced_on', '2', 1)];
    const findings = await told(
      file('b.csv', { notes }),
      file('a.csv', { notes: [note('serial', 'invoiced_on', '10', 1), note('serial', 'paid_on', '3', 1)] }),
      file('c.csv', { notes, source: 'google_ads' }),
    );
    expect(findings.map(({ source, column, message }) => [source, column, message])).toMatchObject([
      [
        'stripe_invoices',
        'invoiced_on',
        expect.stringContaining('`a.csv`, `b.csv`, column invoiced_on: 2 dates such as `10`') as string,
      ],
      ['stripe_invoices', 'paid_on', expect.stringContaining('`a.csv`, column paid_on: 1 date') as string],
      ['google_ads', 'invoiced_on', expect.stringContaining('`c.csv`, column invoiced_on') as string],
    ]);
  });
});

test('Notes of a file count one kind of one field together, and placeholders apart by what they are', () => {
  const notes = new ValueNotes();
  notes.add('day', 'serial', '45306');
  notes.add('day', 'serial', '45307', 2);
  notes.add('day', 'placeholder', '1970-01-01');
  notes.add('day', 'placeholder', '0000-00-00');
  notes.add('day', 'placeholder', '1970-01-01');
  notes.add('day', 'placeholder', null);
  notes.add('until', 'serial', '45306');
  expect(notes.list()).toEqual([
    { field: 'day', kind: 'serial', example: '45306', values: 3 },
    { field: 'day', kind: 'placeholder', example: '1970-01-01', values: 2 },
    { field: 'day', kind: 'placeholder', example: '0000-00-00', values: 1 },
    { field: 'day', kind: 'placeholder', example: null, values: 1 },
    { field: 'until', kind: 'serial', example: '45306', values: 1 },
  ]);
});
