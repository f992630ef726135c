import { expect, test } from 'vitest';
import { crmEvidence } from '../../shared/stages/clean/crm/crm-evidence';
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
  const { entry_on: entry, appointment_at: appointment } = crmEvidence(reader.evidence()).dates;
  expect(reader.evidence()).toHaveLength(3);
  expect(entry).toEqual({ bothFit: 0, monthFirst: 1, dayFirst: 1 });
  expect(appointment).toEqual({ bothFit: 1, monthFirst: 0, dayFirst: 1 });
});

test('There is room for the dates of any number of records', async () => {
  const reader = new CrmFieldReader(TOKENS);
  const days = Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? '13/01/2026' : '01/13/2026'));
  await scan(
    reader,
    days.map((day, i) => record({ lead_number: String(i), entry_on: day })),
  );
  expect(crmEvidence(reader.evidence()).dates.entry_on).toEqual({
    bothFit: 0,
    monthFirst: 2000,
    dayFirst: 1000,
  });
});

test('Ids and dates are written as what they stand for; a placeholder is none; an id that lost digits stays', async () => {
  const reader = new CrmFieldReader(TOKENS);
  const text = await scan(reader, [
    record({ lead_number: '1001.0', entry_on: '1/1/1900 12:00:00 AM', zip: '78701.0' }),
    record({ lead_number: '"1,002"', entry_on: '4-Jan-24', phone_hash: '4155550108.0' }),
    record({ lead_number: '1.23457E+17', entry_on: '45306', appointment_at: '45311.5' }),
    record({ lead_number: '007', entry_on: '45307', appointment_at: '12/30/1899' }),
  ]);
  expect(text.split('\n').slice(0, 4)).toEqual([
    `0,${record({ lead_number: '1001', zip: '78701' })}`,
    `1,${record({ lead_number: '"1002"', entry_on: '2024-01-04', phone_hash: '4155550108' })}`,
    `2,${record({ lead_number: '1.23457E+17', entry_on: '45306', appointment_at: '45311.5' })}`,
    `3,${record({ lead_number: '007', entry_on: '45307' })}`,
  ]);
  expect(reader.hasDamagedNumbers).toBe(true);
  expect(crmEvidence(reader.evidence())).toMatchObject({
    serialDates: { entry_on: true, appointment_at: true },
    notes: [
      { field: 'entry_on', kind: 'placeholder', example: '1900-01-01', values: 1 },
      { field: 'entry_on', kind: 'serial', values: 2 },
      { field: 'appointment_at', kind: 'placeholder', example: '1899-12-30', values: 1 },
      { field: 'appointment_at', kind: 'serial', values: 1 },
      { field: 'lead_number', kind: 'repaired_id', values: 2 },
      { field: 'phone_hash', kind: 'repaired_id', values: 1 },
      { field: 'zip', kind: 'repaired_id', values: 1 },
    ],
  });
});

test('An error of a spreadsheet stays, is told, and damages a lead number', async () => {
  const told = async (of: Partial<Record<CrmField, string>>) => {
    const reader = new CrmFieldReader({ ...TOKENS, city: ['#REF!'] });
    const text = await scan(reader, [record(of)]);
    return [text === `0,${record(of)}\n`, reader.hasErrors, reader.hasDamagedNumbers];
  };
  expect(await told({ lead_number: '#REF!', zip: '89501' })).toEqual([true, true, true]);
  expect(await told({ lead_number: '7', city: '#REF!' })).toEqual([true, true, false]);
  expect(await told({ lead_number: '7', entry_on: '#N/A' })).toEqual([true, true, false]);
  expect(await told({ lead_number: '#7', state: '#1' })).toEqual([true, false, false]);
});

test('A lead number that lost digits is told, another id that did is not', async () => {
  const isDamaged = async (of: Partial<Record<CrmField, string>>) => {
    const reader = new CrmFieldReader(TOKENS);
    await scan(reader, [record(of)]);
    return [reader.hasDamagedNumbers, reader.hasErrors];
  };
  expect(await isDamaged({ lead_number: '1.2E+17' })).toEqual([true, false]);
  expect(await isDamaged({ lead_number: '7', phone_hash: '1.2E+17' })).toEqual([false, false]);
});

test('The digits of lead numbers and the fields of places with values are known of all records', async () => {
  const evidence = async (...records: readonly Partial<Record<CrmField, string>>[]) => {
    const reader = new CrmFieldReader(TOKENS);
    await scan(reader, records.map(record));
    const { leadNumbers, filledPlaces } = crmEvidence(reader.evidence());
    return { ...leadNumbers, filledPlaces };
  };
  expect(await evidence({ lead_number: '0012', city: 'Reno' }, { lead_number: '123456', zip: '9' })).toEqual({
    fewest: 4,
    most: 6,
    hasLeadingZeros: true,
    filledPlaces: ['city'],
  });
  expect(await evidence({ lead_number: '12' }, { lead_number: 'L-12', state: 'NV', city: 'N/A' })).toEqual({
    fewest: 0,
    most: 2,
    hasLeadingZeros: false,
    filledPlaces: ['state'],
  });
  expect(await evidence({ lead_number: '1001.0' }, { lead_number: '0' })).toEqual({
    fewest: 1,
    most: 4,
    hasLeadingZeros: false,
    filledPlaces: [],
  });
});

test('One number of five digits among many dates has come from another column, and is no day', async () => {
  const reader = new CrmFieldReader(TOKENS);
  const days = Array.from({ length: 20 }, (_, i) => (i === 7 ? '45321' : '2026-01-13'));
  await scan(
    reader,
    days.map((day, i) => record({ lead_number: String(i), entry_on: day })),
  );
  expect(crmEvidence(reader.evidence()).serialDates.entry_on).toBe(false);
  expect(crmEvidence(reader.evidence()).notes).toEqual([]);
});

test('States that are read as their codes are counted in each record, those of the location where it has no other', async () => {
  const reader = new CrmFieldReader(TOKENS);
  await scan(reader, [
    record({ lead_number: '1', state: 'Texas' }),
    record({ lead_number: '2', state: 'D.C.' }),
    record({ lead_number: '3', state: 'TX', location: 'Reno | Nevada' }),
    record({ lead_number: '4', location: 'Reno | Nevada' }),
    record({ lead_number: '5', state: 'N/A', location: 'Reno | NV' }),
    record({ lead_number: '6', state: 'Sonora' }),
  ]);
  const { notes } = crmEvidence(reader.evidence());
  expect(notes).toEqual([{ field: 'state', kind: 'state_code', example: null, values: 3 }]);
});
