import { mailboxOf } from './email-parts';

/** What is known of a record of a person, as the clean stage has it; null where it is not. */
export interface PersonRecord {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly city: string | null;
  readonly company: string | null;
  readonly country: string | null;
  readonly bornOn: string | null;
  /** Id of the person. */
  readonly uid: string | null;
}

/** A column of values that are compared, each distinct one numbered. */
export interface ValueColumn {
  /** Number of the value by record; −1 where there is none. */
  readonly ids: Int32Array;
  readonly values: readonly string[];
  /** Records by value. */
  readonly counts: Int32Array;
  /** Records with a value. */
  readonly filled: number;
}

/** The records of people by column, folded so that what differs in case, accents or signs alone is equal. */
export interface ComparedPeople {
  readonly size: number;
  readonly first: ValueColumn;
  readonly last: ValueColumn;
  /** Mailboxes: an address with a part behind a plus sign goes to the same one. */
  readonly email: ValueColumn;
  readonly phone: ValueColumn;
  readonly city: ValueColumn;
  readonly company: ValueColumn;
  readonly country: ValueColumn;
  readonly born: ValueColumn;
  readonly uid: ValueColumn;
  /** First and last names in one, to be compared with each other. */
  readonly names: NameValues;
}

/** The distinct names of both columns, with the number of each value of either among them. */
export interface NameValues {
  readonly values: readonly string[];
  readonly ofFirst: Int32Array;
  readonly ofLast: Int32Array;
}

/** Digits by which a phone number is known: without the code of its country, which many leave out. */
const PHONE_DIGITS = 10;
const FEWEST_PHONE_DIGITS = 6;
/** A number of which a spreadsheet kept the first digits only. */
const EXPONENT = /^\d(?:[.,]\d+)?e\+\d+$/i;

/** A name or place without case, accents and signs; null where nothing is left. */
export function foldName(text: string | null): string | null {
  if (text === null) return null;
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’.]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return folded === '' ? null : folded;
}

/** The last digits of a phone number; null where it has too few, or one alone repeated. */
export function foldPhone(text: string | null): string | null {
  if (text === null || EXPONENT.test(text)) return null;
  const digits = text.replace(/\D+/g, '').replace(/^0+/, '').slice(-PHONE_DIGITS);
  return digits.length < FEWEST_PHONE_DIGITS || /^(\d)\1*$/.test(digits) ? null : digits;
}

/**
 * A date of birth as eight digits, the year first; day and month stay in the order in which they are written, since
 * dates are compared within an export for the most part, and swapped ones are near. Null where it is no date.
 */
export function foldDate(text: string | null): string | null {
  const [first = '', second = '', third = ''] = (text ?? '').split(/\D+/);
  const [year, ...others] = first.length === 4 ? [first, second, third] : [third, first, second];
  if (year.length === 4 && others.every((part) => part !== '' && part.length <= 2))
    return year + others.map((part) => part.padStart(2, '0')).join('');
  return first.length === 8 && second === '' ? first : null;
}

/** What stands before and behind a name in one and is none. */
const NO_NAMES: ReadonlySet<string> = new Set(
  'mr mrs ms miss dr prof sir herr frau jr sr ii iii iv'.split(' '),
);

/** First and last name of a name in one: *Last, First*, else the first word and the last one. */
export function splitName(fullName: string | null): readonly [first: string | null, last: string | null] {
  if (fullName === null) return [null, null];
  const [before = '', after] = fullName.split(',', 2);
  if (after !== undefined && foldName(after) !== null) {
    return [foldName(after)?.split(' ')[0] ?? null, foldName(before)];
  }
  const words = (foldName(before)?.split(' ') ?? []).filter((word) => !NO_NAMES.has(word));
  return [words[0] ?? null, words.length > 1 ? (words[words.length - 1] ?? null) : null];
}

/** A value of more records is no person's: a dummy, or the phone of a call centre. */
const MOST_HOLDERS = 60;

/** A column of which each value is of one person or a few; others are taken out. */
function ownColumnOf(values: readonly (string | null)[]): ValueColumn {
  const { ids, counts, values: texts } = columnOf(values);
  const isOwn = (id: number): boolean => id >= 0 && (counts[id] ?? 0) <= MOST_HOLDERS;
  return counts.some((holders) => holders > MOST_HOLDERS)
    ? columnOf(Array.from(ids, (id) => (isOwn(id) ? (texts[id] ?? null) : null)))
    : columnOf(values);
}

function columnOf(values: readonly (string | null)[]): ValueColumn {
  const numbers = new Map<string, number>();
  const ids = new Int32Array(values.length).fill(-1);
  const counts: number[] = [];
  let filled = 0;
  for (const [record, value] of values.entries()) {
    if (value === null) continue;
    let id = numbers.get(value);
    if (id === undefined) {
      id = numbers.size;
      numbers.set(value, id);
      counts.push(0);
    }
    ids[record] = id;
    counts[id] = (counts[id] ?? 0) + 1;
    filled++;
  }
  return { ids, values: [...numbers.keys()], counts: Int32Array.from(counts), filled };
}

function nameValues(first: ValueColumn, last: ValueColumn): NameValues {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  const ofFirst = Int32Array.from(first.values, numberOf);
  const ofLast = Int32Array.from(last.values, numberOf);
  return { values: [...numbers.keys()], ofFirst, ofLast };
}

/** Folds what is known of people, and numbers the values. */
export function foldPeople(records: readonly PersonRecord[]): ComparedPeople {
  const names = records.map(({ firstName, lastName, fullName }) => {
    const [first, last] = [foldName(firstName), foldName(lastName)];
    return first === null && last === null ? splitName(fullName) : ([first, last] as const);
  });
  const first = columnOf(names.map(([name]) => name));
  const last = columnOf(names.map(([, name]) => name));
  return {
    size: records.length,
    first,
    last,
    names: nameValues(first, last),
    email: ownColumnOf(records.map(({ email }) => (email === null ? null : mailboxOf(email)))),
    phone: ownColumnOf(records.map(({ phone }) => foldPhone(phone))),
    city: columnOf(records.map(({ city }) => foldName(city))),
    company: columnOf(records.map(({ company }) => foldName(company))),
    country: columnOf(records.map(({ country }) => foldName(country))),
    born: columnOf(
      records.map(({ bornOn }) => bornOn?.replace(/\D+/g, '') ?? null).map((d) => (d === '' ? null : d)),
    ),
    uid: columnOf(records.map(({ uid }) => uid)),
  };
}

/** What is made of each value of a column, numbered anew by record: −1 where there is none. */
export function derive(column: ValueColumn, of: (value: string) => string | null): Int32Array {
  const numbers = new Map<string, number>();
  const byValue = Int32Array.from(column.values, (value) => {
    const derived = of(value);
    if (derived === null) return -1;
    const known = numbers.get(derived) ?? numbers.size;
    numbers.set(derived, known);
    return known;
  });
  return column.ids.map((id) => (id < 0 ? -1 : (byValue[id] ?? -1)));
}
