import type { ComparedPeople, ValueColumn } from './compared-people';
import {
  births,
  emails,
  firstNames,
  lastNames,
  nearIn,
  phones,
  places,
  sames,
  type LevelOf,
} from './person-comparisons';

const EMAIL_LEVELS = ['exact', 'same_name', 'one_edit', 'alike', 'number_differs', 'else'];

/** A comparison of two records: what of them, its levels from the closest, and the usual chances of these. */
interface Comparison {
  readonly name: string;
  readonly of: Exclude<keyof ComparedPeople, 'size' | 'names'>;
  readonly levels: readonly string[];
  readonly levelsOf: (column: ValueColumn) => LevelOf;
  /** For one person, before anything is known: of ten values one has a slip, and one is another. */
  readonly usual: readonly number[];
  /** For two people of one household; null where they are as strangers. */
  readonly atHome: readonly number[] | null;
  /** For two strangers, where few pairs of theirs can be compared; else these pairs tell it alone. */
  readonly strangers?: readonly number[];
  /** Whether agreement counts by how rare the value is. */
  readonly isByValue: boolean;
}

/** What of two records is compared. */
export const COMPARISONS: readonly Comparison[] = [
  {
    name: 'first',
    of: 'first',
    levels: ['exact', 'nickname', 'near', 'alike', 'swapped', 'else'],
    levelsOf: firstNames,
    usual: [0.75, 0.06, 0.06, 0.02, 0.02, 0.09],
    atHome: null,
    isByValue: true,
  },
  {
    name: 'last',
    of: 'last',
    levels: ['exact', 'near', 'alike', 'else'],
    levelsOf: lastNames,
    usual: [0.82, 0.07, 0.02, 0.09],
    atHome: [0.75, 0.05, 0.02, 0.18],
    isByValue: true,
  },
  {
    name: 'born',
    of: 'born',
    levels: ['exact', 'one_edit', 'two_parts', 'same_year', 'else'],
    levelsOf: births,
    usual: [0.85, 0.08, 0.03, 0.01, 0.03],
    atHome: null,
    isByValue: true,
  },
  {
    name: 'email',
    of: 'email',
    levels: EMAIL_LEVELS,
    levelsOf: emails,
    usual: [0.72, 0.04, 0.05, 0.03, 0.02, 0.14],
    atHome: [0.05, 0.01, 0.01, 0.03, 0.01, 0.89],
    isByValue: true,
  },
  // Addresses are made of names: those of namesakes are alike without being of one person, and are judged by themselves.
  {
    name: 'email_of_namesakes',
    of: 'email',
    levels: EMAIL_LEVELS,
    levelsOf: sames,
    usual: [0.72, 0.04, 0.05, 0.03, 0.02, 0.14],
    atHome: null,
    strangers: [0.002, 0.03, 0.002, 0.1, 0.1, 0.766],
    isByValue: false,
  },
  {
    name: 'phone',
    of: 'phone',
    levels: ['exact', 'one_edit', 'same_end', 'else'],
    levelsOf: phones,
    usual: [0.75, 0.05, 0.02, 0.18],
    atHome: [0.5, 0.02, 0.02, 0.46],
    isByValue: true,
  },
  {
    name: 'city',
    of: 'city',
    levels: ['exact', 'near', 'else'],
    levelsOf: places,
    usual: [0.8, 0.05, 0.15],
    atHome: [0.85, 0.03, 0.12],
    isByValue: true,
  },
  {
    name: 'company',
    of: 'company',
    levels: ['exact', 'near', 'else'],
    levelsOf: places,
    usual: [0.75, 0.1, 0.15],
    atHome: null,
    isByValue: true,
  },
  {
    name: 'country',
    of: 'country',
    levels: ['exact', 'else'],
    levelsOf: sames,
    usual: [0.95, 0.05],
    atHome: [0.95, 0.05],
    isByValue: true,
  },
  {
    name: 'uid',
    of: 'uid',
    levels: ['exact', 'else'],
    levelsOf: sames,
    usual: [0.8, 0.2],
    atHome: null,
    isByValue: false,
  },
];

/** Level of a comparison that cannot be made, since a side lacks the value. */
export const MISSING = -1;

const placeOf = (name: string): number => COMPARISONS.findIndex((comparison) => comparison.name === name);
const [FIRST, LAST, EMAIL, CITY, COUNTRY] = [
  placeOf('first'),
  placeOf('last'),
  placeOf('email'),
  placeOf('city'),
  placeOf('country'),
];
/** The comparison that is not made of all pairs but of those that agree in their names. */
export const OF_NAMESAKES = placeOf('email_of_namesakes');
const [FIRST_NEAR, SWAPPED, FIRST_ELSE] = [2, 4, 5];
const [LAST_NEAR, LAST_ELSE] = [1, 3];

const isWithin = (level: number | undefined, most: number): boolean =>
  level !== undefined && level !== MISSING && level <= most;

/** Whether the first name of each is the last name of the other, as far as they have both. */
function swapper({ first, last, names }: ComparedPeople): (a: number, b: number) => boolean {
  const isNear = nearIn(names.values);
  const same = (x: number, y: number): boolean | null => (x < 0 || y < 0 ? null : x === y || isNear(x, y));
  const nameOf = (ids: Int32Array, numbers: Int32Array, record: number): number => {
    const id = ids[record] ?? -1;
    return id < 0 ? -1 : (numbers[id] ?? -1);
  };
  return (a, b) => {
    const one = same(nameOf(first.ids, names.ofFirst, a), nameOf(last.ids, names.ofLast, b));
    if (one === false) return false;
    const other = same(nameOf(last.ids, names.ofLast, a), nameOf(first.ids, names.ofFirst, b));
    return other !== false && (one === true || other === true);
  };
}

/**
 * Compares two records.
 * @param into gets the level of each of `COMPARISONS`, or `MISSING`
 */
export type CompareRecords = (a: number, b: number, into: Int8Array) => void;

/** Gives the comparison of two records of some people by their numbers. */
export function comparerOf(people: ComparedPeople): CompareRecords {
  const columns = COMPARISONS.map(({ of }) => people[of]);
  const ids = columns.map((column) => column.ids);
  const levelsOf = COMPARISONS.map(({ levelsOf }, at) => levelsOf(columns[at] ?? people.first));
  const isSwapped = swapper(people);
  const levelOf = (at: number, a: number, b: number): number => {
    const of = ids[at];
    const [x, y] = [of?.[a] ?? -1, of?.[b] ?? -1];
    if (x < 0 || y < 0) return MISSING;
    return x === y ? 0 : (levelsOf[at]?.(x, y) ?? MISSING);
  };
  return (a, b, into) => {
    for (let at = 0; at < columns.length; at++) into[at] = at === OF_NAMESAKES ? MISSING : levelOf(at, a, b);
    const [first, last] = [into[FIRST] ?? MISSING, into[LAST] ?? MISSING];
    const isUnlike = (first === FIRST_ELSE || first === MISSING) && (last === LAST_ELSE || last === MISSING);
    if (isUnlike && isSwapped(a, b)) {
      into[FIRST] = SWAPPED;
      into[LAST] = MISSING;
    }
    if (isWithin(first, FIRST_NEAR) && isWithin(last, LAST_NEAR)) {
      into[OF_NAMESAKES] = into[EMAIL] ?? MISSING;
      into[EMAIL] = MISSING;
    }
    // Who is in the same city is in the same country: that says nothing more.
    if (into[CITY] !== MISSING) into[COUNTRY] = MISSING;
  };
}
