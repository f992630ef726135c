import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const PEOPLE = Array.from({ length: 12 }, (_, who) => who);
const keys = (who: number): string => sha256(`person${String(who)}@mail.example`);

const run = (flags: (who: number) => readonly [set: string, demo: string]): Promise<RunOutcome> =>
  analyse(
    memoryFiles({
      'leads.csv': ['lead_uuid,email_hash', ...PEOPLE.map((who) => `u-${String(who)},${keys(who)}`), ''].join(
        '\n',
      ),
      'crm_2024-03-20.csv': [
        'LEADNUMBER,HASHED_EMAIL,ENTRYDATE,Set,Demo,Disposition',
        ...PEOPLE.map((who) => `${String(2000 + who)},${keys(who)},03/13/2024,${flags(who).join(',')},DNS`),
        '',
      ].join('\n'),
    }),
  );
const told = ({ findings }: RunOutcome): readonly unknown[] =>
  findings
    .filter(({ code }) => code === 'flag_values' || code === 'cell_issues')
    .map(({ severity, column, message }) => [severity, column, message]);

describe('A flag of a report', () => {
  test('is set where it is a number other than 0, and that is told', async () => {
    const outcome = await run((who) => [['-1', '0', '2', '0.0'][who % 4] ?? '', who % 4 === 0 ? '1' : '0']);
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ set_reported: 6, demo: 3 });
    expect(told(outcome)).toEqual([
      [
        'info',
        'is_set',
        '`crm_2024-03-20.csv`: 6 of the first 12 rows have a number in the column `Set`, where yes or no should stand (`-1`, `2`). They count as set.',
      ],
    ]);
  });

  test('is set where it is a day, and that is a warning', async () => {
    const outcome = await run((who) => [
      '1',
      ['03/19/2024  5:30PM', '', '2024-03-20', '01/01/1900'][who % 4] ?? '',
    ]);
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ set_reported: 12, demo: 6 });
    expect(told(outcome)).toEqual([
      [
        'warning',
        null,
        '`crm_2024-03-20.csv`: 3 values could not be read; the rest of their records stays. Show them.',
      ],
      [
        'warning',
        'is_demo',
        '`crm_2024-03-20.csv`: 6 of the first 12 rows have a day in the column `Demo`, where yes or no should stand (`03/19/2024  5:30PM`, `2024-03-20`). They count as a demo, whenever the day is: if it is that of a plan, map another column on the Sources screen.',
      ],
    ]);
  });

  test('is yes or no in its usual words, of which nothing is said', async () => {
    const outcome = await run((who) => [who % 2 === 0 ? 'Yes' : 'No', who % 2 === 0 ? '1' : '']);
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ set_reported: 6, demo: 6 });
    expect(told(outcome)).toEqual([]);
  });
});
