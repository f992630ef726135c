import { NO_DAY, type CrmNumbers } from './crm-numbers';
import type { DateField, DateReading, FileReading } from './file-reading';
import type { ScannedCrmFile } from './crm-scan';
import type { DateDecision } from '../values/date-order';
import { dayWithoutOne, lastEntry } from './last-entry';
import { rollOf, type SnapshotRoll } from './fold-ranges';
import type { RawRecords } from '../records/raw-records';
import { CellIssues } from '../records/cell-issues';
import type { RejectedRecord, Remark } from '../records/unreadable';
import type { RemarkCounts } from '../../../domain/record-remarks';
import type { CrmPlaceField, LeadNumbers } from './crm-evidence';
import type { ValueNote } from '../values/value-notes';

/** One report file, cleaned: its rows as counts of record values, and what could not be read. */
export interface CrmSnapshot extends RemarkCounts {
  readonly path: string;
  readonly key: string;
  readonly header: string;
  readonly roll: SnapshotRoll;
  readonly records: number;
  readonly rows: number;
  readonly separatorRows: number;
  readonly blankLines: number;
  readonly rejected: readonly RejectedRecord[];
  readonly remarks: readonly Remark[];
  readonly cellIssues: CellIssues;
  readonly dates: Readonly<Record<DateField, DateDecision>>;
  /** Whether numbers in a column of dates are days of a spreadsheet. */
  readonly serialDates: Readonly<Record<DateField, boolean>>;
  readonly lastEntryOn: string | null;
  /** The same without one of the records that have that day. */
  readonly restEntryOn: string | null;
  /** How long its lead numbers are as they are written. */
  readonly leadNumbers: LeadNumbers;
  /** Fields of the place with a value of their own in any record. */
  readonly filledPlaces: readonly CrmPlaceField[];
  /** Digits up to which they were filled; null where they are as they are written. */
  readonly leadDigits: number | null;
  /** Whose report it is, as its lead numbers are kept from those of others. */
  readonly series: string;
  /** What was done to its values while they were read. */
  readonly notes: readonly ValueNote[];
}

const isoDay = (days: number): string | null =>
  days === NO_DAY ? null : new Date(days * 86_400_000).toISOString().slice(0, 10);

/** Why a record belongs to no lead. @param text its fields, the lead number first */
const keylessReason = (text: string): string =>
  /^\d(?:[.,]\d+)?e\+\d{1,3},/i.test(text)
    ? 'its lead number lost its last digits in a spreadsheet, and it has no other key'
    : 'it has no lead number';

/** What a file holds, once all its records are cast and numbered. */
export function crmSnapshotOf(
  { file, scan, dates, evidence, leadDigits, series }: ScannedCrmFile,
  records: RawRecords,
  numbers: CrmNumbers,
): CrmSnapshot {
  const states = new Int32Array(scan.rawIds.length);
  let rows = 0;
  const rejected: RejectedRecord[] = [...scan.rejected];
  const cellIssues = new CellIssues();
  const days = new Int32Array(scan.rawIds.length).fill(NO_DAY);
  scan.rawIds.forEach((rawId, index) => {
    if (rawId < 0) return;
    const record = index + 1;
    const keyless = records.keyless.get(rawId);
    if (keyless !== undefined) {
      rejected.push({ record, text: keyless, reason: keylessReason(keyless) });
      return;
    }
    const state = records.state.get(rawId);
    days[rows] = numbers.dayOf(state);
    states[rows++] = state;
    for (const { column, text, reason } of records.issues.of(rawId))
      cellIssues.add(record, column, text, reason);
  });
  const last = lastEntry(days.subarray(0, rows));
  const { rawIds: _ids, fresh: _fresh, freshCount: _count, longestFresh: _longest, ...counts } = scan;
  return {
    ...counts,
    path: file.path,
    key: file.key,
    header: file.header,
    roll: rollOf(states.subarray(0, rows), numbers.stateCount),
    rows,
    rejected: rejected.sort((a, b) => a.record - b.record),
    cellIssues,
    dates,
    serialDates: evidence.serialDates,
    lastEntryOn: isoDay(last.day),
    restEntryOn: isoDay(dayWithoutOne(days.subarray(0, rows), last.day)),
    leadNumbers: evidence.leadNumbers,
    filledPlaces: evidence.filledPlaces,
    leadDigits,
    series,
    notes: [
      ...evidence.notes,
      ...(last.beyond > 0
        ? [
            {
              field: 'entry_on',
              kind: 'implausible',
              example: isoDay(last.farthest),
              values: last.beyond,
            } as const,
          ]
        : []),
      ...(leadDigits === null
        ? []
        : [{ field: 'lead_number', kind: 'padded_id', example: null, values: rows } as const]),
    ],
  };
}

/** How the values of a snapshot were read. */
export function readingOfSnapshot({ dates, serialDates, leadDigits, series }: CrmSnapshot): FileReading {
  const of = (field: DateField): DateReading => ({ order: dates[field].order, isSerial: serialDates[field] });
  return { dates: { entry_on: of('entry_on'), appointment_at: of('appointment_at') }, leadDigits, series };
}

/** The CRM leads of a snapshot, each once. */
export function crmLeadsOf(snapshot: CrmSnapshot, numbers: CrmNumbers): SnapshotRoll {
  const leads = rollOf(
    snapshot.roll.stateIds.map((state) => numbers.leadOf(state)),
    numbers.leadCount,
  );
  return { stateIds: leads.stateIds, counts: leads.counts.fill(1) };
}
