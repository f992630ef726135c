import { expect, test } from 'vitest';
import { CrmFieldReader } from '../../shared/stages/clean/crm/crm-field-reader';
import { RecordDictionary } from '../../shared/stages/clean/records/record-dictionary';
import { scanRecords } from '../../shared/stages/clean/records/record-scanner';
import { CRM_FIELDS, type CrmField } from '../../shared/stages/clean/crm/src-crm-values';
import { inChunks } from '../support/memory-files';
import { freshText, plainLayout } from '../support/scan-text';

const TOKENS = Object.fromEntries(CRM_FIELDS.map((field) => [field, ['N/A']])) as unknown as Readonly<
  Record<CrmField, readonly string[]>
>;

const record = (of: Partial<Record<CrmField, string>>): string =>
  CRM_FIELDS.map((field) => of[field] ?? '').join(',');

async function scan(reader: CrmFieldReader, records: readonly string[]): Promise<string> {
  const content = [CRM_FIELDS.join(','), ...records].join('\n');
  const result = await scanRecords(
    inChunks(content),
    plainLayout(CRM_FIELDS.length),
    new RecordDictionary(),
    { file: 'report.csv', reader },
  );
  return freshText(result);
}

test('The fresh records of a CRM report have no texts that mean "no value", but for the lead number', async () => {
  const text = await scan(new CrmFieldReader(TOKENS), [
    record({ lead_number: 'n/a', city: 'N/A', zip: 'NA' }),
    record({ lead_number: '7', city: 'Reno' }),
  ]);
  expect(text).toBe(
    `0,${record({ lead_number: 'n/a', zip: 'NA' })}\n1,${record({ lead_number: '7', city: 'Reno' })}\n`,
  );
});

test('What their dates say is noted once for each, in their order, and not again for a record that is known', async () => {
  const reader = new CrmFieldReader(TOKENS);
  await scan(reader, [
    record({ lead_number: '1', entry_on: '13/01/2026' }),
    record({ lead_number: '2', entry_on: '01/13/2026', appointment_at: '02/03/2026 5:00PM' }),
    record({ lead_number: '1', entry_on: '13/01/2026' }),
    record({ lead_number: '3', entry_on: 'N/A', appointment_at: '31.12.2025' }),
  ]);
  expect([...reader.evidence()]).toEqual([3, 2 + 4 * 1, 4 * 3]);
});

test('There is room for the dates of any number of records', async () => {
  const reader = new CrmFieldReader(TOKENS);
  const days = Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? '13/01/2026' : '01/13/2026'));
  await scan(
    reader,
    days.map((day, i) => record({ lead_number: String(i), entry_on: day })),
  );
  expect([...reader.evidence()]).toEqual(days.map((day) => (day.startsWith('13') ? 3 : 2)));
});
