import { falseDiscoveryRates } from './false-discovery';
import { rateDifference, type Rate } from './rate';
import { trendTest, type ScoredTrials, type TrendTest, type Trials } from './trend-test';

export const VERDICTS = ['worse', 'better', 'unchanged', 'few'] as const;
/** `unchanged`: no change that could be told from chance. `few`: too few to judge. */
export type Verdict = (typeof VERDICTS)[number];

/** What is said of the shares of one segment over the periods that can be judged. */
export interface Judged {
  readonly verdict: Verdict;
  readonly trend: TrendTest | null;
  /** The smallest false discovery rate under which its trend counts; null where it was not tested with others. */
  readonly q: number | null;
  /** All periods together, their older and their newer half; of an odd number the newer half has the one in the middle. */
  readonly all: Trials;
  readonly older: Trials;
  readonly newer: Trials;
  /** Share of the newer half less that of the older, with its 95 % interval. */
  readonly difference: Rate;
}

/** Hits, and misses, below which nothing is said of a trend. */
export const LEAST_HITS = 5;

const together = (trials: readonly Trials[]): Trials => ({
  hits: trials.reduce((sum, { hits }) => sum + hits, 0),
  total: trials.reduce((sum, { total }) => sum + total, 0),
});

/** Where the newer half of so many periods begins, as Compare splits them. */
export const newerHalfFrom = (periods: number): number => Math.floor(periods / 2);

/** Whether a trend could be told at all: two periods with trials, and enough hits and misses in them. */
function isEnough(periods: readonly Trials[]): boolean {
  const { hits, total } = together(periods);
  return (
    hits >= LEAST_HITS &&
    total - hits >= LEAST_HITS &&
    periods.filter((period) => period.total > 0).length >= 2
  );
}

const said = (trend: TrendTest | null, isFound: boolean): Verdict => {
  if (trend === null) return 'few';
  if (!isFound) return 'unchanged';
  return trend.z > 0 ? 'better' : 'worse';
};

const measured = (periods: readonly Trials[]): Omit<Judged, 'verdict' | 'trend' | 'q'> => {
  const half = newerHalfFrom(periods.length);
  const [older, newer] = [together(periods.slice(0, half)), together(periods.slice(half))];
  return { all: together(periods), older, newer, difference: rateDifference(older, newer) };
};

const tested = (periods: readonly ScoredTrials[]): TrendTest | null =>
  isEnough(periods) ? trendTest(periods) : null;

/**
 * Says of one series of shares by itself whether it gets better or worse.
 * @param rate the chance of a verdict where nothing changes
 */
export function judgeAlone(periods: readonly ScoredTrials[], rate: number): Judged {
  const trend = tested(periods);
  return {
    verdict: said(trend, trend !== null && trend.p <= rate),
    trend,
    q: null,
    ...measured(periods),
  };
}

/**
 * Says of each of several segments whether its share gets better or worse: a Cochran–Armitage test each (see `trendTest`),
 * with the false discovery rate over those that could be tested held at `rate` (see `falseDiscoveryRates`).
 * @param segments the periods of each, oldest first
 * @param rate share of the verdicts *better* and *worse* that may be expected to be false
 */
export function judgeTogether(
  segments: readonly (readonly ScoredTrials[])[],
  rate: number,
): readonly Judged[] {
  const trends = segments.map(tested);
  const pValues = trends.flatMap((trend) => (trend === null ? [] : [trend.p]));
  const found = falseDiscoveryRates(pValues);
  let next = 0;
  return segments.map((periods, index): Judged => {
    const trend = trends[index] ?? null;
    const q = trend === null ? null : (found[next++] ?? 1);
    return { verdict: said(trend, q !== null && q <= rate), trend, q, ...measured(periods) };
  });
}
