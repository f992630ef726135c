import type { DateForm } from '../../../sql/dialect';
import { afterDigits, isDigit } from './field-text';

const ZERO = 0x30;
const ONE = 0x31;
const TWO = 0x32;
/** The years of 2070 and later, of which some are placeholders. */
const SEVEN = 0x37;
const NINE = 0x39;
const DASH = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const SPACE = 0x20;
const PLUS = 0x2b;
const LOWER = 0x20;
const [T, Z, A, P, M] = [0x54, 0x5a, 0x61, 0x70, 0x6d];

const isMark = (byte: number): boolean => byte === SLASH || byte === DOT || byte === DASH;

/** Where a time of day ends that begins at `at`: `8:20`, `08:20:00`; -1 where there is none. */
function afterTime(bytes: Uint8Array, at: number, end: number): number {
  const hour = afterDigits(bytes, at, end);
  if (hour === at || hour > at + 2 || bytes[hour] !== COLON) return -1;
  const minute = afterDigits(bytes, hour + 1, end);
  if (minute !== hour + 3) return -1;
  if (minute >= end || bytes[minute] !== COLON) return minute;
  const second = afterDigits(bytes, minute + 1, end);
  return second === minute + 3 ? second : -1;
}

/** Whether what stands from `at` on is a time, perhaps with up to six decimals and an offset, as ISO 8601 has it. */
function isIsoTime(bytes: Uint8Array, at: number, end: number): boolean {
  let i = afterTime(bytes, at, end);
  if (i === -1) return false;
  if (i < end && bytes[i] === DOT) {
    const fraction = afterDigits(bytes, i + 1, end);
    if (fraction === i + 1 || fraction > i + 7) return false;
    i = fraction;
  }
  if (i === end || (bytes[i] === Z && i + 1 === end)) return true;
  if (bytes[i] !== PLUS && bytes[i] !== DASH) return false;
  const hours = afterDigits(bytes, i + 1, end);
  if (hours === end) return hours === i + 5;
  return (
    hours === i + 3 && bytes[hours] === COLON && afterDigits(bytes, hours + 1, end) === end && end === i + 6
  );
}

/** Whether what stands from `at` on is a time, perhaps with AM or PM. */
function isClock(bytes: Uint8Array, at: number, end: number): boolean {
  let i = afterTime(bytes, at, end);
  if (i === -1 || i === end) return i === end;
  if (bytes[i] === SPACE) i++;
  const half = (bytes[i] as number) | LOWER;
  return i + 2 === end && (half === A || half === P) && ((bytes[i + 1] as number) | LOWER) === M;
}

/** Digits alone: a day, or Unix time. Ten digits that begin with 2 can be a day with its hour. */
function formOfDigits(bytes: Uint8Array, start: number, length: number): DateForm | null {
  const first = bytes[start] as number;
  const second = bytes[start + 1] as number;
  const isCentury = (first === ONE && second === NINE) || (first === TWO && second === ZERO);
  if (length === 8) return isCentury ? 'yearFirst' : null;
  if (length === 9 || (length === 10 && first === ONE)) return 'seconds';
  return length === 13 ? 'milliseconds' : null;
}

/**
 * The form of a date, white space folded, that the database reads as it stands; null where the text is written
 * otherwise, or is no date. Whether there is such a day is not asked.
 */
export function plainDateForm(bytes: Uint8Array, start: number, end: number): DateForm | null {
  const one = afterDigits(bytes, start, end);
  const first = one - start;
  if (one === end) return formOfDigits(bytes, start, first);
  const mark = bytes[one] as number;
  if (!isMark(mark)) return null;
  const two = afterDigits(bytes, one + 1, end);
  const second = two - one - 1;
  if (second < 1 || second > 2 || two >= end || bytes[two] !== mark) return null;
  const three = afterDigits(bytes, two + 1, end);
  const third = three - two - 1;
  const next = bytes[three];
  if (first === 4 && (third === 1 || third === 2)) {
    if (mark === DOT) return null;
    if (three === end) return mark === DASH && second + third === 4 ? 'isoDate' : 'yearFirst';
    if (mark === SLASH)
      return next === SPACE && end === afterTime(bytes, three + 1, end) && end - three === 9
        ? 'yearFirst'
        : null;
    return (next === T || next === SPACE) && isIsoTime(bytes, three + 1, end) ? 'yearFirst' : null;
  }
  if ((first !== 1 && first !== 2) || (third !== 4 && third !== 2)) return null;
  return three === end || (next === SPACE && isClock(bytes, three + 1, end)) ? 'dayAndMonth' : null;
}

/** Whether a date in a plain form says how far its clock is ahead of UTC: `Z`, `+02:00`, `-0500`, or Unix time. */
export function saysOffset(bytes: Uint8Array, start: number, end: number, form: DateForm): boolean {
  if (form === 'seconds' || form === 'milliseconds') return true;
  if (form !== 'yearFirst' || end - start < 17) return false;
  if (bytes[end - 1] === Z) return true;
  const [five, six] = [bytes[end - 5], bytes[end - 6]];
  return five === PLUS || five === DASH || six === PLUS || six === DASH;
}

/** Whether a date in a plain form can be one that stands for nothing: cheap, and true of more than those. */
export function mayBePlaceholder(bytes: Uint8Array, start: number, end: number, form: DateForm): boolean {
  if (form === 'seconds' || form === 'milliseconds') return false;
  let at = start;
  if (form === 'dayAndMonth') {
    for (let marks = 0; marks < 2; at++) if (isMark(bytes[at] as number)) marks++;
    // Of two digits, those that the epochs and the spreadsheet's day 0 have.
    if (at + 2 >= end || !isDigit(bytes[at + 2] as number)) {
      const year = ((bytes[at] as number) - ZERO) * 10 + (bytes[at + 1] as number) - ZERO;
      return year === 0 || year === 69 || year === 70;
    }
  }
  return bytes[at] !== TWO || bytes[at + 1] !== ZERO || (bytes[at + 2] as number) >= SEVEN;
}

/**
 * What a written date, white space folded, says about the order of day and month:
 * 0 nothing, 1 both orders fit, 2 only month first, 3 only day first.
 */
export function dateEvidence(bytes: Uint8Array, start: number, end: number): number {
  const parts = [0, 0];
  let at = start;
  for (let part = 0; part < 2; part++) {
    const first = at;
    for (; at < end && at - first < 3; at++) {
      const byte = bytes[at] as number;
      if (!isDigit(byte)) break;
      parts[part] = (parts[part] as number) * 10 + byte - ZERO;
    }
    if (at === first || at - first > 2 || at >= end || !isMark(bytes[at] as number)) return 0;
    at++;
  }
  const [a = 0, b = 0] = parts;
  if (a < 1 || b < 1 || a > 31 || b > 31) return 0;
  if (a > 12) return b > 12 ? 0 : 3;
  return b > 12 ? 2 : 1;
}
