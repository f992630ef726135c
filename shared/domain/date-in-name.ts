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

/** What names prove of the order of day and month: that the day comes first, or the month; null: nothing, or both. */
function provenOrder(paths: readonly string[]): IsDayFirst {
  const proofs = new Set(
    paths.flatMap((path) =>
      [...ownName(path).matchAll(NUMBERED)].flatMap(([, first, , second]) => {
        const [a, b] = [Number(first), Number(second)];
        return a > 12 && a <= 31 && b <= 12 ? [true] : b > 12 && b <= 31 && a <= 12 ? [false] : [];
      }),
    ),
  );
  const [proof = null] = proofs.size === 1 ? proofs : [];
  return proof;
}

function datesRead(paths: readonly string[], isDayFirst: IsDayFirst): ReadonlyMap<string, string | null> {
  const dates = new Map(paths.map((path) => [path, dateRead(path, isDayFirst)]));
  const undated = paths.filter((path) => dates.get(path) === null);
  const known = [...dates.values()].filter((date) => date !== null);
  const short = shortDatesInNames(undated.map(ownName), known, isDayFirst);
  undated.forEach((path, at) => dates.set(path, short[at] ?? null));
  return dates;
}

/**
 * The dates in the names of files that belong together, by path: ISO 8601 without offset, with the time where there is
 * one; of several in one name, as in a range, the latest; null where there is none. Where one name can only be read day
 * first, or month first, and none only the other way, the others are read so too. Years of two digits are read where the
 * names together leave no doubt.
 */
export const datesInNames = (paths: readonly string[]): ReadonlyMap<string, string | null> =>
  datesRead(paths, provenOrder(paths));

/** The same with day and month the other way round; null where the names leave no choice, or have none of such dates. */
export function datesTheOtherWay(paths: readonly string[]): ReadonlyMap<string, string | null> | null {
  const usual = datesInNames(paths);
  const isSame = (dates: ReadonlyMap<string, string | null>): boolean =>
    paths.every((path) => dates.get(path) === usual.get(path));
  const others = [true, false]
    .map((isDayFirst) => datesRead(paths, isDayFirst))
    .filter((dates) => !isSame(dates));
  const [other] = others;
  const isWhole =
    other !== undefined && paths.every((path) => other.get(path) !== null || usual.get(path) === null);
  return provenOrder(paths) === null && others.length === 1 && isWhole ? other : null;
}

/** The date in one name alone, as `datesInNames` reads it. */
export const dateInName = (path: string): string | null => datesInNames([path]).get(path) ?? null;
