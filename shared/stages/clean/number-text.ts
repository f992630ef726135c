import { CURRENCY_OF_SIGN, NUMBER_SHAPES } from '../../sql/number-verbs';

/** A written number, taken apart. */
export interface NumberText {
  /**
   * Digits and separators, without sign, brackets, currency, and spaces or apostrophes between groups of three; null
   * where the text is no number.
   */
  readonly core: string | null;
  /** The code of `NUMBER_SHAPES`. */
  readonly shape: number;
  /** Written with a minus before or behind it, or in brackets. */
  readonly isNegative: boolean;
  /** ISO 4217 code, or an unknown sign as it stands; null where none stands beside the number. A bare `$` states none. */
  readonly currency: string | null;
}

const SPACE = String.raw`[ '’\u00A0\u202F]`;
const CURRENCY = String.raw`(?:[A-Z]{1,3}\$|[A-Z]{3}|[$€£¥])?`;
const SIGN = '[-+−]?';
const DIGITS = String.raw`\d[\d.,'’\u00A0\u202F ]*\d|\d|[.,]\d+`;
const NUMBER = new RegExp(`^${SIGN} ?${CURRENCY} ?${SIGN} ?(${DIGITS}) ?${CURRENCY} ?-?$`);
const SPACES = new RegExp(SPACE, 'g');
const SPACED_GROUPS = new RegExp(String.raw`^\d{1,3}(${SPACE}\d{3})+([.,]\d+)?$`);
const SIGNS = /[-+−]/g;
const WRITTEN_CURRENCY = /[A-Z]{1,3}\$|[A-Z]{3}|[€£¥]/;

const GROUP = String.raw`[1-9]\d{0,2}`;
const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
/** In the order in which they are asked: the first that fits is meant. */
const SHAPES: readonly (readonly [shape: number, pattern: RegExp])[] = [
  [NUMBER_SHAPES.plain, whole(String.raw`\d+`)],
  [NUMBER_SHAPES.point, whole(String.raw`\d+\.\d{1,2}`)],
  [NUMBER_SHAPES.oneDot, whole(String.raw`${GROUP}\.\d{3}`)],
  [NUMBER_SHAPES.oneComma, whole(String.raw`${GROUP},\d{3}`)],
  [NUMBER_SHAPES.point, whole(String.raw`\d+\.\d{1,3}|${GROUP}(?:,\d{3})+\.\d{1,3}|${GROUP}(?:,\d{3}){2,}`)],
  [NUMBER_SHAPES.comma, whole(String.raw`\d+,\d{1,3}|${GROUP}(?:\.\d{3})+,\d{1,3}`)],
  [NUMBER_SHAPES.dots, whole(String.raw`${GROUP}(?:\.\d{3})+\.\d{1,2}`)],
  [NUMBER_SHAPES.dotGroups, whole(String.raw`${GROUP}(?:\.\d{3}){2,}`)],
  [NUMBER_SHAPES.longPoint, whole(String.raw`\d+\.\d+|${GROUP}(?:,\d{3})+\.\d+`)],
  [NUMBER_SHAPES.longComma, whole(String.raw`\d+,\d+|${GROUP}(?:\.\d{3})+,\d+`)],
];

const isBracketed = (text: string): boolean => text.startsWith('(') && text.endsWith(')');

function coreOf(text: string): string | null {
  if ((text.match(SIGNS)?.length ?? 0) > 1) return null;
  const bare = isBracketed(text) ? text.slice(1, -1).replace(/^ +| +$/g, '') : text;
  const found = NUMBER.exec(bare)?.[1];
  if (found === undefined) return null;
  const core = found.startsWith('.') || found.startsWith(',') ? `0${found}` : found;
  const joined = core.replace(SPACES, '');
  return joined === core || SPACED_GROUPS.test(core) ? joined : null;
}

function currencyOf(text: string): string | null {
  const sign = WRITTEN_CURRENCY.exec(text)?.[0];
  return sign === undefined ? null : (CURRENCY_OF_SIGN[sign] ?? sign);
}

/** Takes a written number apart; white space within it is folded already. */
export function readNumberText(text: string): NumberText {
  const core = coreOf(text);
  const shape = core === null ? undefined : SHAPES.find(([, pattern]) => pattern.test(core))?.[0];
  return {
    core,
    shape: shape ?? NUMBER_SHAPES.unreadable,
    isNegative: isBracketed(text) || text.includes('-') || text.includes('−'),
    currency: currencyOf(text),
  };
}
