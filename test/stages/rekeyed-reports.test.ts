import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

type Digest = (text: string) => string;
const digestOf =
  (algorithm: string): Digest =>
  (text) =>
    createHash(algorithm).update(text).digest('hex');
const [md5, sha256] = [digestOf('md5'), digestOf('sha256')];
const mail = (who: number): string => `p${String(who)}@mail.test`;
const phone = (who: number): string => `+1415555${String(who).padStart(4, '0')}`;

interface Keys {
  readonly email: (who: number) => string;
  readonly phone: (who: number) => string;
}
const hashedBy = (email: Digest, phoneDigest: Digest = email): Keys => ({
  email: (who) => email(mail(who)),
  phone: (who) => phoneDigest(phone(who)),
});
const MD5 = hashedBy(md5);
const SHA = hashedBy(sha256);

const leadsFile = (keys: Keys, to: number): string =>
  [
    'lead_uuid,email_hash,phone_hash,delivered_on',
    ...Array.from(
      { length: to },
      (_, i) => `u${String(i + 1)},${keys.email(i + 1)},${keys.phone(i + 1)},2024-01-01`,
    ),
    '',
  ].join('\n');

interface State {
  readonly person?: number;
  readonly isSet?: boolean;
  readonly day?: number;
  readonly zip?: string;
}
const reportOf = (
  keys: Keys,
  numbers: readonly number[],
  of: (number: number) => State = () => ({}),
): string =>
  [
    'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,ZIP,Set,Demo,Disposition',
    ...numbers.map((number) => {
      const {
        person = number,
        isSet = false,
        day = 1 + (number % 27),
        zip = String(70_000 + number),
      } = of(number);
      return `${String(number)},${keys.email(person)},${keys.phone(person)},2024-01-${String(day).padStart(2, '0')},${zip},${isSet ? '1' : '0'},0,Data`;
    }),
    '',
  ].join('\n');

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const run = (files: Readonly<Record<string, string>>): Promise<RunOutcome> => analyse(memoryFiles(files));
const mismatches = ({ findings }: RunOutcome): readonly string[] =>
  findings.filter(({ code }) => code === 'hash_mismatch').map(({ message }) => message);
const matched = (outcome: RunOutcome): unknown => {
  const { ever_strict, latest_linked } = numbersOf(outcome).funnel;
  return [ever_strict.matched, ever_strict.appointment, latest_linked.appointment];
};

describe('A client that hashes with another algorithm from a report on', () => {
  const later = (number: number): State => ({ isSet: number <= 7 });

  test('keeps its leads linked by their lead numbers, and what only the later reports have is named', async () => {
    const outcome = await run({
      'delivered_leads.csv': leadsFile(MD5, 14),
      'crm_2024-02-01.csv': reportOf(MD5, upTo(10)),
      'crm_2024-03-01.csv': reportOf(SHA, upTo(12), (number) => ({ isSet: number <= 7 || number === 12 })),
    });
    expect(matched(outcome)).toEqual([10, 7, 7]);
    expect(mismatches(outcome)).toEqual([
      expect.stringMatching(
        /^From `crm_2024-03-01\.csv` on, 10 CRM leads have another e-mail key .*SHA-256.*MD5.* 10 of them stay linked .* 2 CRM leads stand only in reports from there on .* 1 of them with an appointment/,
      ),
      expect.stringMatching(/^From `crm_2024-03-01\.csv` on, 10 CRM leads have another phone key/),
    ]);
    expect(outcome.findings.map(({ code }) => code)).not.toContain('reused_lead_numbers');
  });

  test('of one key alone says how many of its new leads are no strict links any more', async () => {
    const outcome = await run({
      'delivered_leads.csv': leadsFile(MD5, 14),
      'crm_2024-02-01.csv': reportOf(MD5, upTo(10)),
      'crm_2024-03-01.csv': reportOf(hashedBy(sha256, md5), upTo(12), (number) => ({ isSet: number >= 12 })),
    });
    const { ever_strict, ever_linked } = numbersOf(outcome).funnel;
    expect([ever_strict.matched, ever_linked.matched]).toEqual([10, 12]);
    expect([ever_strict.appointment, ever_linked.appointment]).toEqual([0, 1]);
    expect(mismatches(outcome)).toEqual([
      expect.stringContaining(
        '2 new CRM leads from there on are found by the other key alone, 1 of them with an appointment: the numbers under *strict* leave them out',
      ),
    ]);
  });

  test('gives the numbers of one that never changed, however many reports came after', async () => {
    const series = (keys: Keys): Readonly<Record<string, string>> => ({
      'delivered_leads.csv': leadsFile(MD5, 10),
      'crm_2024-02-01.csv': reportOf(MD5, upTo(10)),
      'crm_2024-03-01.csv': reportOf(keys, upTo(10)),
      'crm_2024-04-01.csv': reportOf(keys, upTo(10), later),
      'crm_2024-05-01.csv': reportOf(keys, upTo(10), later),
    });
    const [changed, same] = [await run(series(SHA)), await run(series(MD5))];
    expect(numbersOf(changed).funnel).toEqual(numbersOf(same).funnel);
    expect(mismatches(same)).toEqual([]);
  });

  test('is read the same where the later reports have the algorithm of the delivered leads', async () => {
    const outcome = await run({
      'delivered_leads.csv': leadsFile(SHA, 10),
      'crm_2024-02-01.csv': reportOf(MD5, upTo(10), later),
      'crm_2024-03-01.csv': reportOf(SHA, [1, 2, 3, 4, 5]),
    });
    // 6 to 10 stand in the first report alone, with keys that no delivered lead has.
    expect(matched(outcome)).toEqual([5, 5, 0]);
    expect(mismatches(outcome)[0]).toMatch(/5 of them stay linked/);
  });

  test('is said for the one key that changed', async () => {
    const outcome = await run({
      'delivered_leads.csv': leadsFile(MD5, 10),
      'crm_2024-02-01.csv': reportOf(MD5, upTo(10)),
      'crm_2024-03-01.csv': reportOf(hashedBy(sha256, md5), upTo(10), later),
    });
    expect(matched(outcome)).toEqual([10, 7, 7]);
    expect(mismatches(outcome)).toEqual([expect.stringMatching(/^From .* another e-mail key/)]);
  });
});

describe('A client that writes values in another way before it hashes them', () => {
  const upper = hashedBy(
    (text) => md5(text.toUpperCase()),
    (text) => md5(text.replace('+', '')),
  );

  test('is told from corrections: most leads change at once, and are the same people', async () => {
    const outcome = await run({
      'delivered_leads.csv': leadsFile(MD5, 10),
      'crm_2024-02-01.csv': reportOf(MD5, upTo(10)),
      'crm_2024-03-01.csv': reportOf(upper, upTo(10), (number) => ({ isSet: number <= 7 })),
    });
    expect(matched(outcome)).toEqual([10, 7, 7]);
    expect(mismatches(outcome)[0]).toMatch(
      /hashes of the same length, of values that are written in another way/,
    );
  });

  test('is none where a few leads got another e-mail', async () => {
    const outcome = await run({
      'delivered_leads.csv': leadsFile(MD5, 10),
      'crm_2024-02-01.csv': reportOf(MD5, upTo(10)),
      'crm_2024-03-01.csv': reportOf(
        { ...MD5, email: (who) => (who <= 3 ? md5(`new${String(who)}@mail.test`) : MD5.email(who)) },
        upTo(10),
      ),
    });
    expect(mismatches(outcome)).toEqual([]);
    expect(numbersOf(outcome).identities).toMatchObject({ both: 10, phone_only: 3 });
  });

  test('is none where all leads get one and the same e-mail, which stands for no value', async () => {
    const outcome = await run({
      'delivered_leads.csv': leadsFile(MD5, 40),
      'crm_2024-02-01.csv': reportOf(MD5, upTo(36)),
      'crm_2024-03-01.csv': reportOf({ ...MD5, email: () => md5('redacted@client.test') }, upTo(36)),
    });
    expect(mismatches(outcome)).toEqual([]);
    expect(outcome.findings.map(({ code }) => code)).toContain('placeholder_hash');
    expect(numbersOf(outcome).identities).toMatchObject({ both: 36, phone_only: 36 });
  });

  test('is none where the numbers are those of other people', async () => {
    const outcome = await run({
      'delivered_leads.csv': leadsFile(MD5, 20),
      'a_2024-02-01.csv': reportOf(MD5, upTo(9)),
      'b_2024-03-01.csv': reportOf(SHA, upTo(9), (number) => ({
        person: number + 10,
        day: 28 - (number % 27),
        zip: String(10_000 + number),
      })),
    });
    expect(outcome.findings.map(({ code }) => code)).toContain('several_series');
    expect(mismatches(outcome)).toEqual([
      expect.stringMatching(/b_2024-03-01\.csv`: the e-mail keys of 9 CRM leads are SHA-256/),
      expect.stringMatching(/phone keys of 9 CRM leads are SHA-256/),
    ]);
  });
});

describe('Raw values among hashes', () => {
  test('are hashed as the others are', async () => {
    const raw: Keys = { email: (who) => mail(who).toUpperCase(), phone };
    const outcome = await run({
      'delivered_leads.csv': leadsFile(SHA, 10),
      'crm_2024-02-01.csv': reportOf(SHA, upTo(8)),
      'crm_2024-03-01.csv': reportOf(raw, upTo(10), (number) => ({ isSet: number >= 7 })),
    });
    expect(matched(outcome)).toEqual([10, 4, 4]);
  });
});

describe('Delivered leads of two files with different algorithms', () => {
  test('are named with the file whose keys none of the reports can have', async () => {
    const outcome = await run({
      'delivered_leads_a.csv': leadsFile(MD5, 10),
      'delivered_leads_b.csv': leadsFile(SHA, 6).replaceAll('\nu', '\nw'),
      'crm_2024-02-01.csv': reportOf(MD5, upTo(10)),
    });
    expect(mismatches(outcome)).toEqual([
      expect.stringMatching(/delivered_leads_b\.csv`: the e-mail keys of 6 delivered leads are SHA-256/),
      expect.stringMatching(/delivered_leads_b\.csv`: the phone keys of 6 delivered leads are SHA-256/),
    ]);
  });
});
