import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const PEOPLE = Array.from({ length: 20 }, (_, who) => who);
const keys = (who: number): string =>
  `${sha256(`person${String(who)}@mail.example`)},${sha256(`+1512555${String(1000 + who)}`)}`;
const two = (n: number): string => String(n).padStart(2, '0');

const report = (people: readonly number[], entry: (who: number) => string): string =>
  [
    'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Demo,Disposition',
    ...people.map((who) => `${String(2000 + who)},${keys(who)},${entry(who)},1,1,Sale`),
    '',
  ].join('\n');
const LEADS = [
  'lead_uuid,email_hash,phone_hash,delivered_on,vendor',
  ...PEOPLE.map((who) => `u-${String(who)},${keys(who)},2024-03-01,V1`),
  '',
].join('\n');
const monthFirst = (who: number): string => `03/${two(who + 1)}/2024`;
const dayFirst = (who: number): string => `${two(who + 1)}/03/2024`;

const told = ({ findings }: RunOutcome): readonly unknown[] =>
  findings
    .filter(({ code }) => code === 'ambiguous_date')
    .map(({ severity, column, message }) => [severity, column, message]);

describe('A report whose dates fit both orders', () => {
  test('is an error where the same leads have day and month the other way round elsewhere', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': LEADS,
        'crm_2024-03-20.csv': report(PEOPLE, monthFirst),
        'crm_2024-03-27.csv': report(PEOPLE.slice(0, 12), dayFirst),
      }),
    );
    // The third of March is the same either way.
    expect(told(outcome)).toEqual([
      [
        'error',
        'entry_on',
        '`crm_2024-03-27.csv`: day and month of the date of entry are the other way round than in other reports for 11 CRM leads (2024-01-03 here, 2024-03-01 in `crm_2024-03-20.csv`). No day there is above 12, so its dates fit both orders, and it was read in the wrong one: months and weeks of entry, days to the appointment and the window of the reports are wrong for these leads. Export it with dates as YYYY-MM-DD, or in the order of the others.',
      ],
    ]);
  });

  test('is the one that differs from most, also where it is the first', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': LEADS,
        'crm_2024-03-13.csv': report(PEOPLE.slice(0, 12), dayFirst),
        'crm_2024-03-20.csv': report(PEOPLE, monthFirst),
        'crm_2024-03-27.csv': report(PEOPLE, monthFirst),
      }),
    );
    expect(told(outcome)).toEqual([['error', 'entry_on', expect.stringMatching(/^`crm_2024-03-13\.csv`: /)]]);
  });

  test('is fine where its dates are those of the others, and where one date was corrected', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': LEADS,
        'crm_2024-03-20.csv': report(PEOPLE, monthFirst),
        'crm_2024-03-27.csv': report(PEOPLE.slice(0, 12), (who) =>
          who === 4 ? dayFirst(who) : monthFirst(who),
        ),
      }),
    );
    expect(told(outcome)).toEqual([]);
  });
});

describe('The order of day and month of a column that leaves it open', () => {
  const withAppointments = (entry: (who: number) => string, appointment: (who: number) => string): string =>
    [
      'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Appt Date,Set,Demo,Disposition',
      ...PEOPLE.slice(0, 12).map(
        (who) => `${String(2000 + who)},${keys(who)},${entry(who)},${appointment(who)},1,1,Sale`,
      ),
      '',
    ].join('\n');
  const monthsOf = ({ summary }: RunOutcome): readonly unknown[] =>
    (summary.leadQuality?.breakdowns['entry_month'] ?? []).flatMap(({ key }) => key ?? []);
  const run = (report: string): Promise<RunOutcome> =>
    analyse(memoryFiles({ 'leads.csv': LEADS, 'crm_2024-03-31.csv': report }));

  test('is that which the other column of dates of the file proves', async () => {
    const outcome = await run(withAppointments(dayFirst, (who) => `${two(who + 12)}/03/2024`));
    expect(monthsOf(outcome)).toEqual(['2024-03']);
    expect(told(outcome)).toEqual([]);
  });

  test('is the usual one, and told, where that one leaves it open too', async () => {
    const outcome = await run(withAppointments(dayFirst, dayFirst));
    expect(monthsOf(outcome)).toHaveLength(12);
    expect(told(outcome)).toEqual(
      ['appointment_at', 'entry_on'].map((column): readonly unknown[] => [
        'warning',
        column,
        expect.stringContaining('every date can be read with the month or the day first'),
      ]),
    );
  });

  test('is told as what it is where as many dates fit either order alone', async () => {
    const outcome = await run(
      withAppointments(
        (who) => (who % 2 === 0 ? `03/${two(who + 13)}/2024` : `${two(who + 13)}/03/2024`),
        () => '',
      ),
    );
    expect(told(outcome)).toEqual([
      [
        'warning',
        'entry_on',
        'Column entry_on: as many dates fit with the month first alone as with the day first alone. They were read month first (MM/DD/YYYY); those that do not fit are no dates, and those that fit both may be wrong. Export the column in one order.',
      ],
    ]);
  });
});
