import { CURRENCY_MARK, currencyOfMark } from './currency-mark';

/**
 * How a written number uses its separators, as a code per value:
 * -1 no number; 0 no separator; 1 a decimal point or groups with commas; 2 a decimal comma; 3 every separator a dot and
 * the last group decimals (`451.332.00`); 4 two or more dots, all groups of three (`1.234.567`); 5 one dot before three
 * digits (`1.234`): thousands or decimals; 6 the same with a comma; 7 as 1, 8 as 2, with more than three decimals.
 */
export const NUMBER_SHAPES = {
  unreadable: -1,
  plain: 0,
  point: 1,
  comma: 2,
  dots: 3,
  dotGroups: 4,
  oneDot: 5,
  oneComma: 6,
  longPoint: 7,
  longComma: 8,
} as const;

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

const SPACE = String.raw`[ '’\u00A0\u2007\u2009\u202F]`;
const SIGN = '[-+−]?';
const DIGITS = String.raw`\d[\d.,'’\u00A0\u2007\u2009\u202F ]*\d|\d|[.,]\d+`;
const NUMBER = new RegExp(
  `^${SIGN} ?(${CURRENCY_MARK})? ?${SIGN} ?(${DIGITS}) ?[-−]? ?(${CURRENCY_MARK})? ?[-−]?$`,
  'u',
);
const SPACES = new RegExp(SPACE, 'g');
const SPACED_GROUPS = new RegExp(String.raw`^\d{1,3}(${SPACE}\d{3})+([.,]\d+)?$`);
const SIGNS = /[-+−]/g;

const GROUP = String.raw`[1-9]\d{0,2}`;
const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
/** In the order in which they are asked: the first that fits is meant. */
const SHAPES: readonly (readonly [shape: number, pattern: RegExp])[] = [
  [NUMBER_SHAPES.plain, whole(String.raw`\d+`)],
  [NUMBER_SHAPES.point, whole(String.raw`\d+\.\d{1,2}`)],
  [NUMBER_SHAPES.oneDot, whole(String.raw`${GROUP}\.\d{3}`)],
  [NUMBER_SHAPES.oneComma, whole(String.raw`${GROUP},\d{3}`)],
  [NUMBER_SHAPES.point, whole(String.raw`\d+\.\d{1,3}|${GROUP}(?:,\d{3})+\.\d{1,3}|${GROUP}(?:,\d{3}){2,}`)],
  // Lakhs: `1,23,456.50`.
  [NUMBER_SHAPES.point, whole(String.raw`[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d{1,3})?`)],
  [NUMBER_SHAPES.comma, whole(String.raw`\d+,\d{1,3}|${GROUP}(?:\.\d{3})+,\d{1,3}`)],
  [NUMBER_SHAPES.dots, whole(String.raw`${GROUP}(?:\.\d{3})+\.\d{1,2}`)],
  [NUMBER_SHAPES.dotGroups, whole(String.raw`${GROUP}(?:\.\d{3}){2,}`)],
  [NUMBER_SHAPES.longPoint, whole(String.raw`\d+\.\d+|${GROUP}(?:,\d{3})+\.\d+`)],
  [NUMBER_SHAPES.longComma, whole(String.raw`\d+,\d+|${GROUP}(?:\.\d{3})+,\d+`)],
];

/** Accountants' minus: the whole number in brackets, or all but its currency. */
const BRACKETS = /^([^()\d]*)\( ?([^()]*?) ?\)([^()\d]*)$/;

const UNREADABLE: NumberText = {
  core: null,
  shape: NUMBER_SHAPES.unreadable,
  isNegative: false,
  currency: null,
};

function coreOf(found: string): string | null {
  const core = found.startsWith('.') || found.startsWith(',') ? `0${found}` : found;
  const joined = core.replace(SPACES, '');
  return joined === core || SPACED_GROUPS.test(core) ? joined : null;
}

/** Takes a written number apart; white space within it is folded already. */
export function readNumberText(text: string): NumberText {
  const bracketed = BRACKETS.exec(text);
  const bare = bracketed === null ? text : bracketed.slice(1).join('');
  if ((bare.match(SIGNS)?.length ?? 0) > 1) return UNREADABLE;
  const [, before, found, behind] = NUMBER.exec(bare) ?? [];
  const core = found === undefined ? null : coreOf(found);
  if (core === null) return UNREADABLE;
  const stated = new Set([before, behind].flatMap((mark) => currencyOfMark(mark) ?? []));
  if (stated.size > 1) return UNREADABLE;
  const shape = SHAPES.find(([, pattern]) => pattern.test(core))?.[0];
  return {
    core,
    shape: shape ?? NUMBER_SHAPES.unreadable,
    isNegative: bracketed !== null || bare.includes('-') || bare.includes('−'),
    currency: [...stated][0] ?? null,
  };
}

const withoutDots = (core: string): string => core.replaceAll('.', '');
const withoutCommas = (core: string): string => core.replaceAll(',', '');

/**
 * A core as decimal text without sign: digits, and where it has decimals a point and those; null where it is no number.
 * @param dotGroups whether `1.234` means thousands in its column
 * @param commaGroups whether `1,234` does
 */
export function decimalText(
  { core, shape }: Pick<NumberText, 'core' | 'shape'>,
  dotGroups: boolean,
  commaGroups: boolean,
): string | null {
  if (core === null) return null;
  switch (shape) {
    case NUMBER_SHAPES.plain:
      return core;
    case NUMBER_SHAPES.point:
    case NUMBER_SHAPES.longPoint:
      return withoutCommas(core);
    case NUMBER_SHAPES.comma:
    case NUMBER_SHAPES.longComma:
      return withoutDots(core).replace(',', '.');
    case NUMBER_SHAPES.dots: {
      const last = core.lastIndexOf('.');
      return withoutDots(core.slice(0, last)) + core.slice(last);
    }
    case NUMBER_SHAPES.dotGroups:
      return withoutDots(core);
    case NUMBER_SHAPES.oneDot:
      return dotGroups ? withoutDots(core) : core;
    case NUMBER_SHAPES.oneComma:
      return commaGroups ? withoutCommas(core) : core.replace(',', '.');
    default:
      return null;
  }
}
