import { groupDigits, numberMarks } from './format';

const SPACES = /[\s\u00a0\u202f]/g;
const APOSTROPHES = /[’']/g;
const MINUS = /[\u2212\u2013]/;

/** Thousands in threes, or as in India: the last three, then twos. */
const GROUPED = /^(?:\d{1,3}(?:_\d{3})+|\d{1,2}(?:_\d{2})*_\d{3})$/;
const PLAIN = /^\d+$/;

/**
 * The number that was typed, read as numbers are written where the reader is: in de-DE `4.200` is four thousand two
 * hundred, and `4,2` is less than five.
 * @returns decimal text with a point (`4200`, `-0.92`), all its digits kept; null where it is no number as it stands there,
 *   such as `0.92` in de-DE
 */
export function readTyped(text: string): string | null {
  const marks = numberMarks();
  const sameGroup = (value: string): string => value.replace(SPACES, ' ').replace(APOSTROPHES, "'");
  let typed = sameGroup(text).trim().replace(MINUS, '-');
  for (const [n, digit] of marks.digits.entries()) typed = typed.replaceAll(digit, String(n));
  const sign = typed.startsWith('-') ? '-' : '';
  const unsigned = typed.replace(/^[+-] ?/, '');
  const [whole = '', fraction, ...more] = unsigned.split(marks.decimal);
  if (more.length > 0 || (fraction !== undefined && !PLAIN.test(fraction))) return null;
  const group = sameGroup(marks.group);
  // A space parts thousands everywhere.
  const parted = whole.replaceAll(group, '_').replaceAll(' ', '_');
  if (!PLAIN.test(whole) && !GROUPED.test(parted)) return null;
  const digits = parted.replaceAll('_', '').replace(/^0+(?=\d)/, '');
  return `${sign}${digits}${fraction === undefined ? '' : `.${fraction}`}`;
}

/**
 * A number as it would be typed where the reader is, thousands not parted. `readTyped` reads it back.
 * @param decimal decimal text with a point
 */
export function writeTyped(decimal: string): string {
  const marks = numberMarks();
  return decimal.replace('.', marks.decimal);
}

/** A number in full, as it is written where the reader is: `4,200`, `0.92`. @param decimal decimal text with a point */
export function writeNumber(decimal: string): string {
  const sign = decimal.startsWith('-') ? '−' : '';
  const [whole = '', fraction] = decimal.replace('-', '').split('.');
  const marks = numberMarks();
  const grouped = groupDigits(whole);
  return `${sign}${grouped}${fraction === undefined ? '' : `${marks.decimal}${fraction}`}`;
}

/** How numbers are typed where the reader is, as an example: `1,234.5`. */
export const typedExample = (): string => writeNumber('1234.5');
