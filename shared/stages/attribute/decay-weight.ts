import { commas, lit, sql, type Sql } from '../../sql/sql';

/** Days in which the weight of a touch halves. */
const HALF_LIFE_DAYS = 7;

/** 2^(-i/7) · 2^44, rounded to the nearest whole number, for i = 0 … 6. */
const SEVENTHS = [
  '17592186044416',
  '15933659206561',
  '14431492201699',
  '13070943997718',
  '11838663293002',
  '10722557497724',
  '9711674067119',
];

/** Halvings that are told apart: a touch that is 33 half-lives older than the last one weighs as one of 32. */
const MOST_HALVINGS = 32;

/**
 * The weight of a touch in time decay as a whole number (128 bits): 2^(-days/7) · 2^76, exact in the halvings and to
 * 13 digits in the sevenths between them. Whole numbers make the shares the same on every machine, in whatever order
 * they are added. An amount of up to 2^50 cents times a weight fits.
 * @param days how much older the touch is than the last touch of its journey: only the proportions matter
 */
export const decayWeight = (days: Sql): Sql => sql`
  ([${commas(SEVENTHS.map((digits) => sql`cast(${lit(digits)} as hugeint)`))}][1 + (${days}) % ${lit(HALF_LIFE_DAYS)}]
    * (cast(1 as hugeint) << (${lit(MOST_HALVINGS)} - least((${days}) // ${lit(HALF_LIFE_DAYS)}, ${lit(MOST_HALVINGS)}))))`;
