import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../shared/domain/finding';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const PEOPLE = Array.from({ length: 12 }, (_, who) => who);
const email = (who: number): string => sha256(`person${String(who)}@mail.example`);
const phone = (who: number): string => sha256(`+1512555${String(1000 + who)}`);

const leads = (lines: readonly (readonly string[])[]): string =>
  ['lead_uuid,email_hash,phone_hash,delivered_on,vendor', ...lines.map((cells) => cells.join(',')), ''].join(
    '\n',
  );
const report = (lines: readonly (readonly string[])[]): string =>
  [
    'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Demo,Disposition',
    ...lines.map((cells) => cells.join(',')),
    '',
  ].join('\n');

const lead = (who: number, on = '2024-03-10'): readonly string[] => [
  `u-${String(who)}`,
  email(who),
  phone(who),
  on,
  'V1',
];
const NO_SALE = ['0', '0', 'No Show'] as const;
const SALE = ['1', '1', 'Sale'] as const;
const row = (
  who: number,
  reached: readonly string[] = NO_SALE,
  keys: readonly string[] = [email(who), phone(who)],
  on = '03/12/2024',
): readonly string[] => [String(2000 + who), ...keys, on, ...reached];

const told = ({ findings }: RunOutcome, code: string): readonly Pick<Finding, 'severity' | 'message'>[] =>
  findings.filter((finding) => finding.code === code).map(({ severity, message }) => ({ severity, message }));

describe('Rows without keys of CRM leads that are linked', () => {
  test('are told with what only they say, since it is credited to nobody', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': leads(PEOPLE.map((who) => lead(who))),
        'crm_2024-03-24.csv': report(PEOPLE.map((who) => row(who, who === 5 ? SALE : NO_SALE))),
        'crm_2024-03-31.csv': report(
          PEOPLE.map((who) => (who % 2 === 1 ? row(who, SALE, ['', '']) : row(who))),
        ),
      }),
    );
    // Only the sale of number 5, which stood with its keys once.
    expect(numbersOf(outcome).funnel.ever_linked.sale).toBe(1);
    expect(told(outcome, 'blank_values')).toContainEqual({
      severity: 'warning',
      message:
        '6 CRM leads that are linked have rows with neither an e-mail nor a phone that could link them: a delivered lead is told by the rows that are linked to it alone. So 5 appointments, 5 demos, 5 sales that only they report are credited to nobody. Export the key columns of these reports whole.',
    });
  });

  test('are told in passing where they say nothing new, and not at all where all rows have a key', async () => {
    const silent = await analyse(
      memoryFiles({
        'leads.csv': leads(PEOPLE.map((who) => lead(who))),
        'crm_2024-03-24.csv': report(PEOPLE.map((who) => row(who, SALE))),
        'crm_2024-03-31.csv': report(
          PEOPLE.map((who) =>
            row(who, SALE, who === 3 ? ['', ''] : [email(who), who === 4 ? '' : phone(who)]),
          ),
        ),
      }),
    );
    const [blank, ...others] = told(silent, 'blank_values');
    expect(others).toEqual([]);
    expect(blank?.severity).toBe('info');
    expect(blank?.message).toMatch(
      /^1 CRM lead that is linked has rows .* They say nothing that its other rows do not\. /,
    );
  });
});

describe('Keys in the column of the other', () => {
  test('are told with the delivered leads that they do not find', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': leads(PEOPLE.map((who) => lead(who))),
        'crm_2024-03-31.csv': report(
          PEOPLE.map((who) => row(who, SALE, who < 4 ? [phone(who), email(who)] : [email(who), phone(who)])),
        ),
      }),
    );
    expect(numbersOf(outcome).funnel.ever_linked.matched).toBe(8);
    expect(told(outcome, 'hash_mismatch').map(({ message }) => message)).toEqual([
      '4 CRM leads have an e-mail that 4 delivered leads have as phone, or the other way round: on one side the two columns are swapped in these rows. Keys are compared with their own kind only, so 4 of these delivered leads are not found by them. Export the key columns each in its place.',
    ]);
  });

  test('are not told of a placeholder that stands in both columns', async () => {
    const nothing = sha256('');
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': leads(
          PEOPLE.map((who) =>
            who < 2 ? [`u-${String(who)}`, nothing, nothing, '2024-03-10', 'V1'] : lead(who),
          ),
        ),
        'crm_2024-03-31.csv': report(
          PEOPLE.map((who) => row(who, SALE, who < 2 ? [nothing, nothing] : undefined)),
        ),
      }),
    );
    expect(told(outcome, 'hash_mismatch')).toEqual([]);
  });
});

describe('Deliveries that do not fit the time of the reports', () => {
  test('are those after the newest report, which count in the rates as leads that reached nothing', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': leads(PEOPLE.map((who) => lead(who, who < 3 ? '2024-04-05' : '2024-03-10'))),
        'crm_2024-03-31.csv': report(PEOPLE.filter((who) => who >= 3).map((who) => row(who, SALE))),
      }),
    );
    expect(told(outcome, 'delivery_out_of_time')).toEqual([
      {
        severity: 'warning',
        message:
          '3 delivered leads of 12 (25.0 %) were delivered after the newest date that the reports have, 2024-03-31: no report can have them yet, and they count in every rate as leads that reached nothing. Add newer reports, or narrow the numbers to earlier deliveries.',
      },
    ]);
  });

  test('are those of people whom the client had long before', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': leads(PEOPLE.map((who) => lead(who))),
        'crm_2024-03-31.csv': report(
          PEOPLE.map((who) =>
            row(who, SALE, undefined, who === 0 ? '02/07/2024' : who === 1 ? '02/09/2024' : '03/12/2024'),
          ),
        ),
      }),
    );
    // The 7th of February is 32 days before the 10th of March of a leap year, the 9th is 30.
    expect(told(outcome, 'delivery_out_of_time').map(({ message }) => message)).toEqual([
      '1 delivered lead of 12 (8.3 %) is linked to a CRM lead that was entered 31 days or more before the delivery, up to 32 days: the client had it already, and what it reached counts for the delivery all the same. Check the dates of delivery, or take these leads out.',
    ]);
  });

  test('are none that a report has, whatever its date', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': leads(PEOPLE.map((who) => lead(who, '2024-04-05'))),
        'crm_2024-03-31.csv': report(PEOPLE.map((who) => row(who, SALE))),
      }),
    );
    expect(told(outcome, 'delivery_out_of_time')).toEqual([]);
  });
});

describe('A record of delivered leads that is likely none', () => {
  const HEADER = 'lead_uuid,email_hash,phone_hash,price';
  const priced = (who: number): string => `u-${String(who)},${email(who)},${phone(who)},40.00`;
  const run = (...lines: readonly string[]): Promise<RunOutcome> =>
    analyse(
      memoryFiles({
        'leads.csv': [HEADER, ...PEOPLE.map(priced), ...lines, ''].join('\n'),
        'crm_2024-03-31.csv': report(PEOPLE.map((who) => row(who))),
      }),
    );
  const sums = async (...lines: readonly string[]): Promise<readonly string[]> =>
    told(await run(...lines), 'total_rows').map(({ message }) => message);

  test('is a number of leads below them without a word, which is told', async () => {
    const outcome = await run('12,,,480.00');
    expect(numbersOf(outcome).delivered).toBe(13);
    expect(told(outcome, 'total_rows')).toEqual([
      {
        severity: 'warning',
        message:
          '`leads.csv`: the last record, `12`, has neither an e-mail nor a phone, and reads like the sum of the 12 leads above it. It counts as a delivered lead that no report has and 480.00 of their price. Take it out if it is a sum.',
      },
    ]);
  });

  test('is the sum of their prices, whatever stands as its id', async () => {
    expect(await sums('June,,,480.00')).toHaveLength(1);
  });

  test('is none that has keys, or says neither of both', async () => {
    expect(await sums(`12,${email(50)},,480.00`)).toEqual([]);
    expect(await sums('u-99,,,40.00')).toEqual([]);
    expect(await sums('12,,,480.00', 'u-99,,,40.00')).toEqual([]);
  });

  const meta = (id: string, number: string, address: string): string =>
    `l:${id},2024-03-01T10:00:00-06:00,ag:1,as:2,c:77,Roof,f:1,Form,false,fb,Ann,${number},${address},Reno,CREATED`;

  test('is what Meta writes to test a form, which is told', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': [
          'id,created_time,ad_id,adset_id,campaign_id,campaign_name,form_id,form_name,is_organic,platform,full_name,phone_number,email,city,lead_status',
          ...PEOPLE.map((who) =>
            meta(String(1000 + who), `p:+1512555${String(1000 + who)}`, `p${String(who)}@mail.example`),
          ),
          meta('999', 'p:<test lead: dummy data for phone_number>', 'test@meta.com'),
          '',
        ].join('\n'),
        'crm_2024-03-31.csv': report(PEOPLE.map((who) => row(who))),
      }),
    );
    expect(told(outcome, 'marked_records')).toEqual([
      {
        severity: 'warning',
        message:
          '1 delivered lead is of Meta’s test of a form (`<test lead: dummy data …>`, `test@meta.com`), and counts as delivered all the same. Take it out of the file.',
      },
    ]);
  });
});
