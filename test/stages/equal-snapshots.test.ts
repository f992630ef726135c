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
});
