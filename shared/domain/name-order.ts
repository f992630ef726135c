import { monthNamed } from './iso-in-name';
import { compareNatural } from './natural-order';

const ownName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).normalize();

interface Stated {
  readonly month: number;
  /** Null where the name has none of four digits. */
  readonly year: number | null;
}

/** The last month that a name states as a word, and its year. */
function monthIn(path: string): Stated | null {
  const name = ownName(path);
  const month = [...name.matchAll(/\p{L}+/gu)].flatMap(([word]) => monthNamed(word) ?? []).at(-1);
  const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(name)?.[0];
  return month === undefined ? null : { month, year: year === undefined ? null : Number(year) };
}

/**
 * The month with which months without a year begin: the one behind the longest time without any, so that `December` is
 * before `January`, and `March` before `April`; January where that could be several.
 */
function firstOf(months: readonly number[]): number {
  const sorted = [...new Set(months)].sort((a, b) => a - b);
  const gaps = sorted.map((month, at) => (month - (sorted.at(at - 1) ?? month) + 12) % 12);
  const longest = Math.max(...gaps);
  const at = gaps.indexOf(longest);
  return gaps.lastIndexOf(longest) === at ? (sorted[at] ?? 1) : 1;
}

/**
 * Files that belong together in the order of their names: by the months that all of them name, with their years where all
 * have one; else, and within a month, in the natural order.
 */
export function inNameOrder(paths: readonly string[]): readonly string[] {
  const stated = new Map(paths.map((path) => [path, monthIn(path)]));
  const months = [...stated.values()].filter((of) => of !== null);
  const isAll = months.length === stated.size;
  const hasYears = months.every(({ year }) => year !== null);
  const first = hasYears ? 1 : firstOf(months.map(({ month }) => month));
  const placeOf = (path: string): number => {
    const of = isAll ? stated.get(path) : null;
    return of ? (hasYears ? (of.year ?? 0) * 12 : 0) + ((of.month - first + 12) % 12) : 0;
  };
  return [...paths].sort((a, b) => placeOf(a) - placeOf(b) || compareNatural(a, b));
}
