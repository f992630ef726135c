import { describe, expect, test } from 'vitest';
import { NO_REMARKS } from '../../shared/domain/record-remarks';
import type { CrmEvidence } from '../../shared/stages/clean/crm/crm-evidence';
import { CrmNumbers, NO_DAY } from '../../shared/stages/clean/crm/crm-numbers';
import type { ScannedCrmFile } from '../../shared/stages/clean/crm/crm-scan';
import { crmLeadsOf, crmSnapshotOf, readingOfSnapshot } from '../../shared/stages/clean/crm/crm-snapshot';
import { RawRecords } from '../../shared/stages/clean/records/raw-records';

const DAY = Date.parse('2026-01-31') / 86_400_000;
const EVIDENCE: CrmEvidence = {
  dates: {
    entry_on: { bothFit: 0, monthFirst: 0, dayFirst: 0 },
    appointment_at: { bothFit: 0, monthFirst: 0, dayFirst: 0 },
  },
  serialDates: { entry_on: true, appointment_at: false },
  leadNumbers: { fewest: 4, most: 5, hasLeadingZeros: false },
  filledPlaces: ['city'],
  notes: [{ field: 'entry_on', kind: 'serial', example: null, values: 2 }],
};

/** A scanned file with these raw records, whose values are cast: the same lead for even and for odd ones. */
async function scanned(rawIds: readonly number[], dayOf: (raw: number) => number = () => DAY) {
  const records = new RawRecords();
  const numbers = new CrmNumbers();
  const known = [...new Set(rawIds)].filter((id) => id >= 0);
  const of = (what: (id: number) => number) => ({ high: known.map(what), low: known.map(what) });
  await numbers.give(
    {
      rawId: known,
      value: of((id) => id),
      identity: of((id) => id),
      lead: of((id) => id % 2),
      entryDay: known.map(dayOf),
      isKeyless: known.map(() => 0),
    },
    records.state,
    '',
    () => Promise.resolve(),
  );
  const file = {
    file: { path: 'a.csv', key: 'k', header: 'h' },
    scan: {
      ...NO_REMARKS,
      records: rawIds.length,
      rawIds: Int32Array.from(rawIds),
      separatorRows: 1,
      blankLines: 2,
      rejected: [],
      remarks: [],
      perhapsTotals: [],
      fresh: [],
      freshCount: 0,
      longestFresh: 0,
    },
    knownBefore: 0,
    evidence: EVIDENCE,
    dates: {
      entry_on: { order: 'DMY', by: 'values' },
      appointment_at: { order: 'MDY', by: 'none' },
    },
    leadDigits: null,
    series: 'Acme',
    hasDamagedNumbers: false,
    hasErrors: false,
  } as unknown as ScannedCrmFile;
  return { file, records, numbers };
}

describe('A CRM report', () => {
  test('has its rows as counts of their values, in the order of their numbers', async () => {
    const { file, records, numbers } = await scanned([4, 7, 4, -1, -2, 7, 4]);
    const snapshot = crmSnapshotOf(file, records, numbers);
    expect(snapshot).toMatchObject({
      path: 'a.csv',
      key: 'k',
      header: 'h',
      records: 7,
      rows: 5,
      separatorRows: 1,
      blankLines: 2,
      rejected: [],
      series: 'Acme',
      leadDigits: null,
      filledPlaces: ['city'],
      leadNumbers: EVIDENCE.leadNumbers,
      notes: EVIDENCE.notes,
    });
    expect(snapshot.roll).toEqual({ stateIds: Int32Array.of(0, 1), counts: Int32Array.of(3, 2) });
    expect(snapshot).not.toHaveProperty('fresh');
    expect(snapshot).not.toHaveProperty('rawIds');
    expect(readingOfSnapshot(snapshot)).toEqual({
      dates: {
        entry_on: { order: 'DMY', isSerial: true },
        appointment_at: { order: 'MDY', isSerial: false },
      },
      leadDigits: null,
      series: 'Acme',
    });
  });

  test('has each CRM lead once, however many rows are of it', async () => {
    const { file, records, numbers } = await scanned([4, 6, 7, 4]);
    expect(crmLeadsOf(crmSnapshotOf(file, records, numbers), numbers)).toEqual({
      stateIds: Int32Array.of(0, 1),
      counts: Int32Array.of(1, 1),
    });
  });

  test('has as its day the last entry of its rows, and what it would be without one of them', async () => {
    const of = async (days: readonly number[]) => {
      const { file, records, numbers } = await scanned(
        days.map((_, i) => i),
        (raw) => days[raw] ?? NO_DAY,
      );
      const { lastEntryOn, restEntryOn, notes } = crmSnapshotOf(file, records, numbers);
      return { lastEntryOn, restEntryOn, notes: notes.slice(1) };
    };
    expect(await of([DAY, DAY - 3, NO_DAY])).toEqual({
      lastEntryOn: '2026-01-31',
      restEntryOn: '2026-01-28',
      notes: [],
    });
    expect(await of([NO_DAY])).toEqual({ lastEntryOn: null, restEntryOn: null, notes: [] });
    expect(await of([...Array<number>(10).fill(DAY), DAY + 400])).toEqual({
      lastEntryOn: '2026-01-31',
      restEntryOn: '2026-01-31',
      notes: [{ field: 'entry_on', kind: 'implausible', example: '2027-03-07', values: 1 }],
    });
  });

  test('says that its lead numbers were filled up, of all its rows', async () => {
    const { file, records, numbers } = await scanned([4, 7, 4]);
    const { notes, leadDigits } = crmSnapshotOf({ ...file, leadDigits: 5 }, records, numbers);
    expect(leadDigits).toBe(5);
    expect(notes.slice(1)).toEqual([{ field: 'lead_number', kind: 'padded_id', example: null, values: 3 }]);
  });

  test('has the cells that could not be read of each row of a raw record', async () => {
    const { file, records, numbers } = await scanned([4, 7, 4]);
    records.issues.add(4, 'entry_on', 'soon', 'no date');
    expect(crmSnapshotOf(file, records, numbers).cellIssues.kept).toEqual([
      { record: 1, column: 'entry_on', value: 'soon', reason: 'no date' },
      { record: 3, column: 'entry_on', value: 'soon', reason: 'no date' },
    ]);
  });

  test.each([
    ['1.2E+17,x', 'its lead number lost its last digits in a spreadsheet, and it has no other key'],
    ['1e+5,x', 'its lead number lost its last digits in a spreadsheet, and it has no other key'],
    ['1,202E+17,x', 'its lead number lost its last digits in a spreadsheet, and it has no other key'],
    [',x', 'it has no lead number'],
    ['N/A,1.2E+17,', 'it has no lead number'],
    ['12.5E+17,x', 'it has no lead number'],
    ['1.2E+1234,x', 'it has no lead number'],
  ])('rejects a record of no lead, %s: %s', async (text, reason) => {
    const { file, records, numbers } = await scanned([4, 7, 4, 9]);
    records.keyless.set(7, text);
    const torn = { record: 1, text: '"', reason: 'torn' };
    const snapshot = crmSnapshotOf(
      { ...file, scan: { ...file.scan, rejected: [{ ...torn, record: 9 }, torn] } },
      records,
      numbers,
    );
    expect(snapshot.rows).toBe(3);
    expect(snapshot.rejected).toEqual([torn, { record: 2, text, reason }, { ...torn, record: 9 }]);
  });
});
