import { placeholderCode, RARE_PLACEHOLDER } from '../../../domain/placeholder-date';
import { readWrittenDate } from '../../../domain/written-date';
import type { DateForm } from '../../../sql/dialect';
import { dateEvidence, mayBePlaceholder, plainDateForm, saysOffset } from './date-evidence';
import { fieldText } from './field-text';

/**
 * Bits of the code of a date, none of which is set where there is none: what it says of the order of day and month (2),
 * for what placeholder it stands (4), whether it can be a spreadsheet's number, that there is one.
 */
export const DATE_CODE_BITS = 8;
const ORDER = 3;
const PLACEHOLDER_SHIFT = 2;
const SERIAL = 1 << 6;
const WRITTEN = 1 << 7;

/** What the code of a date says of the order of day and month, as `dateEvidence` codes it. */
export const orderIn = (code: number): number => code & ORDER;
/** Whether the code is of a date, placeholders among them. */
export const isWrittenIn = (code: number): boolean => (code & WRITTEN) !== 0;
/** The place in `PLACEHOLDER_DATES` that the code of a date holds; 0 where it stands for itself. */
export const placeholderIn = (code: number): number => (code >> PLACEHOLDER_SHIFT) & 15;
/** Whether the code is of a number that can be a spreadsheet's date. */
export const isSerialIn = (code: number): boolean => (code & SERIAL) !== 0;

/** Days of 1990 to 2050 as spreadsheets number them, perhaps with the time as a fraction. */
const SERIAL_DATE = /^(\d{5})(?:[.,]\d+)?$/;
const [FIRST_SERIAL, LAST_SERIAL] = [32_874, 55_153];

/**
 * Whether the numbers in a column of dates are days of a spreadsheet: a tenth of its values or more are such numbers.
 * Fewer have come from another column.
 */
export const areSerialDates = (serialDates: number, dateValues: number): boolean =>
  serialDates > 0 && serialDates * 10 >= dateValues;

const isSerial = (text: string): boolean => {
  const day = Number(SERIAL_DATE.exec(text)?.[1]);
  return day >= FIRST_SERIAL && day < LAST_SERIAL;
};

/** An odd text, read. */
interface OddDate {
  readonly code: number;
  /** What is written in its place; null where it stays. */
  readonly plain: Uint8Array | null;
  readonly form: DateForm | null;
  readonly saysItsOffset: boolean;
}

/** More are not remembered: times in millionths of a second are all different. */
const MOST_REMEMBERED = 20_000;
const encoder = new TextEncoder();

/**
 * Reads the dates of a column while they are scanned: what the database reads as it stands stays, other notations are
 * written as ISO 8601 or with slashes, and dates that stand for nothing are none. Notes the forms that the database gets.
 */
export class DateReader {
  readonly forms = new Set<DateForm>();
  /** Whether a date said how far its clock is ahead of UTC. */
  hasOffsets = false;
  /** What the last date says: see `DATE_CODE_BITS`. */
  code = 0;
  readonly #odd = new Map<string, OddDate>();

  /**
   * @param rareAreNothing whether the rare placeholders are some: an appointment on the last day of 2099 is none; what has an
   * entry or a payment then has a wrong date, which is told as one
   */
  constructor(private readonly rareAreNothing = false) {}

  /** @returns where the date ends that now stands at `start`; `start` where it is none that counts */
  read(bytes: Uint8Array, start: number, end: number): number {
    const form = plainDateForm(bytes, start, end);
    if (form !== null && !mayBePlaceholder(bytes, start, end, form)) {
      this.forms.add(form);
      if (!this.hasOffsets) this.hasOffsets = saysOffset(bytes, start, end, form);
      this.code = form === 'dayAndMonth' ? WRITTEN | dateEvidence(bytes, start, end) : WRITTEN;
      return end;
    }
    const text = fieldText(bytes, start, end);
    const { code, plain, form: read, saysItsOffset } = this.#readOdd(text);
    this.code = WRITTEN | code;
    if (placeholderIn(code) !== 0) return start;
    if (read !== null) this.forms.add(read);
    if (saysItsOffset) this.hasOffsets = true;
    if (plain === null) return end;
    bytes.set(plain, start);
    return start + plain.length;
  }

  #readOdd(text: string): OddDate {
    let odd = this.#odd.get(text);
    if (!odd) {
      odd = readOddDate(text, this.rareAreNothing);
      if (this.#odd.size >= MOST_REMEMBERED) this.#odd.clear();
      this.#odd.set(text, odd);
    }
    return odd;
  }
}

function readOddDate(text: string, rareAreNothing: boolean): OddDate {
  const bytes = encoder.encode(text);
  const stays = plainDateForm(bytes, 0, bytes.length);
  const read = stays === null ? readWrittenDate(text) : null;
  const known = placeholderCode(text) || (read === null ? 0 : placeholderCode(read));
  const placeholder = known === RARE_PLACEHOLDER && !rareAreNothing ? 0 : known;
  const none = { plain: null, form: null, saysItsOffset: false };
  if (placeholder !== 0) return { ...none, code: placeholder << PLACEHOLDER_SHIFT };
  if (isSerial(text)) return { ...none, code: SERIAL };
  const plain = read === null ? null : encoder.encode(read);
  const written = plain ?? bytes;
  const form = plain === null ? stays : plainDateForm(plain, 0, plain.length);
  return {
    code: dateEvidence(written, 0, written.length),
    plain,
    form,
    saysItsOffset: form !== null && saysOffset(written, 0, written.length, form),
  };
}
