import { pauses } from '../../domain/pauses';

/**
 * Near-equal e-mails, found by blocking: two texts one edit apart share a text that comes of either by leaving out
 * at most one letter. Those texts are hashed, equal hashes make a block, and only within a block is compared.
 * Source: the deletion neighbourhoods of T. Bocek, E. Hunt, B. Stiller, "Fast similarity search in large
 * dictionaries" (2007). Time and memory grow with the letters of all e-mails, times the logarithm for the sort.
 */

/** More e-mails than this that differ in one and the same place are a numbered series (user1, user2 …), no slips. */
const MOST_IN_BLOCK = 12;
/** From this many e-mails that differ only by the digits in one place they are numbered, and their digits no slips. */
const LEAST_NUMBERED = 5;

export interface NearPairs {
  /** Indexes into the e-mails, the smaller first; each pair once, sorted. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Blocks that were left out because they are a series. */
  readonly series: number;
}

/**
 * Whether two texts differ by exactly one edit: a letter put in, left out or replaced, or two neighbours swapped.
 * (Distance 1 of the optimal string alignment.)
 */
export function isOneEdit(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  if (short.length < long.length) return short.slice(i) === long.slice(i + 1);
  if (i === short.length) return false;
  if (short.slice(i + 1) === long.slice(i + 1)) return true;
  return short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2);
}

/** Two bases for two hashes of 32 bits, of which 53 are kept. */
const BASE = 0x01000193;
const OTHER_BASE = 0x5bd1e995;

/** Hashes of texts, and of what is left of each when one letter is left out, with the text that each comes of. */
interface Keys {
  readonly keys: Float64Array;
  readonly owners: Int32Array;
}

/** Gives up the thread now and then. */
type Pause = () => Promise<void>;

/** Texts between two looks at the clock. */
const TEXTS_PER_LOOK = 4096;
/** Hashes that are sorted in one go. */
const KEYS_PER_PART = 1 << 18;

/** Hashes in time that grows with the letters: a text without a letter is a prefix and a suffix, hashed once each. */
async function keysOf(texts: readonly string[], groups: Int32Array, pause: Pause): Promise<Keys> {
  let size = 0;
  let longest = 0;
  for (const text of texts) {
    size += text.length + 1;
    longest = Math.max(longest, text.length);
  }
  const keys = new Float64Array(size);
  const owners = new Int32Array(size);
  const prefix = new Int32Array(longest + 1);
  const otherPrefix = new Int32Array(longest + 1);
  let end = 0;
  const add = (owner: number, low: number, high: number): void => {
    keys[end] = (low >>> 0) + (high & 0x1fffff) * 2 ** 32;
    owners[end++] = owner;
  };
  for (const [owner, text] of texts.entries()) {
    if (owner % TEXTS_PER_LOOK === 0) await pause();
    const n = text.length;
    let hash = Math.imul((groups[owner] ?? 0) + 1, 0x9e3779b1);
    let otherHash = hash;
    for (let i = 0; i < n; i++) {
      prefix[i] = hash;
      otherPrefix[i] = otherHash;
      const letter = text.charCodeAt(i) + 1;
      hash = (Math.imul(hash, BASE) + letter) | 0;
      otherHash = (Math.imul(otherHash, OTHER_BASE) + letter) | 0;
    }
    add(owner, hash, otherHash);
    let suffix = 0;
    let otherSuffix = 0;
    let power = 1;
    let otherPower = 1;
    for (let i = n - 1; i >= 0; i--) {
      const code = text.charCodeAt(i);
      // Of two equal neighbours either may go: the text is the same.
      if (i === n - 1 || code !== text.charCodeAt(i + 1)) {
        add(
          owner,
          (Math.imul(prefix[i] ?? 0, power) + suffix) | 0,
          (Math.imul(otherPrefix[i] ?? 0, otherPower) + otherSuffix) | 0,
        );
      }
      suffix = (Math.imul(code + 1, power) + suffix) | 0;
      otherSuffix = (Math.imul(code + 1, otherPower) + otherSuffix) | 0;
      power = Math.imul(power, BASE);
      otherPower = Math.imul(otherPower, OTHER_BASE);
    }
  }
  return { keys: keys.subarray(0, end), owners: owners.subarray(0, end) };
}

/** The hashes in parts by their last bits: equal ones are in the same part. */
function partsOf({ keys, owners }: Keys): readonly Keys[] {
  const parts = 2 ** Math.ceil(Math.log2(Math.max(1, keys.length / KEYS_PER_PART)));
  const ends = new Int32Array(parts + 1);
  const add = (to: Int32Array, index: number, number: number): void => {
    to[index] = (to[index] ?? 0) + number;
  };
  for (const key of keys) add(ends, (key & (parts - 1)) + 1, 1);
  for (let part = 0; part < parts; part++) add(ends, part + 1, ends[part] ?? 0);
  const starts = ends.slice(0, parts);
  const next = starts.slice();
  const sorted = { keys: new Float64Array(keys.length), owners: new Int32Array(keys.length) };
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    const part = key & (parts - 1);
    const at = next[part] ?? 0;
    next[part] = at + 1;
    sorted.keys[at] = key;
    sorted.owners[at] = owners[i] ?? 0;
  }
  return Array.from(starts, (start, part) => ({
    keys: sorted.keys.subarray(start, ends[part + 1]),
    owners: sorted.owners.subarray(start, ends[part + 1]),
  }));
}

/** The texts behind each hash that occurs more than once. */
async function* blocksOf(all: Keys, pause: Pause): AsyncGenerator<readonly number[]> {
  for (const { keys, owners } of partsOf(all)) {
    await pause();
    const sorted = keys.slice().sort();
    const blocks = new Map<number, number[]>();
    for (let i = 1; i < sorted.length; i++) {
      const key = sorted[i] ?? 0;
      if (key === sorted[i - 1] && !blocks.has(key)) blocks.set(key, []);
    }
    if (blocks.size > 0) keys.forEach((key, i) => blocks.get(key)?.push(owners[i] ?? 0));
    await pause();
    yield* blocks.values();
  }
}

const withoutDigits = (text: string): string => text.replace(/\d/g, '');

/** Those of a block that many others are equal to but for digits. */
function numberedOf(block: readonly number[], texts: readonly string[]): readonly number[] {
  if (block.length < LEAST_NUMBERED) return [];
  const names = block.map((text) => withoutDigits(texts[text] ?? ''));
  const alike = new Map<string, number>();
  for (const name of names) alike.set(name, (alike.get(name) ?? 0) + 1);
  return block.filter((_, i) => (alike.get(names[i] ?? '') ?? 0) >= LEAST_NUMBERED);
}

/**
 * Pairs of distinct texts of the same group that are one edit apart. Where one of both is of a series, another number
 * is its neighbour, and no slip.
 */
async function oneEditPairs(texts: readonly string[], groups: Int32Array, pause: Pause): Promise<NearPairs> {
  const found = new Map<number, readonly [number, number]>();
  const numbered = new Set<number>();
  let series = 0;
  for await (const block of blocksOf(await keysOf(texts, groups, pause), pause)) {
    for (const text of numberedOf(block, texts)) numbered.add(text);
    if (block.length > MOST_IN_BLOCK) {
      series++;
      continue;
    }
    eachPair(block, (a, b) => {
      if (groups[a] === groups[b] && isOneEdit(texts[a] ?? '', texts[b] ?? '')) {
        found.set(a * texts.length + b, [a, b]);
      }
    });
  }
  const pairs = [...found.values()].filter(
    ([a, b]) =>
      !(numbered.has(a) || numbered.has(b)) ||
      withoutDigits(texts[a] ?? '') !== withoutDigits(texts[b] ?? ''),
  );
  return { pairs, series };
}

function eachPair(block: readonly number[], use: (a: number, b: number) => void): void {
  block.forEach((a, i) => {
    for (const b of block.slice(i + 1)) if (a !== b) use(Math.min(a, b), Math.max(a, b));
  });
}

/** What stands before the `@` without what people leave out or mix up: `_`, `.`, `-`, and `+` with what follows it. */
const foldLocal = (local: string): string => local.replace(/(?<=.)\+.*$/, '').replace(/[._-]/g, '') || local;

/**
 * Pairs of near-equal e-mails: of one domain with names one edit apart (`_` for `.` is one), or of the same name
 * (but for `_`, `.`, `-` and a part behind `+`) with domains that are equal or one edit apart, as mistyped (`compamy.com`) or cut off
 * (`.co`) ones are. Equal e-mails are no pair.
 * @param emails distinct, in lower case
 * @throws LeadlensError of kind `cancelled`
 */
export async function nearEmails(emails: readonly string[], signal?: AbortSignal): Promise<NearPairs> {
  const pause = pauses(signal);
  const at = emails.map((email) => (email.includes('@') ? email.lastIndexOf('@') : email.length));
  const locals = emails.map((email, i) => email.slice(0, at[i]));
  const domainIds = new Map<string, number>();
  const domainOf = Int32Array.from(emails, (email, i) => {
    const domain = email.slice((at[i] ?? 0) + 1);
    const known = domainIds.get(domain) ?? domainIds.size;
    domainIds.set(domain, known);
    return known;
  });
  await pause();
  const byName = await oneEditPairs(locals, domainOf, pause);
  const domains = [...domainIds.keys()];
  const nearDomains = await oneEditPairs(domains, new Int32Array(domains.length), pause);
  const neighbours = new Map<number, number[]>();
  const neighbour = (a: number, b: number): void => {
    const list = neighbours.get(a);
    if (list) list.push(b);
    else neighbours.set(a, [b]);
  };
  for (const [a, b] of nearDomains.pairs) neighbour(a, b);

  const pairs = new Map(byName.pairs.map(([a, b]) => [a * emails.length + b, [a, b] as const]));
  let series = byName.series + nearDomains.series;
  const add = (a: number, b: number): void => {
    const [first, second] = [Math.min(a, b), Math.max(a, b)];
    pairs.set(first * emails.length + second, [first, second]);
  };
  const folded = groupsOf(locals.map(foldLocal));
  await pause();
  for (const [i, named] of folded.entries()) {
    if (i % TEXTS_PER_LOOK === 0) await pause();
    const byDomain = new Map<number, number[]>();
    for (const email of named) {
      const domain = domainOf[email] ?? 0;
      const there = byDomain.get(domain);
      if (there) there.push(email);
      else byDomain.set(domain, [email]);
    }
    for (const [domain, here] of byDomain) {
      if (here.length > MOST_IN_BLOCK) series++;
      else eachPair(here, add);
      for (const near of neighbours.get(domain) ?? []) {
        const there = byDomain.get(near) ?? [];
        if (here.length * there.length > MOST_IN_BLOCK ** 2) series++;
        else for (const a of here) for (const b of there) add(a, b);
      }
    }
  }
  return { pairs: [...pairs.values()].sort((x, y) => x[0] - y[0] || x[1] - y[1]), series };
}

/** Indexes of equal texts, for texts that occur more than once. */
function groupsOf(texts: readonly string[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  texts.forEach((text, i) => {
    const group = groups.get(text);
    if (group) group.push(i);
    else groups.set(text, [i]);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}
