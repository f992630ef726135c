import { CURRENCY_OF_SIGN } from '../../../domain/currency';

/** Codes that are read in any case: three other letters beside digits can be anything. */
const CODES_IN_ANY_CASE =
  'usd eur gbp cad aud nzd chf sek nok dkk pln czk huf ron try inr jpy cny hkd sgd twd krw thb php idr myr brl mxn cop clp ars pen uyu zar aed sar ils';

const anyCase = (code: string): string =>
  [...code].map((letter) => `[${letter}${letter.toUpperCase()}]`).join('');

/** A currency beside a number, in the source of a regular expression with the flag `u`. */
export const CURRENCY_MARK = [
  String.raw`U\$S`,
  String.raw`[A-Za-z]{1,3}\$`,
  String.raw`\$U`,
  String.raw`\$`,
  String.raw`\p{Sc}`,
  String.raw`S/\.?`,
  '[zZ][łŁ]',
  '[Kk][čČ]',
  '[A-Z]{3}',
  ...CODES_IN_ANY_CASE.split(' ').map(anyCase),
].join('|');

const LONE_CODE = /^[A-Za-z]{3}$/;
const LONE_SIGN = /^(?:[A-Za-z]{1,3}\$|\p{Sc}|S\/\.?|z\u0142|k\u010d)$/iu;

/** The code that a mark beside a number states, or an unknown sign as it stands; null of a bare `$`, and of none. */
export function currencyOfMark(mark: string | undefined): string | null {
  if (mark === undefined || mark === '$') return null;
  const upper = mark.toUpperCase();
  // `COP$`: the code and the sign.
  return CURRENCY_OF_SIGN[upper] ?? (/^[A-Z]{3}\$$/.test(upper) ? upper.slice(0, 3) : upper);
}

/** The ISO 4217 code that a cell of a currency column states, or an unknown sign as it stands; null where it states none. */
export function currencyCode(text: string): string | null {
  if (text === '$') return null;
  if (LONE_CODE.test(text)) return text.toUpperCase();
  return LONE_SIGN.test(text) ? currencyOfMark(text) : null;
}
