import { describe, expect, test } from 'vitest';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const key = (person: number): string => String(person).padStart(40, '0');
const HEADER = 'LEADNUMBER,email_hash,phone_hash,ENTRYDATE,CITY,ZIP,Set,Demo,Disposition';
const rows = Array.from(
  { length: 12 },
  (_, i) => `${String(1001 + i)},${key(i)},${key(100 + i)},2024-01-${String(10 + i)},Reno,89501,1,0,Data`,
);
const read = async (...lines: readonly string[]) => {
  const outcome = await analyse(
    memoryFiles({
      'leads.csv': `lead_uuid,email_hash,phone_hash\nu1,${key(0)},${key(100)}\n`,
      'crm_2024-02-01.csv': [HEADER, ...lines, ''].join('\n'),
    }),
  );
  const input = outcome.summary.inputs.find(({ source }) => source === 'crm_report');
  return {
    crmLeads: numbersOf(outcome).crmLeads,
    totals: input?.totalRows,
    rejected: input?.rejectedRecords,
    codes: outcome.findings.map(({ code }) => code),
  };
};

describe('A row of a CRM report that names nobody and says that it is of all', () => {
  test.each([
    ['in place of the lead number', 'All,,,,,,12,0,'],
    ['in any other cell', ',,,,All,,12,0,'],
    ['as the last word', ',,,,,,12,0,Todos'],
    ['beside how many there are', '12,,,,All,,12,0,'],
    ['as a total of a place', 'Total,,,,Reno,89501,12,0,'],
    ['as a total of a day', 'Summe,,,2024-01-12,,,1,0,'],
    ['as all of a place', 'All,,,,Reno,89501,12,0,'],
  ])('is a total and no lead: %s', async (_, total) => {
    const found = await read(...rows, total);
    expect(found).toMatchObject({ crmLeads: 12, totals: 1, rejected: 0 });
    expect(found.codes).toContain('total_rows');
    expect(found.codes).not.toContain('cell_issues');
  });

  test('may stand first', async () => {
    expect(await read('All,,,,,,12,0,', ...rows)).toMatchObject({ crmLeads: 12, totals: 1 });
  });
});

describe('A row of a CRM report with a key', () => {
  test.each([
    ['whose number stands beside “All”', `1050,${key(50)},,2024-01-12,All,,1,0,Data`],
    ['whose e-mail alone stands beside “All”', `1050,${key(50)},,,,,1,0,All`],
    ['whose number alone stands beside “Total”', '1050,,,,Total,,1,0,Data'],
  ])('is a lead: %s', async (_, row) => {
    expect(await read(...rows, row)).toMatchObject({ crmLeads: 13, totals: 0 });
  });
});
