import type { ValueColumn } from './compared-people';
import { nameOfEmail } from './email-parts';
import { fullFormOf } from './nicknames';
import { isOneEditIn, lettered, likenessIn } from './text-likeness';

/** Which level two different values of a column are on, by their numbers. */
export type LevelOf = (x: number, y: number) => number;

/** From here on two names are taken for the same one mistyped, and for alike. */
const NEAR = 0.92;
const ALIKE = 0.88;
/** Letters from which one edit leaves a name nearly the same. */
const LONG_ENOUGH = 4;
const SAME_END_DIGITS = 7;

/** What is made of each value, numbered: equal numbers are equal texts. */
function numbersOf(texts: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
}

/** Whether two names, of which one may be of another column, are the same or nearly so. */
export function nearIn(values: readonly string[]): (x: number, y: number) => boolean {
  const texts = lettered(values);
  return (x, y) =>
    likenessIn(texts, x, y, NEAR) >= NEAR ||
    (Math.min(values[x]?.length ?? 0, values[y]?.length ?? 0) >= LONG_ENOUGH && isOneEditIn(texts, x, y));
}

/** nickname or initial, near, alike, swapped (told by both names), else */
export function firstNames({ values }: ValueColumn): LevelOf {
  const texts = lettered(values);
  const forms = numbersOf(values.map(fullFormOf));
  const isNear = nearIn(values);
  return (x, y) => {
    const [a, b] = [values[x] ?? '', values[y] ?? ''];
    if (forms[x] === forms[y] || ((a.length === 1 || b.length === 1) && a[0] === b[0])) return 1;
    if (isNear(x, y)) return 2;
    return likenessIn(texts, x, y, ALIKE) >= ALIKE ? 3 : 5;
  };
}

/** near, alike, else */
export function lastNames({ values }: ValueColumn): LevelOf {
  const texts = lettered(values);
  const isNear = nearIn(values);
  return (x, y) => {
    if (isNear(x, y)) return 1;
    if (likenessIn(texts, x, y, ALIKE) >= ALIKE) return 2;
    const [a, b] = [values[x] ?? '', values[y] ?? ''];
    if (!a.includes(' ') && !b.includes(' ')) return 3;
    // One of two surnames, or of two by marriage.
    return ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `) ? 2 : 3;
  };
}

/** one edit (or day and month swapped), two parts of three, same year, else; of dates as eight digits, the year first */
export function births({ values }: ValueColumn): LevelOf {
  const texts = lettered(values);
  const [years, firsts, seconds] = [
    Int32Array.from(values, (date) => Number(date.slice(0, 4))),
    Int32Array.from(values, (date) => Number(date.slice(4, 6))),
    Int32Array.from(values, (date) => Number(date.slice(6))),
  ];
  return (x, y) => {
    const isYear = years[x] === years[y];
    if (isYear && firsts[x] === seconds[y] && seconds[x] === firsts[y]) return 1;
    if (isOneEditIn(texts, x, y)) return 1;
    if (Number(isYear) + Number(firsts[x] === firsts[y]) + Number(seconds[x] === seconds[y]) === 2) return 2;
    return isYear ? 3 : 4;
  };
}

/** same name before the `@`, one edit, alike, another number, else; of mailboxes */
export function emails({ values }: ValueColumn): LevelOf {
  const texts = lettered(values);
  const names = values.map(nameOfEmail);
  const letteredNames = lettered(names);
  const nameNumbers = numbersOf(names);
  const unnumbered = numbersOf(names.map((name) => name.replace(/\d+/g, '#')));
  return (x, y) => {
    if (nameNumbers[x] === nameNumbers[y]) return 1;
    // Of numbered addresses each can be another person's: how much they say is told by how many there are.
    if (unnumbered[x] === unnumbered[y]) return 4;
    if (isOneEditIn(texts, x, y)) return 2;
    return likenessIn(letteredNames, x, y, ALIKE) >= ALIKE ? 3 : 5;
  };
}

/** one edit, same end, else */
export function phones({ values }: ValueColumn): LevelOf {
  const texts = lettered(values);
  const ends = numbersOf(values.map((digits) => digits.slice(-SAME_END_DIGITS)));
  return (x, y) => {
    if (isOneEditIn(texts, x, y)) return 1;
    return ends[x] === ends[y] ? 2 : 3;
  };
}

/** near, else */
export function places({ values }: ValueColumn): LevelOf {
  const isNear = nearIn(values);
  return (x, y) => (isNear(x, y) ? 1 : 2);
}

/** else */
export const sames = (): LevelOf => () => 1;
