import { PLACEHOLDER_DATES } from '../../../domain/placeholder-date';
import {
  areSerialDates,
  DATE_CODE_BITS,
  isSerialIn,
  isWrittenIn,
  orderIn,
  placeholderIn,
} from '../values/date-reader';
import { IdState } from '../values/id-reader';
import { ValueNotes, type ValueNote } from '../values/value-notes';
import type { DateEvidence } from '../values/date-order';
import type { DateField } from './file-reading';
import type { CrmField } from './src-crm-values';

/**
 * What the values of one record say, as an integer: the code of its entry date, that of its appointment, and the states
 * of its ids.
 */
const DATE_SHIFTS: Readonly<Record<DateField, number>> = { entry_on: 0, appointment_at: DATE_CODE_BITS };
const DATE_MASK = (1 << DATE_CODE_BITS) - 1;
const ID_MASK = 3;

/** The ids of a record, with the place of their states. */
const ID_SHIFTS = { lead_number: 16, phone_hash: 18, zip: 20 } as const satisfies Partial<
  Record<CrmField, number>
>;
/** The number of digits of a lead number that is nothing else, and whether a zero stands before others. */
const DIGITS_SHIFT = 22;
const MOST_DIGITS = 31;
const ZERO_FIRST = 1 << 27;

/** Fields that the location holds too: whether a record has a value of its own in them. */
const PLACE_BITS = { city: 1 << 28, state: 1 << 29 } as const satisfies Partial<Record<CrmField, number>>;
/** Whether the state of a record is read as its code. */
export const CODED_STATE = 1 << 30;
export type CrmPlaceField = keyof typeof PLACE_BITS;
export const CRM_PLACE_FIELDS = Object.keys(PLACE_BITS) as readonly CrmPlaceField[];

export const placeCode = (field: CrmPlaceField): number => PLACE_BITS[field];

export type CrmIdField = keyof typeof ID_SHIFTS;
export const CRM_ID_FIELDS = Object.keys(ID_SHIFTS) as readonly CrmIdField[];

export const dateCode = (field: DateField, code: number): number => code << DATE_SHIFTS[field];
export const idCode = (field: CrmIdField, state: IdState): number => state << ID_SHIFTS[field];

const hasIdState = (code: number, field: CrmIdField, state: IdState): boolean =>
  (code & (ID_MASK << ID_SHIFTS[field])) === idCode(field, state);

export const digitsCode = (digits: number, isZeroFirst: boolean): number =>
  (Math.min(digits, MOST_DIGITS) << DIGITS_SHIFT) | (isZeroFirst && digits > 1 ? ZERO_FIRST : 0);

/** Whether the lead number of a record lost digits to an exponent. */
export const hasDamagedNumber = (code: number): boolean => hasIdState(code, 'lead_number', IdState.Damaged);

/** What all records of a file say. */
export interface CrmEvidence {
  readonly dates: Readonly<Record<DateField, DateEvidence>>;
  /** Whether numbers in the column are days of a spreadsheet. */
  readonly serialDates: Readonly<Record<DateField, boolean>>;
  readonly leadNumbers: LeadNumbers;
  /** Fields of the place with a value in any record, whatever the location says. */
  readonly filledPlaces: readonly CrmPlaceField[];
  readonly notes: readonly ValueNote[];
}

/** How long the lead numbers of a file are; 0 where one is not digits alone. */
export interface LeadNumbers {
  readonly fewest: number;
  readonly most: number;
  readonly hasLeadingZeros: boolean;
}

interface DateCounts {
  readonly evidence: DateEvidence;
  readonly isSerial: boolean;
}

/** Counts one column of dates. @param codes of the records of a file */
function countDates(field: DateField, codes: Int32Array, notes: ValueNotes): DateCounts {
  const shift = DATE_SHIFTS[field];
  const orders = [0, 0, 0, 0];
  const placeholders = PLACEHOLDER_DATES.map(() => 0);
  let values = 0;
  let serials = 0;
  for (const record of codes) {
    const code = (record >> shift) & DATE_MASK;
    if (!isWrittenIn(code)) continue;
    const placeholder = placeholderIn(code);
    if (placeholder !== 0) {
      placeholders[placeholder] = (placeholders[placeholder] ?? 0) + 1;
      continue;
    }
    values++;
    if (isSerialIn(code)) serials++;
    const order = orderIn(code);
    orders[order] = (orders[order] as number) + 1;
  }
  placeholders.forEach((count, code) => {
    if (count > 0) notes.add(field, 'placeholder', PLACEHOLDER_DATES[code] ?? null, count);
  });
  const isSerial = areSerialDates(serials, values);
  if (isSerial) notes.add(field, 'serial', null, serials);
  const [, bothFit = 0, monthFirst = 0, dayFirst = 0] = orders;
  return { evidence: { bothFit, monthFirst, dayFirst }, isSerial };
}

/** @param codes of the records of a file, 0 for what is none */
function countDigits(codes: Int32Array): LeadNumbers {
  let fewest = MOST_DIGITS;
  let most = 0;
  let hasLeadingZeros = false;
  for (const code of codes) {
    if (code === 0) continue;
    const digits = (code >> DIGITS_SHIFT) & MOST_DIGITS;
    if (digits < fewest) fewest = digits;
    if (digits > most) most = digits;
    if ((code & ZERO_FIRST) !== 0) hasLeadingZeros = true;
  }
  return { fewest: most === 0 ? 0 : fewest, most, hasLeadingZeros };
}

/** What a file says. @param codes of its records, 0 for what is none */
export function crmEvidence(codes: Int32Array): CrmEvidence {
  const notes = new ValueNotes();
  const entry = countDates('entry_on', codes, notes);
  const appointment = countDates('appointment_at', codes, notes);
  for (const field of CRM_ID_FIELDS) {
    let repaired = 0;
    for (const code of codes) {
      if (hasIdState(code, field, IdState.Repaired)) repaired++;
    }
    if (repaired > 0) notes.add(field, 'repaired_id', null, repaired);
  }
  const codedStates = codes.reduce((sum, code) => sum + ((code & CODED_STATE) === 0 ? 0 : 1), 0);
  if (codedStates > 0) notes.add('state', 'state_code', null, codedStates);
  return {
    dates: { entry_on: entry.evidence, appointment_at: appointment.evidence },
    serialDates: { entry_on: entry.isSerial, appointment_at: appointment.isSerial },
    leadNumbers: countDigits(codes),
    filledPlaces: CRM_PLACE_FIELDS.filter((field) => codes.some((code) => (code & placeCode(field)) !== 0)),
    notes: notes.list(),
  };
}
