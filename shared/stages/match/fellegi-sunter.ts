/** Whether a key of the two sides is equal, or cannot be compared because one side lacks it. */
export type Comparison = 'agrees' | 'differs' | 'missing';

/** Pairs of identities and delivered leads that compare alike. */
export interface ComparedPairs {
  readonly email: Comparison;
  readonly phone: Comparison;
  /** Chance that a stranger has this very value; counts where the key agrees. */
  readonly emailU: number;
  readonly phoneU: number;
  readonly pairs: number;
}

export interface WeightParameters {
  /** Chance that a key agrees for a true link. */
  readonly m: { readonly email: number; readonly phone: number };
  /** Share of true links among all pairs. */
  readonly prior: number;
}

/** Chance that a key agrees for a true link, where the data say nothing about it. */
export const DEFAULT_M = 0.95;

/** Pairs that agree on both keys, and on one, from which both m can be told apart from chance. */
const ENOUGH_BOTH = 50;
const ENOUGH_ONE = 10;

const MOST_ITERATIONS = 500;
const CONVERGED = 1e-7;
/** "1 pair agrees" */
const pairs = (count: number): string => `${String(count)} ${count === 1 ? 'pair agrees' : 'pairs agree'}`;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** How much more likely a true link gives this comparison than two strangers do. */
export function likelihoodRatio(comparison: Comparison, m: number, u: number): number {
  if (comparison === 'agrees') return m / u;
  if (comparison === 'differs') return (1 - m) / (1 - Math.min(u, 0.999999));
  return 1;
}

export interface Estimate extends WeightParameters {
  readonly origin: 'estimated' | 'default';
  /** Why the defaults are used; null where they are not. */
  readonly reason: string | null;
  readonly iterations: number;
}

/**
 * m of both keys and the prior by expectation-maximisation; u stays fixed, since with two keys the data leave one
 * parameter too many. Source: W. E. Winkler, "Using the EM algorithm for weight computation in the Fellegi-Sunter
 * model of record linkage" (1988), with u by value frequency as in "Frequency-based matching" (1989).
 * @param groups all pairs that agree on at least one key
 * @param allPairs identities × delivered leads; those not in `groups` agree on nothing
 * @param linkable identities that have a candidate at all: where nothing can be estimated each is taken to be half a link
 */
export function estimateWeights(
  groups: readonly ComparedPairs[],
  allPairs: number,
  linkable: number,
): Estimate {
  const count = (has: (g: ComparedPairs) => boolean): number =>
    groups.reduce((sum, g) => sum + (has(g) ? g.pairs : 0), 0);
  const defaults = (reason: string): Estimate => ({
    origin: 'default',
    reason,
    m: { email: DEFAULT_M, phone: DEFAULT_M },
    prior: allPairs === 0 ? 0.5 : clamp(linkable / 2 / allPairs, 1e-12, 0.5),
    iterations: 0,
  });
  const both = count((g) => g.email === 'agrees' && g.phone === 'agrees');
  const one = count((g) => g.email === 'differs' || g.phone === 'differs');
  if (both < ENOUGH_BOTH) {
    return defaults(`Only ${pairs(both)} on both keys; ${String(ENOUGH_BOTH)} are needed to estimate.`);
  }
  if (one < ENOUGH_ONE) {
    return defaults(
      `Only ${pairs(one)} on one key and not on the other; ${String(ENOUGH_ONE)} are needed to estimate.`,
    );
  }

  const rest = Math.max(0, allPairs - count(() => true));
  let m = { email: DEFAULT_M, phone: DEFAULT_M };
  let prior = clamp(linkable / allPairs, 1e-12, 0.5);
  let iterations = 0;
  // Where chance explains all single agreements m goes to 1 ever more slowly: what is reached by then is near enough.
  for (let change = Infinity; change >= CONVERGED && iterations < MOST_ITERATIONS; iterations++) {
    const posterior = (ratio: number): number => (prior * ratio) / (prior * ratio + 1 - prior);
    // Pairs that agree on nothing: each is hardly ever a link, but there are many.
    const missed = rest * posterior((1 - m.email) * (1 - m.phone));
    let links = missed;
    const agreeing = { email: 0, phone: 0 };
    const comparable = { email: missed, phone: missed };
    for (const g of groups) {
      const expected =
        g.pairs *
        posterior(likelihoodRatio(g.email, m.email, g.emailU) * likelihoodRatio(g.phone, m.phone, g.phoneU));
      links += expected;
      for (const key of ['email', 'phone'] as const) {
        if (g[key] === 'agrees') agreeing[key] += expected;
        if (g[key] !== 'missing') comparable[key] += expected;
      }
    }
    const next = {
      email: clamp(agreeing.email / comparable.email, 0.5, 1 - 1e-6),
      phone: clamp(agreeing.phone / comparable.phone, 0.5, 1 - 1e-6),
    };
    const nextPrior = clamp(links / allPairs, 1e-12, 0.5);
    change = Math.max(
      Math.abs(next.email - m.email),
      Math.abs(next.phone - m.phone),
      Math.abs(nextPrior / prior - 1),
    );
    [m, prior] = [next, nextPrior];
  }
  return { origin: 'estimated', reason: null, m, prior, iterations };
}
