import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const email = (who: number): string => sha256(`person${String(who)}@mail.example`);
const phone = (who: number): string => sha256(`+1512555${String(1000 + who)}`);
const PEOPLE = Array.from({ length: 12 }, (_, who) => who);

interface Keys {
  readonly email: string;
  readonly phone: string;
}
const own = (who: number): Keys => ({ email: email(who), phone: phone(who) });
const none = (): Keys => ({ email: '', phone: '' });

const run = (delivered: (who: number) => Keys, reported: (who: number) => Keys): Promise<RunOutcome> =>
  analyse(
    memoryFiles({
      'leads.csv': [
        'lead_uuid,email_hash,phone_hash,delivered_on,vendor',
        ...PEOPLE.map(
          (who) => `u-${String(who)},${delivered(who).email},${delivered(who).phone},2024-03-01,V1`,
        ),
        '',
      ].join('\n'),
      'crm_2024-03-31.csv': [
        'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Demo,Disposition',
        ...PEOPLE.map(
          (who) => `${String(2000 + who)},${reported(who).email},${reported(who).phone},03/15/2024,1,1,Sale`,
        ),
        '',
      ].join('\n'),
    }),
  );
const told = ({ findings }: RunOutcome, code: string): readonly string[] =>
  findings.filter((finding) => finding.code === code).map(({ message }) => message);

describe('Keys that disagree', () => {
  test('are told where they are many: the column of phones is shifted by a row', async () => {
    const outcome = await run(own, (who) => ({ email: email(who), phone: phone((who + 1) % PEOPLE.length) }));
    expect(numbersOf(outcome).identities.conflict).toBe(12);
    expect(told(outcome, 'low_join_coverage')).toEqual([
      expect.stringMatching(/^The keys of 100\.0 % of the identities .* point to different delivered leads/),
    ]);
  });

  test('are for Review alone where they are few', async () => {
    const outcome = await run(own, (who) => ({ email: email(who), phone: phone(who === 0 ? 1 : who) }));
    expect(numbersOf(outcome).identities.conflict).toBe(1);
    expect(told(outcome, 'low_join_coverage')).toEqual([]);
  });
});

describe('Leads without any key', () => {
  test('are told on the side of the delivered leads, with what they do to the rates', async () => {
    const outcome = await run((who) => (who % 2 === 0 ? own(who) : none()), own);
    expect(told(outcome, 'blank_values')).toEqual([
      '6 delivered leads have neither an e-mail nor a phone that could link them, of 12: they are blank, unreadable, or decided to be no key. They are delivered leads that no report can be linked to, and lower every rate. Export the key columns whole.',
    ]);
  });

  test('are told on the side of the reports, with what is lost', async () => {
    const outcome = await run(own, (who) => (who % 2 === 0 ? own(who) : none()));
    expect(told(outcome, 'blank_values')).toEqual([
      '6 CRM leads have neither an e-mail nor a phone that could link them, in any report, of 12: they are blank, unreadable, or decided to be no key. What they reached is credited to no delivered lead. Export the key columns whole.',
    ]);
  });

  test('are not told where all have one, be it another one', async () => {
    const outcome = await run(own, (who) => ({
      ...none(),
      ...(who % 2 === 0 ? { email: email(who) } : { phone: phone(who) }),
    }));
    expect(told(outcome, 'blank_values')).toEqual([]);
    expect(numbersOf(outcome).funnel.ever_linked.matched).toBe(12);
  });
});

test('The same report twice in the folder of one of two clients is read as theirs, not refused', async () => {
  const report = (first: number, count: number, sold: string): string =>
    [
      'Lead Number,Hashed Email,Hashed Phone,Entry Date,City,State,Appt Date,Set,Demo,Disposition,Job Status',
      ...Array.from({ length: count }, (_, at) => {
        const who = first + at;
        const day = String(1 + who).padStart(2, '0');
        return `${String(1001 + at)},${email(who)},${phone(who)},03/${day}/2024,Austin,TX,,1,1,${sold},`;
      }),
      '',
    ].join('\n');
  const outcome = await analyse(
    memoryFiles({
      'leads.csv': [
        'lead_uuid,email_hash,phone_hash,delivered_on,vendor',
        ...Array.from(
          { length: 24 },
          (_, who) => `u-${String(who)},${email(who)},${phone(who)},2024-03-01,V1`,
        ),
        '',
      ].join('\n'),
      'Acme_2024-03-31.csv': report(0, 12, 'Sale'),
      'Bolt_2024-03-20.csv': report(8, 16, 'No Show'),
      'Bolt_2024-03-31.csv': report(8, 16, 'No Show'),
    }),
  );
  expect(told(outcome, 'several_series')).toHaveLength(1);
  expect(numbersOf(outcome).crmLeads).toBe(28);
  expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ matched: 24, sale: 12 });
});
