import { PROJECT_RATE } from '../domain/money';
import { join, lit, raw, sql, type Sql } from './sql';

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

/** Digits kept behind the decimal point when an amount is turned into a whole number. */
const SCALE = 15;

const SIMPLE = String.raw`\d+(\.\d{1,2})?`;

/**
 * Whether a (folded) text is digits, or digits with a point and one or two decimals: it is its own core, of shape 0 or 1,
 * neither negative nor with a currency. Most are; the others are taken apart text by text (`readNumberText`).
 */
export const isPlainNumber = (value: Sql): Sql => sql`regexp_full_match(${value}, ${lit(SIMPLE)})`;

/** The code of `NUMBER_SHAPES` of a text that is a plain number. */
export const plainNumberShape = (value: Sql): Sql => sql`case when contains(${value}, '.') then 1 else 0 end`;

/**
 * A core as decimal text without sign: digits, and where it has decimals a point and those; null where it is no number.
 * @param dotGroups whether `1.234` means thousands in its column
 * @param commaGroups whether `1,234` does
 */
export const decimalText = (core: Sql, shape: Sql, dotGroups: Sql, commaGroups: Sql): Sql => {
  const withoutDots = sql`replace(${core}, '.', '')`;
  const withoutCommas = sql`replace(${core}, ',', '')`;
  const decimals = sql`strpos(reverse(${core}), '.')`;
  return sql`case ${shape}
    when 0 then ${core}
    when 1 then ${withoutCommas}
    when 7 then ${withoutCommas}
    when 2 then replace(${withoutDots}, ',', '.')
    when 8 then replace(${withoutDots}, ',', '.')
    when 3 then replace(left(${core}, -${decimals}), '.', '') || '.' || right(${core}, ${decimals} - 1)
    when 4 then ${withoutDots}
    when 5 then case when ${dotGroups} then ${withoutDots} else ${core} end
    when 6 then case when ${commaGroups} then ${withoutCommas} else replace(${core}, ',', '.') end end`;
};

/** Digits before the decimal point of an amount, and of a number of clicks: what is larger is no amount that was meant. */
const MOST_DIGITS = 12;
const MOST_TIMES = 99_999_999;

/** Decimal text as a whole number of 10^-15, further decimals cut off; null where it is too large. */
const scaled = (decimal: Sql): Sql =>
  sql`case when length(split_part(${decimal}, '.', 1)) <= ${lit(MOST_DIGITS)} then
    cast(split_part(${decimal}, '.', 1) || rpad(left(split_part(${decimal}, '.', 2), ${lit(SCALE)}), ${lit(SCALE)}, '0') as hugeint) end`;

/** The same times a whole number; null where that is too large. */
const scaledTimes = (decimal: Sql, times: Sql): Sql =>
  sql`(${scaled(decimal)} * case when ${times} <= ${lit(MOST_TIMES)} then ${times} end)`;

/**
 * Cents of the project currency, rounded once, half away from zero.
 * @param decimal unsigned decimal text of the original amount
 * @param times a whole number that the amount is multiplied with, or null for once
 * @param rate units of the original currency for one of the project currency, as a whole number of 10^-9
 */
export const centsOf = (decimal: Sql, isNegative: Sql, times: Sql | null, rate: Sql): Sql => {
  const amount = times === null ? sql`(${scaled(decimal)})` : scaledTimes(decimal, times);
  // amount · 10^-15 · 100 / (rate · 10^-9) = amount / (rate · 10^4); adding a half before the whole-number division rounds.
  const divisor = sql`(cast(${rate} as hugeint) * 10000)`;
  const exact = sql`try_cast((2 * ${amount} + ${divisor}) // (2 * ${divisor}) as bigint)`;
  // Most amounts are short and in the project currency: numbers of 64 bits do, with the same rounding.
  const isShort = sql`(${rate} = ${lit(PROJECT_RATE)} and length(${decimal}) <= 12)`;
  const short = sql`cast(cast(${decimal} as decimal(14, 2)) * cast(100 as decimal(3, 0)) as bigint)`;
  const cents = times === null ? sql`case when ${isShort} then ${short} else ${exact} end` : exact;
  return sql`(case when ${isNegative} then -1 else 1 end * ${cents})`;
};

/** A whole number; null where the decimal text has decimals other than zero, or is negative. */
export const wholeNumber = (decimal: Sql, isNegative: Sql): Sql =>
  sql`case when not ${isNegative} and regexp_full_match(${decimal}, '\\d{1,15}(\\.0+)?') then try_cast(split_part(${decimal}, '.', 1) as bigint) end`;

/** Decimal text times a whole number, exact; without zeros at its end. */
export const productText = (decimal: Sql, times: Sql): Sql => {
  const product = scaledTimes(decimal, times);
  const one = sql`cast(${lit(`1${'0'.repeat(SCALE)}`)} as hugeint)`;
  return sql`regexp_replace((${product} // ${one}) || '.' || lpad(cast(${product} % ${one} as varchar), ${lit(SCALE)}, '0'), '\\.?0+$', '')`;
};

/** The currency of signs that stand for one; a bare `$`, which many currencies use, is not among them. */
export const CURRENCY_OF_SIGN: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  US$: 'USD',
  MX$: 'MXN',
  MEX$: 'MXN',
  CO$: 'COP',
  COL$: 'COP',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  R$: 'BRL',
};

const currencyOfSign = (sign: Sql): Sql =>
  sql`case upper(${sign}) ${join(
    Object.entries(CURRENCY_OF_SIGN).map(([written, code]) => sql`when ${lit(written)} then ${lit(code)}`),
    raw(' '),
  )} when '$' then null when '' then null else upper(${sign}) end`;

/** The ISO 4217 code that a (folded) cell of a currency column states; null where it states none. */
export const currencyCode = (value: Sql): Sql =>
  sql`case when regexp_full_match(${value}, '[A-Za-z]{3}') then upper(${value}) when regexp_full_match(${value}, '[A-Za-z]{1,3}\\$|[€£¥]') then ${currencyOfSign(value)} end`;
