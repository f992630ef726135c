import { COMPARISONS, MISSING, OF_NAMESAKES, type CompareRecords } from './compare-people';
import type { ComparedPeople } from './compared-people';
import type { WeighedComparison } from './level-weights';

/** Pairs drawn at random by which strangers are told, and pairs between two looks at the clock. */
const DRAWN = 200_000;
const PAIRS_PER_LOOK = 2048;
/** A prime of which products with what a hash is multiplied by stay exact. */
const MODULUS = 2 ** 40 - 87;

export const pairsOf = (records: number): number => (records * (records - 1)) / 2;

/** A linear congruential generator, so that the same pairs are drawn in every run (Numerical Recipes, 1992). */
function drawer(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The records in an order that depends on what is known of them alone: by a hash of their values. */
function anyOrder(people: ComparedPeople): Int32Array {
  const hashes = new Float64Array(people.size);
  for (const { of } of COMPARISONS) {
    const { ids, values } = people[of];
    const ofValue = Float64Array.from(values, hashOf);
    for (let record = 0; record < people.size; record++) {
      const id = ids[record] ?? -1;
      hashes[record] = ((hashes[record] ?? 0) * 31 + (id < 0 ? 7 : (ofValue[id] ?? 0))) % MODULUS;
    }
  }
  return Int32Array.from(hashes.keys()).sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0));
}

function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (hash * 131 + text.charCodeAt(i)) % MODULUS;
  return hash;
}

/** Gives pairs of records to be looked at: all where they are few, else some drawn at random. */
function* somePairs(people: ComparedPeople): Generator<readonly [number, number]> {
  const order = anyOrder(people);
  const all = pairsOf(people.size);
  if (all <= DRAWN) {
    for (let i = 0; i < order.length; i++)
      for (let j = i + 1; j < order.length; j++) yield [order[i] ?? 0, order[j] ?? 0];
    return;
  }
  const draw = drawer();
  for (let i = 0; i < DRAWN; i++) {
    const a = draw(people.size);
    const b = draw(people.size - 1);
    yield [order[a] ?? 0, order[b >= a ? b + 1 : b] ?? 0];
  }
}

/** How many pairs of all records are on each level: equal values are counted, the rest told from pairs drawn at random. */
export async function levelCounts(
  people: ComparedPeople,
  compare: CompareRecords,
  pause: () => Promise<void>,
): Promise<readonly WeighedComparison[]> {
  const into = new Int8Array(COMPARISONS.length);
  const drawn = COMPARISONS.map(({ levels }) => levels.map(() => 0));
  let looked = 0;
  for (const [a, b] of somePairs(people)) {
    if (looked++ % PAIRS_PER_LOOK === 0) await pause();
    compare(a, b, into);
    for (let at = 0; at < into.length; at++) {
      const [counts, level] = [drawn[at], into[at] ?? MISSING];
      if (counts && level >= 0) counts[level] = (counts[level] ?? 0) + 1;
    }
  }
  return COMPARISONS.map(({ of, usual, atHome, strangers, isByValue }, at) => {
    // All pairs of namesakes are candidates, and are counted there.
    const isOfNamesakes = at === OF_NAMESAKES;
    const counts = isOfNamesakes ? usual.map(() => 0) : (drawn[at] ?? []);
    const { counts: holders, filled } = people[of];
    const exact = isOfNamesakes ? 0 : holders.reduce((total, n) => total + pairsOf(n), 0);
    const others = counts.slice(1).reduce((total, n) => total + n, 0);
    const perDrawn = others === 0 ? 0 : (pairsOf(filled) - exact) / others;
    return {
      usual,
      usualAtHome: atHome,
      usualOfStrangers: strangers ?? null,
      all: counts.map((n, level) => (level === 0 ? exact : perDrawn * n)),
      isByValue,
    };
  });
}
