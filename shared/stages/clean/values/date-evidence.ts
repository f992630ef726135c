import { DATE_FORMS, type DateForm } from '../../../sql/dialect';
import { isDigit } from './field-text';

const ZERO = 0x30;
const DASH = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const LAST_ASCII = 0x7f;

const ISO_DATE: readonly DateForm[] = ['isoDate'];
const DAY_AND_MONTH: readonly DateForm[] = ['dayAndMonth'];
const YEAR_FIRST: readonly DateForm[] = ['yearFirst'];
const SECONDS: readonly DateForm[] = ['seconds'];
const MILLISECONDS: readonly DateForm[] = ['milliseconds'];
const NONE: readonly DateForm[] = [];

const isMark = (byte: number): boolean => byte === SLASH || byte === DOT || byte === DASH;

/** The forms that a written date, white space folded, can be in; none where it is no date. Not ASCII: it can be in any. */
export function dateForms(bytes: Uint8Array, start: number, end: number): readonly DateForm[] {
  for (let i = start; i < end; i++) if ((bytes[i] as number) > LAST_ASCII) return DATE_FORMS;
  const length = end - start;
  const at = (place: number): number => (place <= length ? (bytes[start + place - 1] as number) : 0);
  if (length === 10 && at(5) === DASH && at(8) === DASH && isDigit(at(1))) return ISO_DATE;
  if (isMark(at(3)) || isMark(at(2))) return DAY_AND_MONTH;
  if (at(5) === DASH || at(5) === SLASH || length === 8) return YEAR_FIRST;
  if (length === 9 || length === 10) return SECONDS;
  return length === 12 || length === 13 ? MILLISECONDS : NONE;
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
