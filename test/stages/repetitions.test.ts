import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import type { Finding, FindingCode } from '../../shared/domain/finding';
import { rptRepeatedRows } from '../../shared/stages/measure/rpt-repeated-rows.model';
import { rptReversals } from '../../shared/stages/measure/rpt-reversals.model';
import { sql } from '../../shared/sql/sql';
import { FOLDER, numbersOf, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

interface Row {
  readonly number: number;
  readonly set?: 0 | 1;
  readonly demo?: 0 | 1;
  readonly appointment?: string;
  readonly word?: string;
  readonly job?: string;
}

const key = (text: string): string => Buffer.from(text.padEnd(20, '.')).toString('hex');
const HEADER = 'LEADNUMBER,email_hash,phone_hash,ENTRYDATE,Appt Date,Set,Demo,Disposition,Job Status';
const report = (rows: readonly Row[]): string =>
  [
    HEADER,
    ...rows.map(({ number, set = 0, demo = 0, appointment = '', word = 'Data', job = '' }) =>
      [
        number,
        key(`e${String(number)}`),
        key(`p${String(number)}`),
        '2024-01-05',
        appointment,
        set,
        demo,
        word,
        job,
      ].join(','),
    ),
    '',
  ].join('\n');
const people = (to: number): readonly number[] => Array.from({ length: to }, (_, i) => i + 1);
/** Leads whose columns stay alive, whatever becomes of the others. */
const others: readonly Row[] = people(20).map((number) => ({
  number: 100 + number,
  set: 1,
  demo: 1,
  appointment: '2024-01-20',
  word: 'Sale',
}));

interface Read {
  readonly outcome: RunOutcome;
  readonly reversals: readonly (readonly unknown[])[];
  readonly repeated: readonly (readonly unknown[])[];
}

async function read(...reports: readonly (readonly Row[])[]): Promise<Read> {
  const leads = people(130).map((n) => `u${String(n)},${key(`e${String(n)}`)},${key(`p${String(n)}`)}`);
  const engine = await openEngine(
    memoryFiles({
      'leads.csv': ['lead_uuid,email_hash,phone_hash', ...leads, ''].join('\n'),
      ...Object.fromEntries(
        reports.map((rows, i) => [`crm_2024-02-0${String(i + 1)}.csv`, report([...rows, ...others])]),
      ),
    }),
  );
  try {
    const outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    const { workspace } = engine.engine;
    const reversals = await workspace.read(
      sql`select step, lead_number, file, next_file, disposition_before, disposition_after from ${rptReversals} order by 1, 2, 3`,
    );
    const repeated = await workspace.read(
      sql`select kind, lead_number, row_count, is_outcome_different, disposition from ${rptRepeatedRows} order by 1, 2, 5`,
    );
    return { outcome, reversals: reversals.rows(), repeated: repeated.rows() };
  } finally {
    await engine.close();
  }
}
const found = ({ outcome }: Read, code: FindingCode): readonly Finding[] =>
  outcome.findings.filter((finding) => finding.code === code);

const [FIRST, SECOND, THIRD] = ['crm_2024-02-01.csv', 'crm_2024-02-02.csv', 'crm_2024-02-03.csv'];

describe('A CRM lead whose status goes back', () => {
  test('is counted by step, with the reports and what they say; ever keeps it and latest does not', async () => {
    const now = await read(
      [
        { number: 1, set: 1, demo: 1, appointment: '2024-01-20', word: 'Sale' },
        { number: 2, set: 1, demo: 1, appointment: '2024-01-20' },
        { number: 3, set: 1 },
      ],
      [
        { number: 1, set: 1, demo: 1, appointment: '2024-01-20', word: 'Lost' },
        { number: 2, set: 1, appointment: '2024-01-20' },
        { number: 3 },
      ],
    );
    expect(now.reversals).toEqual([
      ['appointment', '3', FIRST, SECOND, 'Data', 'Data'],
      ['demo', '2', FIRST, SECOND, 'Data', 'Data'],
      ['sale', '1', FIRST, SECOND, 'Sale', 'Lost'],
      ['set_reported', '3', FIRST, SECOND, 'Data', 'Data'],
    ]);
    expect(
      found(now, 'status_went_back')
        .map(({ column }) => column)
        .sort(),
    ).toEqual(['appointment_at', 'disposition', 'is_demo', 'is_set']);
    for (const { severity, files, rows, message } of found(now, 'status_went_back')) {
      expect(severity).toBe('info');
      expect(files).toEqual([SECOND]);
      expect(rows?.table).toBe('rpt_reversals');
      expect(message).toMatch(/^1 CRM lead .*of 2[123] that ever did/);
    }
    const { ever_linked: ever, latest_linked: latest } = numbersOf(now.outcome).funnel;
    expect([
      ever.sale - latest.sale,
      ever.demo - latest.demo,
      ever.set_reported - latest.set_reported,
    ]).toEqual([1, 1, 1]);
  });

  test('is a warning where many do', async () => {
    const went = people(5);
    const now = await read(
      went.map((number) => ({ number, set: 1, demo: 1 })),
      went.map((number) => ({ number, set: 1 })),
    );
    expect(found(now, 'status_went_back')).toMatchObject([{ column: 'is_demo', severity: 'warning' }]);
  });

  test('is compared with the next report that has it, and each time that it goes back', async () => {
    const now = await read([{ number: 1, set: 1 }], [], [{ number: 1 }]);
    expect(now.reversals.filter(([step]) => step === 'set_reported')).toEqual([
      ['set_reported', '1', FIRST, THIRD, 'Data', 'Data'],
    ]);
    const again = await read(
      [{ number: 1, demo: 1 }],
      [{ number: 1, word: 'x' }],
      [{ number: 1, demo: 1 }],
      [{ number: 1, word: 'y' }],
    );
    expect(again.reversals.filter(([step]) => step === 'demo').map(([, , file]) => file)).toEqual([
      FIRST,
      THIRD,
    ]);
  });

  test('is none where it goes on, is gone from the reports, or another row of it still says so', async () => {
    const now = await read(
      [{ number: 1 }, { number: 2, set: 1 }, { number: 3, set: 1 }, { number: 3, word: 'x' }],
      [
        { number: 1, set: 1 },
        { number: 3, set: 1 },
      ],
    );
    expect(now.reversals).toEqual([]);
    expect(found(now, 'status_went_back')).toEqual([]);
  });
});

describe('A lead number that stands in one report more than once', () => {
  test('with equal rows counts once, and the rows are said', async () => {
    const now = await read([
      { number: 1, set: 1 },
      { number: 1, set: 1 },
      { number: 1, set: 1 },
      { number: 2 },
    ]);
    expect(now.repeated).toEqual([['equal', '1', 3, false, 'Data']]);
    expect(found(now, 'repeated_rows')).toMatchObject([
      {
        severity: 'info',
        files: [FIRST],
        message: expect.stringMatching(/^2 rows .*\(1 CRM lead\): each counts once/) as string,
        rows: { table: 'rpt_repeated_rows' },
      },
    ]);
    expect(numbersOf(now.outcome)).toMatchObject({ crmLeads: 22 });
  });

  test('with different rows has reached what any of them says: a warning where the outcomes differ', async () => {
    const now = await read(
      [
        { number: 1, set: 1 },
        { number: 1, word: 'Sale' },
        { number: 2, word: 'a' },
        { number: 2, word: 'b' },
      ],
      [{ number: 1, set: 1 }],
    );
    expect(now.repeated).toEqual([
      ['different', '1', 1, true, 'Data'],
      ['different', '1', 1, true, 'Sale'],
      ['different', '2', 1, false, 'a'],
      ['different', '2', 1, false, 'b'],
    ]);
    expect(found(now, 'repeated_rows')).toMatchObject([
      {
        severity: 'warning',
        files: [FIRST],
        message: expect.stringMatching(/^2 CRM leads .* 1 of them with different outcomes/) as string,
      },
    ]);
    expect(numbersOf(now.outcome).funnel.ever_linked).toMatchObject({ sale: 21, set_reported: 21 });
  });

  test('says what its job statuses leave open of net sales', async () => {
    const sold = { number: 1, set: 1, word: 'Sale' } as const;
    const now = await read([
      { ...sold, job: 'Cancel In Rescission' },
      { ...sold, job: 'Completed' },
      { ...sold, number: 2, job: 'Completed' },
      { ...sold, number: 2, job: 'Installed' },
    ]);
    expect(numbersOf(now.outcome).funnel.ever_linked.net_sale).toBe(21);
    expect(found(now, 'repeated_rows')).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringContaining(
          'Of 1 sold CRM lead one of these rows takes the sale back and another does not: 1 of them counts as taken back by the job status of one row, so net sales may be up to 1 more or 0 fewer. Ask the client which row is the newer one.',
        ) as string,
      },
    ]);
  });

  test('is none where its rows are of different reports', async () => {
    const now = await read([{ number: 1 }], [{ number: 1, set: 1 }]);
    expect(now.repeated).toEqual([]);
    expect(found(now, 'repeated_rows')).toEqual([]);
  });
});
