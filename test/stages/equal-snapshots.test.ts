import { describe, expect, test } from 'vitest';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const KEY = 'a'.repeat(40);
const report = (disposition: string): string =>
  `LEADNUMBER,HASHED_EMAIL,ENTRYDATE,Disposition\n1001,${KEY},2024-01-02,${disposition}\n`;
const leads = { 'leads.csv': `lead_uuid,email_sha1\nu-1,${KEY}\n` };

describe('A snapshot with the bytes of an older one', () => {
  test('is the newest word where its name has a later date', async () => {
    const outcome = await analyse(
      memoryFiles({
        ...leads,
        'crm_2024-01-10.csv': report('Sale'),
        'crm_2024-01-17.csv': report('Data'),
        'crm_2024-01-24.csv': report('Sale'),
      }),
    );
    expect(numbersOf(outcome).snapshots).toBe(3);
    expect(numbersOf(outcome).funnel.latest_linked.sale).toBe(1);
    expect(outcome.findings.filter((f) => f.code === 'duplicate_file')).toEqual([]);
  });

  test.each([
    ['of the same date', 'crm_2024-01-10 (1).csv'],
    ['without a date', 'copy of the report.csv'],
  ])('is a copy, counted once and named, under a name %s', async (_, name) => {
    const outcome = await analyse(
      memoryFiles({ ...leads, 'crm_2024-01-10.csv': report('Sale'), [name]: report('Sale') }),
    );
    expect(numbersOf(outcome).snapshots).toBe(1);
    expect(outcome.findings.filter((f) => f.code === 'duplicate_file')).toHaveLength(1);
  });

  test.each([
    ['with other line ends', report('Sale').replaceAll('\n', '\r\n')],
    ['with another delimiter', report('Sale').replaceAll(',', ';')],
  ])('counts twice, and is named, where it was saved again %s', async (_, again) => {
    const outcome = await analyse(
      memoryFiles({ ...leads, 'crm_2024-01-10.csv': report('Sale'), 'crm_2024-01-10 (1).csv': again }),
    );
    expect(numbersOf(outcome).snapshots).toBe(2);
    expect(numbersOf(outcome).funnel.ever_linked.sale).toBe(1);
    expect(outcome.findings.map(({ code, files }) => [code, files])).toContainEqual([
      'duplicate_file',
      ['crm_2024-01-10 (1).csv', 'crm_2024-01-10.csv'],
    ]);
    expect(outcome.findings.map(({ code }) => code)).not.toContain('snapshot_order');
  });

  test('that has no row has no copy', async () => {
    const empty = 'LEADNUMBER,HASHED_EMAIL,ENTRYDATE,Disposition\n';
    const outcome = await analyse(
      memoryFiles({
        ...leads,
        'crm_2024-01-10.csv': empty,
        'crm_2024-01-10 (1).csv': empty.replace('\n', '\r\n'),
      }),
    );
    expect(
      outcome.findings.filter(({ code, severity }) => code === 'duplicate_file' && severity === 'warning'),
    ).toEqual([]);
  });
});
