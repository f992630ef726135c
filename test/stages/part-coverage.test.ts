import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const PEOPLE = Array.from({ length: 24 }, (_, who) => who);
const email = (who: number): string => sha256(`person${String(who)}@mail.example`);
const phone = (who: number): string => sha256(`+1512555${String(1000 + who)}`);
const isSouth = (who: number): boolean => who % 3 === 0;

/** Keys that somebody else makes of the same values. */
const otherwise = (key: string): string => sha256(`salt${key}`);

const lead = (
  who: number,
  keys: readonly [string, string],
  vendor = isSouth(who) ? 'South' : 'North',
): string => `u-${String(who)},${keys.join(',')},2024-03-01,${vendor}`;
const row = (who: number, keys: readonly [string, string]): string =>
  `${String(2000 + who)},${keys.join(',')},03/15/2024,1,1,Sale`;
const leads = (rows: readonly string[]): string =>
  ['lead_uuid,email_hash,phone_hash,delivered_on,vendor', ...rows, ''].join('\n');
const report = (rows: readonly string[]): string =>
  ['LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Demo,Disposition', ...rows, ''].join('\n');

const own = (who: number): readonly [string, string] => [email(who), phone(who)];
const told = ({ findings }: RunOutcome): readonly string[] =>
  findings.filter(({ code }) => code === 'low_join_coverage').map(({ message }) => message);

describe('A part whose keys find nobody', () => {
  test('is told by its vendor', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': leads(
          PEOPLE.map((who) =>
            lead(who, isSouth(who) ? [otherwise(email(who)), otherwise(phone(who))] : own(who)),
          ),
        ),
        'crm_2024-03-31.csv': report(PEOPLE.map((who) => row(who, own(who)))),
      }),
    );
    expect(told(outcome)).toEqual([
      '`South`: of 8 delivered leads, none is found in the reports, where 100.0 % of the others are. They count as leads that reached nothing. Check that the reports cover them, and that their keys are made as those of the others are.',
    ]);
  });

  test('is told by the key that is made otherwise, though the other key finds its leads', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': leads(
          PEOPLE.map((who) => lead(who, [email(who), isSouth(who) ? otherwise(phone(who)) : phone(who)])),
        ),
        'crm_2024-03-31.csv': report(PEOPLE.map((who) => row(who, own(who)))),
      }),
    );
    expect(told(outcome)).toEqual([
      expect.stringMatching(
        /^`South`: of 8 delivered leads with a phone, none is found in the reports by it, where 100\.0 % of the others are\. /,
      ),
    ]);
    expect(outcome.findings.find(({ code }) => code === 'low_join_coverage')?.column).toBe('phone_hash');
  });

  test('is told once where a file and a vendor are the same leads, by the file', async () => {
    const outcome = await analyse(
      memoryFiles({
        'north.csv': leads(PEOPLE.filter((who) => !isSouth(who)).map((who) => lead(who, own(who)))),
        'south.csv': leads(
          PEOPLE.filter(isSouth).map((who) => lead(who, [otherwise(email(who)), otherwise(phone(who))])),
        ),
        'crm_2024-03-31.csv': report(PEOPLE.map((who) => row(who, own(who)))),
      }),
    );
    expect(told(outcome)).toEqual([
      expect.stringMatching(/^`south\.csv`: of 8 delivered leads, none is found/),
    ]);
  });

  test('is told by its report, whose rows are lost', async () => {
    const early = PEOPLE.filter((who) => !isSouth(who));
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': leads(PEOPLE.map((who) => lead(who, own(who), 'West'))),
        'crm_2024-03-24.csv': report(early.map((who) => row(who, own(who)))),
        'crm_2024-03-31.csv': report(
          PEOPLE.filter(isSouth).map((who) => row(who, [otherwise(email(who)), otherwise(phone(who))])),
        ),
      }),
    );
    expect(told(outcome)).toEqual([
      expect.stringMatching(
        /^`crm_2024-03-31\.csv`: of 8 rows, none is found in the delivered leads, where 100\.0 % of the others are\. What these rows say is credited to no delivered lead\. /,
      ),
    ]);
  });

  test('is not told where all find their people, and of a part that is too small to say', async () => {
    const fine = await analyse(
      memoryFiles({
        'leads.csv': leads(PEOPLE.map((who) => lead(who, own(who)))),
        'crm_2024-03-31.csv': report(PEOPLE.map((who) => row(who, own(who)))),
      }),
    );
    expect(told(fine)).toEqual([]);
    const one = await analyse(
      memoryFiles({
        'leads.csv': leads(
          PEOPLE.slice(0, 3).map((who) =>
            lead(who, isSouth(who) ? [otherwise(email(who)), otherwise(phone(who))] : own(who)),
          ),
        ),
        'crm_2024-03-31.csv': report(PEOPLE.slice(0, 3).map((who) => row(who, own(who)))),
      }),
    );
    expect(told(one)).toEqual([]);
  });
});
