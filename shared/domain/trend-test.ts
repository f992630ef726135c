import { upperTail } from './normal-tail';

/** How many of some trials were hits. */
export interface Trials {
  /** 0 … total */
  readonly hits: number;
  readonly total: number;
}

/** The trials of one period; scores are whole numbers, equally far apart where the periods are. */
export interface ScoredTrials extends Trials {
  readonly score: number;
}

/** What a test for a trend over periods says. */
export interface TrendTest {
  /** Standard deviations by which the trend is off from none; above 0 the share rises. */
  readonly z: number;
  /** Chance of such a trend, up or down, where there is none. */
  readonly p: number;
  readonly method: 'exact' | 'normal';
  /** Change of the share for one step of the score, by least squares weighted with the trials. */
  readonly slope: number;
  /** The share at score 0 on that line. */
  readonly intercept: number;
}

/** Up to so many hits (or misses, where those are fewer) the chance is counted out instead of approximated. */
export const EXACT_UP_TO = 30;

/** C(n, 0 … most) */
function binomials(n: number, most: number): readonly number[] {
  const values = [1];
  for (let k = 1; k <= most; k += 1) values.push(((values[k - 1] ?? 0) * (n - k + 1)) / k);
  return values;
}

/**
 * The chance, given how many hits there are in all, of a sum of their scores as far from its mean as the one found or farther.
 * It goes over the periods and adds up, for each number of hits so far and each sum of scores, in how many ways it comes about.
 * @param steps scores from 0 on, with the trials of each; @param hits in all; @param sum of the scores of the hits
 */
function exactChance(steps: readonly ScoredTrials[], hits: number, sum: number): number {
  const total = steps.reduce((all, { total: n }) => all + n, 0);
  const highest = Math.max(...steps.map(({ score }) => score)) * hits;
  const width = highest + 1;
  let ways = new Float64Array((hits + 1) * width);
  ways[0] = 1;
  for (const { score, total: n } of steps) {
    const next = new Float64Array(ways.length);
    const taken = binomials(n, Math.min(n, hits));
    for (let had = 0; had <= hits; had += 1) {
      for (let at = 0; at <= highest; at += 1) {
        const way = ways[had * width + at] ?? 0;
        if (way === 0) continue;
        for (let take = 0; take < taken.length && had + take <= hits; take += 1) {
          const place = (had + take) * width + at + take * score;
          next[place] = (next[place] ?? 0) + way * (taken[take] ?? 0);
        }
      }
    }
    ways = next;
  }
  const mean = (hits * steps.reduce((all, { score, total: n }) => all + score * n, 0)) / total;
  const distance = Math.abs(sum - mean) * (1 - 1e-9);
  const chances = ways.subarray(hits * width);
  let far = 0;
  let all = 0;
  for (const [at, way] of chances.entries()) {
    all += way;
    if (Math.abs(at - mean) >= distance) far += way;
  }
  return Math.min(1, far / all);
}

/**
 * The Cochran–Armitage test for a linear trend in shares over ordered periods; null where no trend could show: fewer than two
 * periods with trials, no hit, or no miss.
 *
 * With scores s, trials n, hits x, N = Σn, p̄ = Σx/N, s̄ = Σns/N: T = Σ(s − s̄)x, its variance without a trend
 * p̄(1 − p̄)Σn(s − s̄)², z = T/√variance, two-sided. The slope is T/Σn(s − s̄)². With 30 hits or misses or fewer the chance is
 * that of all tables with these sums whose |T| is at least as great (the exact conditional test).
 * Source: W. G. Cochran, "Some methods for strengthening the common χ² tests", Biometrics 10 (1954); P. Armitage, "Tests for
 * linear trends in proportions and frequencies", Biometrics 11 (1955); A. Agresti, Categorical Data Analysis, 3rd ed. (2013),
 * 5.3.5; two-sided exact chance as in SAS PROC FREQ, "Cochran–Armitage test for trend".
 */
export function trendTest(periods: readonly ScoredTrials[]): TrendTest | null {
  const tried = periods.filter(({ total }) => total > 0);
  const total = tried.reduce((sum, period) => sum + period.total, 0);
  const hits = tried.reduce((sum, period) => sum + period.hits, 0);
  if (tried.length < 2 || hits === 0 || hits === total) return null;
  const share = hits / total;
  const centre = tried.reduce((sum, { score, total: n }) => sum + score * n, 0) / total;
  const spread = tried.reduce((sum, { score, total: n }) => sum + n * (score - centre) ** 2, 0);
  if (spread === 0) return null;
  const trend = tried.reduce((sum, { score, hits: x }) => sum + (score - centre) * x, 0);
  const z = trend / Math.sqrt(share * (1 - share) * spread);
  const slope = trend / spread;
  const fitted = { slope, intercept: share - slope * centre };
  const misses = total - hits;
  if (Math.min(hits, misses) > EXACT_UP_TO) {
    return { z, p: Math.min(1, 2 * upperTail(Math.abs(z))), method: 'normal', ...fitted };
  }
  // Misses lean the other way as far as hits do: the fewer of both are counted.
  const first = Math.min(...tried.map(({ score }) => score));
  const steps = tried.map((period) => ({
    score: period.score - first,
    total: period.total,
    hits: hits <= misses ? period.hits : period.total - period.hits,
  }));
  const sum = steps.reduce((all, { score, hits: x }) => all + score * x, 0);
  return { z, p: exactChance(steps, Math.min(hits, misses), sum), method: 'exact', ...fitted };
}
