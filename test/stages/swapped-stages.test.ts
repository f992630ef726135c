import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const PEOPLE = Array.from({ length: 40 }, (_, who) => who);
const keys = (who: number): string =>
  `${sha256(`person${String(who)}@mail.example`)},${sha256(`+1512555${String(1000 + who)}`)}`;
const LEADS = [
  'lead_uuid,email_hash,phone_hash,delivered_on,vendor',
  ...PEOPLE.map((who) => `u-${String(who)},${keys(who)},2024-03-01,V1`),
  '',
].join('\n');

/** Eight are set and have no demo, sixteen have both. */
const flags = (who: number): readonly [set: number, demo: number] => [
  who % 5 > 1 ? 1 : 0,
  who % 5 > 2 ? 1 : 0,
];
const report = (of: (who: number) => readonly [set: number, demo: number]): string =>
  [
    'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Demo,Disposition',
    ...PEOPLE.map((who) => `${String(2000 + who)},${keys(who)},03/13/2024,${of(who).join(',')},DNS`),
    '',
  ].join('\n');
const swapped = (who: number): readonly [set: number, demo: number] => [flags(who)[1], flags(who)[0]];

const told = ({ findings }: RunOutcome): readonly unknown[] =>
  findings
    .filter(({ code }) => code === 'swapped_stages')
    .map(({ severity, column, files, message }) => [severity, column, files, message]);
const run = (...reports: readonly string[]): Promise<RunOutcome> =>
  analyse(
    memoryFiles({
      'leads.csv': LEADS,
      ...Object.fromEntries(reports.map((text, at) => [`crm_2024-03-${String(20 + at)}.csv`, text])),
    }),
  );

describe('Set and Demo in the place of each other', () => {
  test('are told where demos without a set are what sets without a demo should be', async () => {
    expect(told(await run(report(swapped)))).toEqual([
      [
        'warning',
        'is_set',
        ['crm_2024-03-20.csv'],
        '`crm_2024-03-20.csv`: *Set* and *Demo* look swapped: 8 CRM leads have a demo without a set, and 0 a set without a demo, where a lead is set before it has a demo. If so, sets and demos are wrong there. Look into the file; where they are swapped, give each of both the column of the other one on the Sources screen, or export it again.',
      ],
    ]);
  });

  test('are an error where the same leads turned from one report to the next', async () => {
    expect(told(await run(report(flags), report(swapped), report(swapped)))).toEqual([
      [
        'error',
        'is_set',
        ['crm_2024-03-21.csv', 'crm_2024-03-22.csv'],
        '`crm_2024-03-21.csv`, `crm_2024-03-22.csv`: *Set* and *Demo* look swapped: 8 CRM leads have a demo without a set, and 0 a set without a demo in `crm_2024-03-21.csv`, where a lead is set before it has a demo. 8 CRM leads with one of both in one report have the other one instead in the next. If so, sets and demos are wrong there. Look into the files; where they are swapped, give each of both the column of the other one on the Sources screen, or export them again.',
      ],
    ]);
  });

  test('are told of the first report where the later ones are right', async () => {
    expect(told(await run(report(swapped), report(flags)))).toEqual([
      [
        'error',
        'is_set',
        ['crm_2024-03-20.csv', 'crm_2024-03-21.csv'],
        expect.stringMatching(/^`crm_2024-03-20\.csv`: /),
      ],
    ]);
  });

  test('are fine where leads are set before their demo, where some demos came without, and where sets died', async () => {
    expect(
      told(
        await run(
          report(flags),
          report((who) => (who % 5 > 1 ? [1, 1] : [0, 0])),
        ),
      ),
    ).toEqual([]);
    expect(told(await run(report((who) => (who === 0 || who % 5 === 1 ? [0, 1] : flags(who)))))).toEqual([]);
    expect(
      told(
        await run(
          report(flags),
          report((who) => [0, flags(who)[1]]),
        ),
      ),
    ).toEqual([]);
  });
});
