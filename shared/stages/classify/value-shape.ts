import { isBooleanWord } from '../../domain/boolean-words';
import { readWrittenDate } from '../../domain/written-date';
import type { FieldType } from './profile-schema';

/** Hex digits of an MD5, SHA-1 or SHA-256, perhaps behind what names the digest; or the same bytes in Base64. */
const DIGEST =
  /^(?:(?:\{?(?:sha-?1|sha-?256|md5)\}?[:=$ -]*|0x|\\x)?(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})|[0-9a-z+/_-]{22}(?:==)?|[0-9a-z+/_-]{27}=?|[0-9a-z+/_-]{43}=?)$/i;
const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;
/** Lead ads mark a phone number with `p:`. */
const PHONE = /^(?:p:)?\+?[\d\s().-]{7,22}$/;
/** An e-mail with a name or `mailto:` around it, or the first of several. */
const EMAIL_INSIDE = /[^\s<>,;:"()|@]+@[^\s<>,;:"()|@]+\.[^\s<>,;:"()|@.]+/;
const DATE =
  /^(?:\d{4}-\d{1,2}-\d{1,2}(?:[T ].*)?|\d{4}\/\d{1,2}\/\d{1,2}(?:[T ].*)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?:[T ,].*)?|\d{10}|\d{13}|\d{8}|1\d{15})$/;
const NUMBER = /^[-+(]?\s*(?:[$€£]|[A-Z]{3})?\s*\d[\d.,' ]*\s*(?:[$€£%]|[A-Z]{3})?\)?$/;
const INTEGER = /^[-+]?\d[\d.,' ]*$/;
const CURRENCY = /^[A-Za-z]{3}$/;
const JSON_TEXT = /^[{[]/;

const digitCount = (text: string): number => text.replace(/\D/g, '').length;

export const isDigest = (text: string): boolean => DIGEST.test(text);
export const isEmail = (text: string): boolean => EMAIL.test(text);
/** An id or a phone that a spreadsheet wrote as a number without its last digits: it is one all the same. */
const EXPONENT = /^\d(?:[.,]\d+)?e\+\d{1,3}$/i;
/** Seven to fifteen digits with the usual punctuation, and no date. */
export const isPhone = (text: string): boolean =>
  PHONE.test(text) && digitCount(text) >= 7 && digitCount(text) <= 15 && !/^\d{4}-\d\d-\d\d$/.test(text);

/** What the values of a column may be read as, besides what their type says. */
export interface ShapeContext {
  /** For hashes: raw e-mails and phone numbers are welcome too, to be hashed here. */
  readonly acceptsRaw: boolean;
  /** For ids: an e-mail is one too, as services have it that know people by nothing else. */
  readonly acceptsEmail?: boolean;
}

function fits(type: FieldType, value: string, context: ShapeContext): boolean {
  switch (type) {
    case 'hash':
      return (
        isDigest(value) ||
        // Of several e-mails in a cell the first is the key.
        (context.acceptsRaw && (EMAIL_INSIDE.test(value) || isPhone(value) || EXPONENT.test(value)))
      );
    case 'email':
      return EMAIL_INSIDE.test(value);
    case 'phone':
      return isPhone(value) || EXPONENT.test(value);
    case 'date':
    case 'timestamp':
      return DATE.test(value) || (/\D/.test(value) && readWrittenDate(value) !== null);
    case 'boolean':
      return isBooleanWord(value);
    case 'money':
    case 'number':
      return NUMBER.test(value);
    case 'integer':
      return INTEGER.test(value);
    case 'currency':
      return CURRENCY.test(value);
    case 'json':
      return JSON_TEXT.test(value);
    case 'id':
      return !/\s\S*\s/.test(value) && (context.acceptsEmail === true || !isEmail(value));
    case 'text':
    case 'category':
      return true;
  }
}

/**
 * The share of `values` that fits the type.
 * @param values trimmed, without null tokens
 * @returns 0 … 1, or null where there is nothing to judge by
 */
export function shapeShare(type: FieldType, values: readonly string[], context: ShapeContext): number | null {
  if (values.length === 0 || type === 'text' || type === 'category') return null;
  return values.filter((value) => fits(type, value, context)).length / values.length;
}
