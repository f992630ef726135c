import { NO_DAY } from './crm-numbers';

/** Days after all others that make a day implausible, and the share of the records that can be. */
const YEAR = 366;
const FEW = 0.1;
/** So far after all others that half the records can be. */
const AGE = 10 * YEAR;
const HALF = 0.5;

/** The last day of entry of a report, and what stands too far after it to be one. */
export interface LastEntry {
  /** Days since 1970-01-01; `NO_DAY` where there is none. */
  readonly day: number;
  /** Records that lie far after it, and the last of their days. */
  readonly beyond: number;
  readonly farthest: number;
}

/** The last day of a report in which no day can be implausible, found without putting all in order; null of others. */
function plainLastEntry(days: Int32Array): number | null {
  let dated = 0;
  let earliest = Infinity;
  let last = NO_DAY;
  for (const day of days) {
    if (day === NO_DAY) continue;
    dated++;
    if (day < earliest) earliest = day;
    if (day > last) last = day;
  }
  let near = 0;
  for (const day of days) if (day > last - YEAR) near++;
  const isPlain = dated === 0 || (near > dated * FEW && (near >= dated * HALF || earliest > last - AGE));
  return isPlain ? last : null;
}

/**
 * The last day of entry. Days that lie more than a year after all others, of a tenth of the records or less, are mistyped
 * or stand for something else (2099), and are none; ten years after all others, of less than half.
 * @param days of the records, `NO_DAY` where one has none; is put in order
 */
export function lastEntry(days: Int32Array): LastEntry {
  const plain = plainLastEntry(days);
  if (plain !== null) return { day: plain, beyond: 0, farthest: plain };
  days.sort();
  let first = 0;
  while (first < days.length && days[first] === NO_DAY) first++;
  const dated = days.length - first;
  const farthest = days.at(-1) ?? NO_DAY;
  let last = days.length - 1;
  for (let at = last; at > first && days.length - at < dated * HALF; at--) {
    const beyond = days.length - at;
    const gap = (days[at] as number) - (days[at - 1] as number);
    if ((gap > YEAR && beyond <= dated * FEW) || gap > AGE) last = at - 1;
  }
  return { day: days[last] ?? NO_DAY, beyond: days.length - 1 - last, farthest };
}

/**
 * The last day of entry that is left without one record that has the last: another of the same day, or the day before it.
 * @param days of the records in any order, `NO_DAY` where one has none
 * @param last their last day
 */
export function dayWithoutOne(days: Int32Array, last: number): number {
  let withLast = 0;
  let before = NO_DAY;
  for (const day of days) {
    if (day === last) withLast++;
    else if (day < last && day > before) before = day;
  }
  return withLast > 1 ? last : before;
}
