import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const PEOPLE = Array.from({ length: 20 }, (_, who) => who);
const keys = (who: number): string =>
  `${sha256(`person${String(who)}@mail.example`)},${sha256(`+1512555${String(1000 + who)}`)}`;
const LEADS = [
  'lead_uuid,email_hash,phone_hash,delivered_on,vendor',
  ...PEOPLE.map((who) => `u-${String(who)},${keys(who)},2024-03-01,V1`),
  '',
].join('\n');

/** Every fourth is sold. */
const isSold = (who: number): boolean => who % 4 === 3;

const report = (header: string, rest: (who: number) => string): string =>
  [
    `LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Demo,${header}`,
    ...PEOPLE.map((who) => `${String(2000 + who)},${keys(who)},03/13/2024,1,1,${rest(who)}`),
    '',
  ].join('\n');
const told = ({ findings }: RunOutcome): readonly unknown[] =>
  findings
    .filter(({ code }) => code === 'unread_outcomes')
    .map(({ severity, column, message }) => [severity, column, message]);
const run = (...reports: readonly string[]): Promise<RunOutcome> =>
  analyse(
    memoryFiles({
      'leads.csv': LEADS,
      ...Object.fromEntries(reports.map((text, at) => [`crm_2024-03-${String(20 + at)}.csv`, text])),
    }),
  );

describe('A column of the reports that tells of sales and that no field reads', () => {
  test('is told where it has sales that no disposition says', async () => {
    const outcome = await run(
      report('Dispo,Job Status,Sold', (who) => `${isSold(who) ? 'Demo' : 'DNS'},,${isSold(who) ? '1' : '0'}`),
    );
    expect(numbersOf(outcome).funnel.ever_linked.sale).toBe(0);
    expect(told(outcome)).toEqual([
      [
        'warning',
        'disposition',
        '`crm_2024-03-20.csv`: nothing is read from the column `Sold`. Of the first 20 rows it says in 5 rows that there was a sale, where the disposition is none: “Demo” (5). They count as no sale. Where the column is right, put these dispositions into the group of sales, or map the column as the disposition on the Sources screen and put its word for a sale there; else ask the client which of both is right.',
      ],
    ]);
  });

  test.each([
    ['Sold Date', '03/14/2024', ''],
    ['Contract Amount', '$12,500.00', '$0.00'],
    ['Closed Won', 'Yes', 'No'],
    ['Fecha de venta', '2024-03-14', '1900-01-01'],
  ])('is told by the name %s', async (header, yes, no) => {
    const quoted = (value: string): string => (value.includes(',') ? `"${value}"` : value);
    const outcome = await run(report(`Dispo,${header}`, (who) => `DNS,${quoted(isSold(who) ? yes : no)}`));
    expect(told(outcome)).toEqual([
      [
        'warning',
        'disposition',
        expect.stringContaining(`column \`${header}\`. Of the first 20 rows it says in 5 rows`),
      ],
    ]);
  });

  test('is told where it takes sales back that no job status takes back', async () => {
    const outcome = await run(
      report(
        'Dispo,Job Status,Cancelled',
        (who) =>
          `${isSold(who) ? 'Sale' : 'DNS'},${who === 3 ? 'Completed' : ''},${who === 3 || who === 7 ? 'Y' : 'N'}`,
      ),
    );
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ sale: 5, net_sale: 5 });
    expect(told(outcome)).toEqual([
      [
        'warning',
        'job_status',
        '`crm_2024-03-20.csv`: nothing is read from the column `Cancelled`. Of the first 20 rows it says in 2 rows that a sale was taken back, where the job status does not: none (1), “Completed” (1). They count as net. Where the column is right, ask for reports whose job status says it, or put these job statuses into the group of cancellations.',
      ],
    ]);
  });

  test('is told where it denies sales that count', async () => {
    const outcome = await run(
      report('Dispo,Sold', (who) => `${isSold(who) ? 'Sale' : 'DNS'},${who === 3 ? '1' : '0'}`),
    );
    expect(told(outcome)).toEqual([
      [
        'warning',
        'disposition',
        expect.stringContaining('in 4 rows that there was no sale, where the disposition is one'),
      ],
    ]);
  });

  test('is told once of all reports', async () => {
    const one = report('Dispo,Sold', (who) => `DNS,${isSold(who) ? '1' : '0'}`);
    const outcome = await run(one, one);
    expect(told(outcome)).toEqual([
      ['warning', 'disposition', expect.stringContaining('Of the first 40 rows it says in 10 rows')],
    ]);
  });

  test('is fine where it says what the disposition and the job status say', async () => {
    const outcome = await run(
      report('Dispo,Job Status,Sold,Sale Date,Net,Cancelled', (who) => {
        const isBack = who === 3;
        if (!isSold(who)) return 'DNS,,0,,0,0';
        return `Sale,${isBack ? 'Credit Decline' : 'Completed'},1,03/14/2024,${isBack ? '0' : '1'},${isBack ? '1' : '0'}`;
      }),
    );
    expect(told(outcome)).toEqual([]);
  });

  test('is fine where another report has the sale, and where it is never filled', async () => {
    const outcome = await run(
      report('Dispo,Sold', (who) => (isSold(who) ? 'Sale,1' : 'DNS,0')),
      report('Dispo,Sold', (who) => (isSold(who) ? 'Callback,1' : 'DNS,0')),
    );
    expect(told(outcome)).toEqual([]);
    const unused = await run(report('Dispo,Sold', (who) => (isSold(who) ? 'Sale,0' : 'DNS,0')));
    expect(told(unused)).toEqual([]);
  });
});
