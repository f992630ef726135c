/** Chance with which what really happened is at most the bound, on each of the two sides. */
const CERTAIN = 0.975;

/** What is expected to be wrong in a number, and how far that can go. */
export interface ExpectedError {
  /** Counted, and expected not to be there. */
  readonly wrong: number;
  /** Not counted, and expected to be there. */
  readonly missed: number;
  /** Between these the true number lies with at least 95 %, if the probabilities are right. */
  readonly low: number;
  readonly high: number;
}

/**
 * The most events that happen with 97.5 %, of many independent ones that are expected to be `mean` together: the quantile
 * of the Poisson distribution, which lies at or above that of a sum of independent events with any chances.
 * Source: W. Hoeffding, "On the distribution of the number of successes in independent trials", Ann. Math. Statist. 27
 * (1956); T. W. Anderson, S. M. Samuels, "Some inequalities among binomial and Poisson probabilities" (1967).
 */
export function mostOf(mean: number): number {
  if (mean <= 0) return 0;
  let logOf = -mean;
  let sum = Math.exp(logOf);
  let events = 0;
  // Far above the mean what is left to add is below what a float holds.
  const end = mean + 40 * Math.sqrt(mean) + 40;
  while (sum < CERTAIN && events < end) {
    events++;
    logOf += Math.log(mean / events);
    sum += Math.exp(logOf);
  }
  return events;
}

/** The interval of a count of which `wrong` are expected to be none and `missed` to be missing. */
export const expectedError = (count: number, wrong: number, missed: number): ExpectedError => ({
  wrong,
  missed,
  low: Math.max(0, count - mostOf(wrong)),
  high: count + mostOf(missed),
});
