import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import type { Finding } from '../../shared/domain/finding';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const key = (text: string): string => Buffer.from(text.padEnd(20, '.')).toString('hex');
const HEADER = 'LEADNUMBER,email_hash,phone_hash,ENTRYDATE,ZIP,Disposition';
/** Number, person and day of entry. */
type Row = readonly [number: string, person: string, day?: number];
const report = (rows: readonly Row[]): string =>
  [
    HEADER,
    ...rows.map(
      ([number, person, day = 5]) =>
        `${number},${key(`e${person}`)},${key(`p${person}`)},2024-01-${String(day).padStart(2, '0')},8950${String(day % 10)},Data`,
    ),
    '',
  ].join('\n');

const run = (...reports: readonly (readonly Row[])[]): Promise<RunOutcome> =>
  analyse(
    memoryFiles({
      'leads.csv': `lead_uuid,email_hash,phone_hash\nu1,${key('e1')},${key('p1')}\n`,
      ...Object.fromEntries(reports.map((rows, i) => [`crm_2024-02-0${String(i + 1)}.csv`, report(rows)])),
    }),
  );
const forms = ({ findings }: RunOutcome): readonly Finding[] =>
  findings.filter(({ code }) => code === 'lead_number_forms');

describe('Lead numbers that are written in several ways', () => {
  test.each([
    ['case', 'ab-1', 'AB-1'],
    ['hyphen', 'AB1', 'AB-1'],
    ['space', 'AB 1', 'AB-1'],
    ['zeros', '0101', '101'],
    ['letters before it', 'LD-210001', '210001'],
    ['Salesforce’s check letters', '00Q5e00000AbCdaEAF', '00Q5e00000AbCda'],
  ])('are named with their people: %s', async (_, one, other) => {
    const outcome = await run(
      [
        [other, '1'],
        ['X7', '2', 9],
      ],
      [
        [one, '1'],
        ['X7', '2', 9],
      ],
    );
    expect(forms(outcome)).toMatchObject([
      {
        severity: 'warning',
        column: 'lead_number',
        files: ['crm_2024-02-01.csv', 'crm_2024-02-02.csv'],
        message: expect.stringMatching(
          /^1 lead number is written in several ways.* 1 of them is of the same people/,
        ) as string,
      },
    ]);
    expect(forms(outcome)[0]?.message).toContain(`“${one}”`);
    expect(numbersOf(outcome).funnel.ever_linked.matched).toBe(1);
  });

  test('are not named for letters before them where no key is the same', async () => {
    expect(forms(await run([['210001', '1']], [['B-210001', '2']]))).toEqual([]);
  });

  test('are the same people by entry date and place too, whatever their keys', async () => {
    const outcome = await run([['AB-1', '1']], [['AB1', '1x']]);
    expect(forms(outcome)[0]?.message).toContain('1 of them is of the same people');
  });

  test('are only said where nothing tells that they are one lead', async () => {
    const outcome = await run([
      ['00Qa', '1', 5],
      ['00QA', '2', 6],
    ]);
    expect(forms(outcome)).toMatchObject([{ severity: 'info' }]);
    expect(forms(outcome)[0]?.message).toContain('0 of them are of the same people');
    expect(numbersOf(outcome)).toMatchObject({ crmLeads: 2 });
  });

  test('are none where each is written in one way', async () => {
    expect(
      forms(
        await run(
          [
            ['AB-1', '1'],
            ['AB-2', '2'],
          ],
          [['AB-1', '1']],
        ),
      ),
    ).toEqual([]);
  });

  test('are no leads that a report lacks, and those that vanish so are told as such', async () => {
    const rows = (numberOf: (i: number) => string): readonly Row[] =>
      Array.from({ length: 8 }, (_, i) => [numberOf(i), String(i), i + 1]);
    const { findings } = await run(
      rows((i) => `AB-${String(i)}`),
      rows((i) => `AB${String(i)}`),
    );
    const told = findings.filter(({ code }) => code === 'partial_snapshot' || code === 'leads_vanished');
    expect(told).toMatchObject([{ code: 'leads_vanished', severity: 'info' }]);
    expect(told[0]?.message).toContain('7 of them stand there with their numbers written in another way.');
  });
});
