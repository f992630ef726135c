import { MINOR_DECIMALS, PROJECT_RATE } from '../domain/money';
import { lit, sql, textList, type Sql } from './sql';

/** Digits kept behind the decimal point when an amount is turned into a whole number. */
const SCALE = 15;

/** Digits before the decimal point of an amount, and of a number of clicks: what is larger is no amount that was meant. */
const MOST_DIGITS = 12;
const MOST_TIMES = 99_999_999;

/** Decimal text as a whole number of 10^-15, further decimals cut off; null where it is too large. */
const scaled = (decimal: Sql): Sql =>
  sql`case when length(split_part(${decimal}, '.', 1)) <= ${lit(MOST_DIGITS)} then
    cast(split_part(${decimal}, '.', 1) || rpad(left(split_part(${decimal}, '.', 2), ${lit(SCALE)}), ${lit(SCALE)}, '0') as hugeint) end`;

/**
 * Decimal text times a whole number, as a whole number of 10^-15; null where either is too large. To be computed once in a
 * column: it costs much to plan.
 */
export const scaledProduct = (decimal: Sql, times: Sql): Sql =>
  sql`(${scaled(decimal)} * case when ${times} <= ${lit(MOST_TIMES)} then ${times} end)`;

/**
 * Cents of the project currency, rounded once, half away from zero.
 * @param amount of the original currency, as a whole number of 10^-15
 * @param rate units of the original currency for one of the project currency, as a whole number of 10^-9
 */
export const centsOfScaled = (amount: Sql, isNegative: Sql, rate: Sql): Sql =>
  sql`(case when ${isNegative} then -1 else 1 end * ${exactCents(amount, rate)})`;

// amount · 10^-15 · 100 / (rate · 10^-9) = amount / (rate · 10^4); adding a half before the whole-number division rounds.
const exactCents = (amount: Sql, rate: Sql): Sql => {
  const divisor = sql`(cast(${rate} as hugeint) * 10000)`;
  return sql`try_cast((2 * ${amount} + ${divisor}) // (2 * ${divisor}) as bigint)`;
};

/**
 * Cents of the project currency, rounded once, half away from zero.
 * @param decimal unsigned decimal text of the original amount
 * @param rate units of the original currency for one of the project currency, as a whole number of 10^-9
 */
export const centsOf = (decimal: Sql, isNegative: Sql, rate: Sql): Sql => {
  // Most amounts are short and in the project currency: numbers of 64 bits do, with the same rounding.
  const isShort = sql`(${rate} = ${lit(PROJECT_RATE)} and length(${decimal}) <= 12)`;
  const short = sql`cast(cast(${decimal} as decimal(14, 2)) * cast(100 as decimal(3, 0)) as bigint)`;
  const exact = exactCents(sql`(${scaled(decimal)})`, rate);
  return sql`(case when ${isNegative} then -1 else 1 end * case when ${isShort} then ${short} else ${exact} end)`;
};

/** Decimal text with its point so many places further left. */
const pointLeft = (decimal: Sql, places: number): Sql => {
  const whole = sql`lpad(split_part(${decimal}, '.', 1), cast(greatest(${lit(places + 1)}, length(split_part(${decimal}, '.', 1))) as integer), '0')`;
  return sql`(left(${whole}, ${lit(-places)}) || '.' || right(${whole}, ${lit(places)}) || split_part(${decimal}, '.', 2))`;
};

/** Decimal text of millionths as decimal text of whole ones: the point six places to the left. */
export const fromMicros = (decimal: Sql): Sql => pointLeft(decimal, 6);

/** Decimal text in the smallest unit of a currency (cents, of yen whole ones) as decimal text in the currency. */
export function fromMinor(decimal: Sql, currency: Sql): Sql {
  const of = (decimals: 0 | 3): Sql =>
    textList(Object.entries(MINOR_DECIMALS).flatMap(([code, digits]) => (digits === decimals ? [code] : [])));
  return sql`case when ${currency} in (${of(0)}) then ${decimal} when ${currency} in (${of(3)}) then ${pointLeft(decimal, 3)} else ${pointLeft(decimal, 2)} end`;
}

/** A whole number; null where the decimal text has decimals other than zero, or is negative. */
export const wholeNumber = (decimal: Sql, isNegative: Sql): Sql =>
  sql`case when not ${isNegative} and regexp_full_match(${decimal}, '\\d{1,15}(\\.0+)?') then try_cast(split_part(${decimal}, '.', 1) as bigint) end`;

/** A whole number of 10^-15 as decimal text, exact; without zeros at its end. */
export const scaledText = (scaledAmount: Sql): Sql => {
  const one = sql`cast(${lit(`1${'0'.repeat(SCALE)}`)} as hugeint)`;
  return sql`regexp_replace((${scaledAmount} // ${one}) || '.' || lpad(cast(${scaledAmount} % ${one} as varchar), ${lit(SCALE)}, '0'), '\\.?0+$', '')`;
};

/**
 * The share of one of several equal parts of a whole number: the shares add up to it, and none is more than one from another.
 * @param place of the part, from 0
 */
export const evenShare = (total: Sql, parts: Sql, place: Sql): Sql =>
  sql`cast((cast(${total} as hugeint) * (${place} + 1)) // ${parts} - (cast(${total} as hugeint) * ${place}) // ${parts} as bigint)`;
