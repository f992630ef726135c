import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const email = (person: string): string => createHash('sha1').update(`${person}@mail.test`).digest('hex');

const REPORT = [
  'lead_number,email_hash,phone_hash,entry_on,state,city,appointment_at,is_set,is_demo,disposition,job_status',
  ...['a', 'b'].map((who) => `L-${who},${email(who)},,2024-01-13,TX,Austin,,1,0,Data,`),
  `L-c,${email('c')},,2024-01-13,TX,Austin,,0,0,Data,`,
];

/** A run over leads a, b, c …, of whom a and b have an appointment. @param prices the cells of each lead */
const run = (columns: string, prices: readonly string[]): Promise<RunOutcome> => {
  const leads = prices.map((cells, i) => {
    const who = 'abcdefgh'.charAt(i);
    return `uuid-${who},${email(who)}${columns === '' ? '' : `,${cells}`}`;
  });
  const header = columns === '' ? 'lead_uuid,email_hash' : `lead_uuid,email_hash,${columns}`;
  return analyse(
    memoryFiles({
      'leads.csv': `${[header, ...leads].join('\n')}\n`,
      'report_2024-02-01.csv': `${REPORT.join('\n')}\n`,
    }),
  );
};

const codes = ({ findings }: RunOutcome): readonly string[] =>
  findings.filter(({ source }) => source === 'delivered_leads').map(({ code }) => code);

describe('the cost of an appointment', () => {
  test('is the price of all delivered leads divided by those with an appointment, each lead once', async () => {
    const outcome = await run('price_usd', ['10.10', '20.20', '0.05', '']);
    expect(numbersOf(outcome).prices).toEqual({
      currency: 'USD',
      total: 30.35,
      priced: 3,
      unpriced: 1,
      cost_per_appointment: {
        ever_linked: 15.18,
        ever_strict: null,
        latest_linked: 15.18,
        latest_strict: null,
      },
    });
    expect(codes(outcome)).not.toContain('currency_assumed');
  });

  test('converts each price by the rates of the project, rounded once a row, and keeps apart what has no rate', async () => {
    const outcome = await run('price,currency', ['100,MXN', '10,USD', '7,XTS', '50,MXN']);
    // 100 / 17 = 5.88, 50 / 17 = 2.94.
    expect(numbersOf(outcome).prices).toMatchObject({ total: 18.82, priced: 3, unpriced: 1 });
    const apart = outcome.findings.find(({ code }) => code === 'unconverted_currency');
    expect(apart?.message).toContain('Delivered leads: 1 record in XTS could not be converted');
    expect(apart?.rows?.table).toBe('stg_delivered_leads');
  });

  test('takes prices without a currency to be in USD, and says so', async () => {
    const outcome = await run('price', ['1', '2', '3']);
    expect(numbersOf(outcome).prices?.cost_per_appointment.ever_linked).toBe(3);
    expect(codes(outcome)).toContain('currency_assumed');
  });

  test('is null where no file has a price', async () => {
    const outcome = await run('', ['', '', '']);
    expect(numbersOf(outcome).prices).toBeNull();
    expect(codes(outcome)).not.toContain('currency_assumed');
  });

  test('names a price that cannot be read, and leaves it out of the sum', async () => {
    const outcome = await run('price_usd', ['ten', '4', '2']);
    expect(numbersOf(outcome).prices).toMatchObject({ total: 6, priced: 2, unpriced: 1 });
    expect(outcome.files.find(({ file }) => file === 'leads.csv')?.cellIssues).toBe(1);
  });
});
