import { isoOf, monthNamed, timeOf } from './iso-in-name';

/** How a date of three numbers of two digits can be meant. */
const ORDERS = ['monthFirst', 'dayFirst', 'yearFirst'] as const;
type Order = (typeof ORDERS)[number];

/** Names of files that belong together are not years apart: dates that would be were read the wrong way. */
const LONGEST_DAYS = 3 * 366;
const DAY = 86_400_000;
/** Two digits that can be a year at the end of a date, and in front, where most numbers are days. */
const [FIRST_AT_END, FIRST_IN_FRONT, LAST] = [15, 20, 49];

const NUMBERS = /(?<!\d)(\d{1,2})([-_.])(\d{1,2})\2(\d{1,2})(?!\d)/g;
const MONTH_FIRST = /(?<!\p{L})(\p{L}{3,12})\.?[-_. ]*(\d{1,2})(?:st|nd|rd|th)?[-_., ]+(\d{2})(?!\d)/gu;
const DAY_FIRST = /(?<![\p{L}\d])(\d{1,2})([-_.]?)(\p{L}{3,12})\2(\d{2})(?!\d)/gu;

const isYear = (text: string, first: number): boolean =>
  text.length === 2 && Number(text) >= first && Number(text) <= LAST;

/** The dates of three numbers in a name, read in one order; parts of a longer row of numbers are none. */
function ofNumbers(name: string, order: Order): readonly string[] {
  return [...name.matchAll(NUMBERS)].flatMap((match) => {
    const [all, a = '', separator = '', b = '', c = ''] = match;
    const [before, rest] = [name.slice(0, match.index), name.slice(match.index + all.length)];
    const isPart =
      (before.endsWith(separator) && /\d.$/.test(before)) ||
      (rest.startsWith(separator) && /^.\d/.test(rest) && timeOf(rest) === null);
    const [year, month, day] =
      order === 'yearFirst' ? [a, b, c] : order === 'dayFirst' ? [c, b, a] : [c, a, b];
    if (isPart || !isYear(year, order === 'yearFirst' ? FIRST_IN_FRONT : FIRST_AT_END)) return [];
    return isoOf(2000 + Number(year), Number(month), Number(day), rest) ?? [];
  });
}

/** The dates in a name whose month is a word: `Mar-31-24`, `31Mar24`. */
const ofWords = (name: string): readonly string[] =>
  [
    ...[...name.matchAll(MONTH_FIRST)].map((match) => ({
      match,
      month: match[1],
      day: match[2],
      year: match[3],
    })),
    ...[...name.matchAll(DAY_FIRST)].map((match) => ({
      match,
      month: match[3],
      day: match[1],
      year: match[4],
    })),
  ].flatMap(({ match, month, day, year = '' }) => {
    const named = monthNamed(month);
    if (named === undefined || !isYear(year, FIRST_AT_END)) return [];
    return isoOf(2000 + Number(year), named, Number(day), name.slice(match.index + match[0].length)) ?? [];
  });

const latest = (dates: readonly string[]): string | null => [...dates].sort().at(-1) ?? null;

function spanOf(dates: readonly string[]): number {
  const days = dates.map((date) => Date.parse(date.slice(0, 10)) / DAY);
  return Math.max(...days) - Math.min(...days);
}

/**
 * The dates with years of two digits in names of files that belong together, at the place of each name; null where there
 * is none, or where the names do not tell what is day, month and year. They were written in one order: the one that reads
 * all of them and puts none years from the others. Day and month are told apart as in dates with whole years; whether the
 * year stands in front, by which reading has the dates closer together.
 * @param known dates that the other files' names state
 * @param isDayFirst what other names prove; null where they prove nothing
 */
export function shortDatesInNames(
  names: readonly string[],
  known: readonly string[],
  isDayFirst: boolean | null,
): readonly (string | null)[] {
  const words = names.map(ofWords);
  const read = ORDERS.map((order) => {
    const dates = names.map((name, at) => latest([...(words[at] ?? []), ...ofNumbers(name, order)]));
    const found = dates.filter((date) => date !== null);
    return { order, dates, found: found.length, span: spanOf([...known, ...found]) };
  });
  const most = Math.max(...read.map(({ found }) => found));
  const fitting = read.filter(({ found, span }) => found > 0 && found === most && span <= LONGEST_DAYS);
  const yearFirst = fitting.find(({ order }) => order === 'yearFirst');
  const others = fitting.filter(({ order }) => order !== 'yearFirst');
  const other = chosen(others, names, isDayFirst);
  if (!yearFirst || other === null) return yearFirst?.dates ?? other ?? names.map(() => null);
  const nearest = Math.min(...others.map(({ span }) => span));
  if (yearFirst.span < nearest) return yearFirst.dates;
  const isOpen = yearFirst.span === nearest && yearFirst.dates.join() !== other.join();
  return isOpen ? names.map(() => null) : other;
}

interface Reading {
  readonly order: Order;
  readonly dates: readonly (string | null)[];
}

/** Of readings that differ in day and month: the proven one, else month first, but for dates with dots. */
function chosen(
  readings: readonly Reading[],
  names: readonly string[],
  isDayFirst: boolean | null,
): readonly (string | null)[] | null {
  const isDotted = names.every((name) => [...name.matchAll(NUMBERS)].every((match) => match[2] === '.'));
  const usual: Order = (isDayFirst ?? isDotted) ? 'dayFirst' : 'monthFirst';
  return (readings.find(({ order }) => order === usual) ?? readings[0])?.dates ?? null;
}
