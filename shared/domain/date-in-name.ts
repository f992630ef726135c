import { isoOf, monthNamed } from './iso-in-name';
import { shortDatesInNames } from './short-dates';

interface Found {
  readonly at: number;
  readonly iso: string;
}

/** Whether the day comes first where month and day are numbers; null: as the separator says. */
type IsDayFirst = boolean | null;

type Reader = (match: RegExpExecArray, rest: string, isDayFirst: IsDayFirst) => string | null;

/** A day whose month is a number, before its year. */
const NUMBERED = /(?<!\d)(\d{1,2})([-_. ])(\d{1,2})\2((?:19|20)\d{2})(?!\d)/g;

/**
 * The notations of a day in a name. Where month and day are numbers and both could be either, the month comes first, but
 * for dates with dots, which are written day first.
 */
const NOTATIONS: readonly (readonly [pattern: RegExp, read: Reader])[] = [
  [
    // The year of `01-31-2026 0930` is followed by a time, not by a month and a day.
    /(?<!\d)(?!(?<=\d{1,2}[-_.]\d{1,2}[-_.])\d{4}[-_. ]\d{4}(?!\d))((?:19|20)\d{2})[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?=(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d)|(?!\d))/g,
    ([, year, month, day], rest) => isoOf(Number(year), Number(month), Number(day), rest),
  ],
  [
    NUMBERED,
    ([, first, separator, second, year], rest, isDayFirst) => {
      const [a, b] = [Number(first), Number(second)];
      const isDay = b <= 12 && (a > 12 || (isDayFirst ?? separator === '.'));
      return isoOf(Number(year), isDay ? b : a, isDay ? a : b, rest);
    },
  ],
  [
    /(?<![\p{L}\d])(\d{1,2})[-_. ]*(\p{L}{3,12})\.?[-_., ]*((?:19|20)\d{2})(?!\d)/gu,
    ([, day, month, year], rest) => {
      const named = monthNamed(month);
      return named === undefined ? null : isoOf(Number(year), named, Number(day), rest);
    },
  ],
  [
    /(?<!\p{L})(\p{L}{3,12})\.?[-_. ]*(\d{1,2})(?:st|nd|rd|th)?[-_., ]+((?:19|20)\d{2})(?!\d)/gu,
    ([, month, day, year], rest) => {
      const named = monthNamed(month);
      return named === undefined ? null : isoOf(Number(year), named, Number(day), rest);
    },
  ],
];

/** Some systems keep an accent beside its letter. */
const ownName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).normalize();

function dateRead(path: string, isDayFirst: IsDayFirst): string | null {
  const name = ownName(path);
  const found = NOTATIONS.flatMap(([pattern, read]) =>
    [...name.matchAll(pattern)].flatMap((match): Found[] => {
      const iso = read(match, name.slice(match.index + match[0].length), isDayFirst);
      return iso === null ? [] : [{ at: match.index, iso }];
    }),
  );
  return found.map(({ iso }) => iso).reduce<string | null>((a, b) => (a === null || b > a ? b : a), null);
}

/**
 * The dates in the names of files that belong together, by path: ISO 8601 without offset, with the time where there is
 * one; of several in one name, as in a range, the latest; null where there is none. Where one name can only be read day
 * first, or month first, and none only the other way, the others are read so too. Years of two digits are read where the
 * names together leave no doubt.
 */
export function datesInNames(paths: readonly string[]): ReadonlyMap<string, string | null> {
  const proofs = new Set(
    paths.flatMap((path) =>
      [...ownName(path).matchAll(NUMBERED)].flatMap(([, first, , second]) => {
        const [a, b] = [Number(first), Number(second)];
        return a > 12 && a <= 31 && b <= 12 ? [true] : b > 12 && b <= 31 && a <= 12 ? [false] : [];
      }),
    ),
  );
  const [proof = null] = proofs.size === 1 ? proofs : [];
  const dates = new Map(paths.map((path) => [path, dateRead(path, proof)]));
  const undated = paths.filter((path) => dates.get(path) === null);
  const known = [...dates.values()].filter((date) => date !== null);
  const short = shortDatesInNames(undated.map(ownName), known, proof);
  undated.forEach((path, at) => dates.set(path, short[at] ?? null));
  return dates;
}

/** The same of one name alone. */
export const dateInName = (path: string): string | null => datesInNames([path]).get(path) ?? null;
