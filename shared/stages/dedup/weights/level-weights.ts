/** Pairs of records that compare alike. */
export interface PairGroup {
  /** Level of each comparison; −1 where it cannot be made. */
  readonly levels: Int8Array;
  /** Sum of log2 of the shares of records that have the values on which the pairs agree exactly. */
  readonly shareBits: number;
  /** The same over the comparisons in which households are alike. */
  readonly homeShareBits: number;
  pairs: number;
}

/** A comparison as it is weighed. */
export interface WeighedComparison {
  /** Chance of each level for two records of one person, before anything is known. */
  readonly usual: readonly number[];
  /** The same for two people of one household; null where they are as strangers. */
  readonly usualAtHome: readonly number[] | null;
  /** For two strangers, to be counted beside the pairs that are found; null where these alone tell it. */
  readonly usualOfStrangers: readonly number[] | null;
  /** Of all pairs of records that can be compared, how many are on each level. */
  readonly all: readonly number[];
  /** Whether agreement on the first level counts by how rare the value is. */
  readonly isByValue: boolean;
}

type Chances = readonly (readonly number[])[];

/** By what pairs of records of people are weighed. */
export interface LevelWeights {
  /** Chance of each level of each comparison for one person. */
  readonly m: Chances;
  /** The same for two people of one household; null where they are as strangers. */
  readonly home: readonly (readonly number[] | null)[];
  /** The same for strangers; of the first level, where it counts by value, the factor to the share of the value. */
  readonly u: Chances;
  /** Share of pairs of one person among all pairs of records. */
  readonly prior: number;
  /** Share of pairs of two people of one household. */
  readonly homePrior: number;
  readonly iterations: number;
}

const MOST_ITERATIONS = 100;
const CONVERGED = 1e-4;
/** Pairs that the usual chances count for beside those that are found. */
const USUAL_PAIRS = 20;
/** How much rarer than by its share a value can be taken to be: so many of those that share it were one person. */
const LEAST_FACTOR = 1e-3;
/** What nobody did may still happen: it counts as half a pair. */
const LEAST_PAIRS = 0.5;
/** Odds beyond these are the same certainty, and stay finite. */
const MOST_BITS = 200;

/** The chances that the pairs of a group are one person, and two people of one household. */
export type Weigh = (group: PairGroup) => { readonly one: number; readonly home: number };

/** What weighs pairs by what was estimated. */
export function weigherOf({ m, home, u, prior, homePrior }: LevelWeights): Weigh {
  const bitsOf = (chances: readonly number[] | null | undefined, at: number): Float64Array | null =>
    chances ? Float64Array.from(chances, (chance, level) => Math.log2(chance / (u[at]?.[level] ?? 1))) : null;
  const ofOne = m.map(bitsOf);
  const ofHome = home.map(bitsOf);
  const strangers = 1 - prior - homePrior;
  const odds = (bits: number): number => 2 ** Math.min(bits, MOST_BITS);
  const [priorBits, homePriorBits] = [Math.log2(prior / strangers), Math.log2(homePrior / strangers)];
  return ({ levels, shareBits, homeShareBits }) => {
    let one = priorBits - shareBits;
    let atHome = homePriorBits - homeShareBits;
    for (let at = 0; at < levels.length; at++) {
      const level = levels[at] ?? -1;
      if (level < 0) continue;
      one += ofOne[at]?.[level] ?? 0;
      atHome += ofHome[at]?.[level] ?? 0;
    }
    const [oneOdds, homeOdds] = [odds(one), odds(atHome)];
    const all = 1 + oneOdds + homeOdds;
    return { one: oneOdds / all, home: homeOdds / all };
  };
}

/** Expected pairs on each level, of those that are one thing. */
const noCounts = (comparisons: readonly WeighedComparison[]): number[][] =>
  comparisons.map(({ all }) => all.map(() => 0));

function count(counts: readonly number[][], levels: Int8Array, pairs: number): void {
  for (let at = 0; at < levels.length; at++) {
    const [of, level] = [counts[at], levels[at] ?? -1];
    if (of && level >= 0) of[level] = (of[level] ?? 0) + pairs;
  }
}

function chancesOf(usual: readonly number[], counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, pairs) => sum + pairs, 0) + USUAL_PAIRS;
  return usual.map((chance, level) => ((counts[level] ?? 0) + USUAL_PAIRS * chance) / total);
}

/**
 * The chances of each level and the priors by expectation-maximisation over all pairs of records: those that share
 * nothing that would make them candidates are strangers. Pairs are one person, two people of one household, or
 * strangers; without the second kind, families would be taken for people with two names. What is left of all pairs on a
 * level when the first two kinds are taken away is what strangers do; agreement on a value counts by the share of records
 * that have it.
 * Source: as `fellegi-sunter.ts` of the match stage; levels after W. E. Winkler (1990), the share of values after his
 * "Frequency-based matching" (1989), the third kind after M. D. Larsen, D. B. Rubin, "Iterative automated record linkage
 * using mixture models", JASA 96 (2001); the usual chances are pseudo-counts of a Dirichlet prior.
 * @param groups the candidates
 * @param allPairs of records, candidates or not
 * @param links pairs of one person that are expected, to begin with
 * @param pause gives up the thread now and then, and hears a cancel
 */
export async function estimateLevels(
  groups: readonly PairGroup[],
  comparisons: readonly WeighedComparison[],
  allPairs: number,
  links: number,
  pause: () => Promise<void>,
): Promise<LevelWeights> {
  const found = noCounts(comparisons);
  for (const { levels, pairs } of groups) count(found, levels, pairs);
  const strangersOf = (
    { all, isByValue, usualOfStrangers }: WeighedComparison,
    at: number,
    known: Chances,
  ): readonly number[] => {
    const left = all.map((pairs, level) =>
      Math.max(0, Math.max(pairs, found[at]?.[level] ?? 0) - (known[at]?.[level] ?? 0)),
    );
    if (usualOfStrangers !== null) return chancesOf(usualOfStrangers, left);
    const some = left.map((pairs) => Math.max(LEAST_PAIRS, pairs));
    const sum = some.reduce((total, pairs) => total + pairs, 0);
    const factor = (some[0] ?? 0) / Math.max(1, all[0] ?? 0);
    return some.map((pairs, level) =>
      level === 0 && isByValue ? Math.max(LEAST_FACTOR, factor) : pairs / sum,
    );
  };
  const begin = Math.min(0.25, Math.max(1, links) / allPairs);
  let weights: LevelWeights = {
    m: comparisons.map(({ usual }) => usual),
    home: comparisons.map(({ usualAtHome }) => usualAtHome),
    u: comparisons.map((comparison, at) => strangersOf(comparison, at, [])),
    prior: begin,
    homePrior: begin / 4,
    iterations: 0,
  };
  for (let change = Infinity; change > CONVERGED && weights.iterations < MOST_ITERATIONS;) {
    await pause();
    const weigh = weigherOf(weights);
    const [ofOne, ofHome, known] = [noCounts(comparisons), noCounts(comparisons), noCounts(comparisons)];
    let [one, home] = [0, 0];
    for (const group of groups) {
      const chance = weigh(group);
      one += group.pairs * chance.one;
      home += group.pairs * chance.home;
      count(ofOne, group.levels, group.pairs * chance.one);
      count(ofHome, group.levels, group.pairs * chance.home);
      count(known, group.levels, group.pairs * (chance.one + chance.home));
    }
    const next: LevelWeights = {
      m: comparisons.map(({ usual }, at) => chancesOf(usual, ofOne[at] ?? [])),
      home: comparisons.map(({ usualAtHome }, at) => usualAtHome && chancesOf(usualAtHome, ofHome[at] ?? [])),
      u: comparisons.map((comparison, at) =>
        strangersOf(comparison, at, comparison.usualAtHome === null ? ofOne : known),
      ),
      prior: Math.min(0.25, Math.max(0.5, one) / allPairs),
      homePrior: Math.min(0.25, Math.max(0.5, home) / allPairs),
      iterations: weights.iterations + 1,
    };
    change = Math.max(
      Math.abs(next.prior / weights.prior - 1),
      ...next.m.flatMap((chances, at) =>
        chances.map((chance, level) => Math.abs(chance - (weights.m[at]?.[level] ?? 0))),
      ),
    );
    weights = next;
  }
  return weights;
}
