import { derive, type ComparedPeople, type ValueColumn } from './compared-people';
import { mailboxOf, nameOfEmail } from './email-parts';
import { fullFormOf } from './nicknames';
import { skeletonOf } from './text-likeness';

/** Records that share what a rule asks for; more than this are no candidates by it, else pairs would grow by the square. */
const MOST_IN_BLOCK = 60;

/** Pairs of records that are worth comparing. */
export interface CandidatePairs {
  /** Numbers of the records, the smaller in `a`; each pair once. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** Whether the e-mails of a pair, by its number, are equal or differ by a slip. */
  readonly isEmailed: (pair: number) => boolean;
  /** Blocks of equal values that were too large, over all rules. */
  readonly blocksLeftOut: number;
}

/** Two e-mails that differ by a slip. */
export type NearEmail = readonly [string, string];

/** A growing list of pairs, each as one number. */
class PairList {
  #pairs = new Float64Array(1 << 14);
  #end = 0;
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  add(x: number, y: number): void {
    if (this.#end === this.#pairs.length) {
      const grown = new Float64Array(2 * this.#pairs.length);
      grown.set(this.#pairs);
      this.#pairs = grown;
    }
    this.#pairs[this.#end++] = x < y ? x * this.#size + y : y * this.#size + x;
  }

  /** Each pair once, in order. */
  distinct(): { readonly a: Int32Array; readonly b: Int32Array } {
    const sorted = this.#pairs.subarray(0, this.#end).sort();
    let end = 0;
    for (let at = 0; at < sorted.length; at++) {
      const pair = sorted[at] ?? 0;
      if (at === 0 || pair !== sorted[end - 1]) sorted[end++] = pair;
    }
    const [a, b] = [new Int32Array(end), new Int32Array(end)];
    for (let at = 0; at < end; at++) {
      const pair = sorted[at] ?? 0;
      const smaller = Math.floor(pair / this.#size);
      a[at] = smaller;
      b[at] = pair - smaller * this.#size;
    }
    return { a, b };
  }
}

/** One key of several, by record: −1 where one of them is missing. */
function together(...keys: readonly Int32Array[]): Int32Array {
  const [first = new Int32Array(), ...others] = keys;
  let joined = first;
  for (const other of others) {
    const numbers = new Map<number, number>();
    joined = joined.map((key, record) => {
      const second = other[record] ?? -1;
      if (key < 0 || second < 0) return -1;
      const both = key * 0x4000000 + second;
      const known = numbers.get(both) ?? numbers.size;
      numbers.set(both, known);
      return known;
    });
  }
  return joined;
}

/** Records by key, those of one key next to each other. */
function grouped(keys: Int32Array): { readonly ends: Int32Array; readonly records: Int32Array } {
  const ends = new Int32Array(keys.reduce((most, key) => Math.max(most, key), -1) + 2);
  for (let record = 0; record < keys.length; record++) {
    const key = keys[record] ?? -1;
    if (key >= 0) ends[key + 1] = (ends[key + 1] ?? 0) + 1;
  }
  for (let key = 1; key < ends.length; key++) ends[key] = (ends[key] ?? 0) + (ends[key - 1] ?? 0);
  const next = ends.slice();
  const records = new Int32Array(ends[ends.length - 1] ?? 0);
  for (let record = 0; record < keys.length; record++) {
    const key = keys[record] ?? -1;
    if (key < 0) continue;
    const at = next[key] ?? 0;
    records[at] = record;
    next[key] = at + 1;
  }
  return { ends, records };
}

/** Both names of a person in an order of their own, so that swapped names are equal. */
function nameKeys({ first, last, names }: ComparedPeople): readonly [Int32Array, Int32Array] {
  // The full form of a first name stands for it, where it is among the names; else the name itself.
  const numbers = new Map(names.values.map((name, number) => [name, number]));
  const forms = Int32Array.from(
    names.ofFirst,
    (number, id) => numbers.get(fullFormOf(first.values[id] ?? '')) ?? number,
  );
  const [lower, higher] = [
    new Int32Array(first.ids.length).fill(-1),
    new Int32Array(first.ids.length).fill(-1),
  ];
  for (let record = 0; record < lower.length; record++) {
    const [x, y] = [first.ids[record] ?? -1, last.ids[record] ?? -1];
    if (x < 0 || y < 0) continue;
    const [name, other] = [forms[x] ?? 0, names.ofLast[y] ?? 0];
    lower[record] = Math.min(name, other);
    higher[record] = Math.max(name, other);
  }
  return [lower, higher];
}

const firstLetters = (column: ValueColumn, letters: number): Int32Array =>
  derive(column, (value) => value.slice(0, letters));

/** What two records must share to be compared; each rule finds what slips in the others hide. */
function keysOf(people: ComparedPeople): readonly Int32Array[] {
  const { first, last, email, phone, city, born } = people;
  const soundOfFirst = derive(first, (name) => skeletonOf(fullFormOf(name)));
  const soundOfLast = derive(last, skeletonOf);
  const year = derive(born, (date) => (date.length === 8 ? date.slice(0, 4) : null));
  const monthAndDay = derive(born, (date) => (date.length === 8 ? date.slice(4) : null));
  const initial = derive(first, (name) => fullFormOf(name).slice(0, 1));
  return [
    email.ids,
    derive(email, (address) => (nameOfEmail(address).length < 4 ? null : nameOfEmail(address))),
    phone.ids,
    derive(phone, (digits) => digits.slice(-7)),
    together(...nameKeys(people)),
    together(soundOfFirst, soundOfLast),
    together(last.ids, city.ids),
    together(soundOfLast, city.ids, initial),
    together(first.ids, city.ids, year),
    together(born.ids, city.ids),
    together(born.ids, firstLetters(first, 1)),
    together(born.ids, firstLetters(last, 1)),
    together(monthAndDay, soundOfLast),
    together(monthAndDay, soundOfFirst),
    together(year, soundOfLast),
    together(
      derive(last, (name) => name.slice(0, 3)),
      city.ids,
      year,
    ),
  ];
}

/** The pairs of e-mails that differ by a slip, by the numbers of the values; those of which a record has none are left out. */
function numbered(
  email: ValueColumn,
  nearEmails: readonly NearEmail[],
): readonly (readonly [number, number])[] {
  const numbers = new Map(email.values.map((value, number) => [value, number]));
  return nearEmails.flatMap(([a, b]) => {
    const [x, y] = [numbers.get(mailboxOf(a)), numbers.get(mailboxOf(b))];
    return x === undefined || y === undefined || x === y ? [] : [[x, y] as const];
  });
}

/** Adds all pairs of the records of each block that is not too large. @returns blocks that were */
function addBlocks(keys: Int32Array, pairs: PairList): number {
  const { ends, records } = grouped(keys);
  let leftOut = 0;
  for (let key = 0; key + 1 < ends.length; key++) {
    const [from, to] = [ends[key] ?? 0, ends[key + 1] ?? 0];
    if (to - from > MOST_IN_BLOCK) {
      leftOut++;
      continue;
    }
    for (let i = from; i < to; i++) {
      for (let j = i + 1; j < to; j++) pairs.add(records[i] ?? 0, records[j] ?? 0);
    }
  }
  return leftOut;
}

/**
 * Finds the pairs of records that are worth comparing: those that share a value or two of some kinds, and those with
 * nearly equal e-mails. Time grows with the records, since of each block no more than a fixed number are compared.
 */
export async function candidatePairs(
  people: ComparedPeople,
  nearEmails: readonly NearEmail[],
  pause: () => Promise<void>,
): Promise<CandidatePairs> {
  const { email } = people;
  const pairs = new PairList(people.size);
  let blocksLeftOut = 0;
  for (const keys of keysOf(people)) {
    await pause();
    blocksLeftOut += addBlocks(keys, pairs);
  }
  const { ends, records } = grouped(email.ids);
  const near = new Set<number>();
  for (const [x, y] of numbered(email, nearEmails)) {
    if ((email.counts[x] ?? 0) * (email.counts[y] ?? 0) > MOST_IN_BLOCK ** 2 / 2) {
      blocksLeftOut++;
      continue;
    }
    near.add(Math.min(x, y) * email.values.length + Math.max(x, y));
    for (let i = ends[x] ?? 0; i < (ends[x + 1] ?? 0); i++) {
      for (let j = ends[y] ?? 0; j < (ends[y + 1] ?? 0); j++) pairs.add(records[i] ?? 0, records[j] ?? 0);
    }
  }
  await pause();
  const { a, b } = pairs.distinct();
  const isEmailed = (pair: number): boolean => {
    const [x, y] = [email.ids[a[pair] ?? 0] ?? -1, email.ids[b[pair] ?? 0] ?? -1];
    if (x < 0 || y < 0) return false;
    return x === y || near.has(Math.min(x, y) * email.values.length + Math.max(x, y));
  };
  return { a, b, isEmailed, blocksLeftOut };
}
