import { describe, expect, it } from 'vitest';
import { falseDiscoveryRates } from '../../shared/domain/false-discovery';
import { upperTail } from '../../shared/domain/normal-tail';
import { trendTest, type ScoredTrials } from '../../shared/domain/trend-test';
import { judgeAlone, judgeTogether } from '../../shared/domain/trend-verdict';

const trials = (hits: readonly number[], totals: readonly number[], scores?: readonly number[]) =>
  hits.map((x, i): ScoredTrials => ({ hits: x, total: totals[i] ?? 0, score: scores?.[i] ?? i }));

/** All ways to spread `left` hits over the periods, each with its number of ways. */
function tables(totals: readonly number[], left: number): { hits: number[]; ways: number }[] {
  const [first, ...rest] = totals;
  if (first === undefined) return left === 0 ? [{ hits: [], ways: 1 }] : [];
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  return Array.from({ length: Math.min(first, left) + 1 }, (_, x) =>
    tables(rest, left - x).map((t) => ({ hits: [x, ...t.hits], ways: t.ways * choose(first, x) })),
  ).flat();
}

describe('The tail of the normal distribution', () => {
  it.each([
    // Abramowitz and Stegun, table 26.1 and 26.2.
    [0, 0.5],
    [1, 0.158655253931457],
    [1.959963984540054, 0.025],
    [3, 0.00134989803163009],
    [5, 2.86651571879194e-7],
    [10, 7.61985302416053e-24],
  ])('beyond %d is %d', (z, chance) => {
    expect(Math.abs(upperTail(z) / chance - 1)).toBeLessThan(1e-10);
    expect(upperTail(-z)).toBeCloseTo(1 - chance, 12);
  });

  it('has no step where it goes from the series to the fraction', () => {
    const at = 2 * Math.SQRT2;
    expect(upperTail(at - 1e-9) / upperTail(at + 1e-9)).toBeCloseTo(1, 7);
  });
});

describe('The Cochran–Armitage test', () => {
  it('gives what R documents of the smokers in four studies', () => {
    // R, help of prop.trend.test: X-squared = 8.2249, df = 1, p-value = 0.004132.
    const test = trendTest(trials([83, 90, 129, 70], [86, 93, 136, 82]));
    expect((test?.z ?? 0) ** 2).toBeCloseTo(8.2249, 4);
    expect(test).toMatchObject({ method: 'exact' });
    const many = trendTest(trials([830, 900, 1290, 700], [860, 930, 1360, 820]));
    expect((many?.z ?? 0) ** 2).toBeCloseTo(82.249, 3);
    expect(many).toMatchObject({ method: 'normal' });
  });

  it('gives what Armitage found for carriers of Streptococcus pyogenes by the size of their tonsils', () => {
    // Armitage, Biometrics 11 (1955), table 1: χ² for trend 7.19 with one degree of freedom.
    const test = trendTest(trials([19, 29, 24], [516, 589, 293]));
    expect((test?.z ?? 0) ** 2).toBeCloseTo(7.19, 2);
    expect(test?.p).toBeCloseTo(0.0073, 4);
    expect(test?.slope).toBeGreaterThan(0);
  });

  it('gives what Agresti found for malformations by the drinks of the mother', () => {
    // Agresti, Categorical Data Analysis, 3.4.3: M² = 6.57, scores 0, 0.5, 1.5, 4, 7, here in halves.
    const test = trendTest(trials([48, 38, 5, 1, 1], [17114, 14502, 793, 127, 38], [0, 1, 3, 8, 14]));
    expect((test?.z ?? 0) ** 2).toBeCloseTo(6.57, 2);
  });

  it('is Fisher’s exact test where there are two periods: the lady tasting tea', () => {
    expect(trendTest(trials([3, 1], [4, 4]))?.p).toBeCloseTo(34 / 70, 12);
    expect(trendTest(trials([4, 0], [4, 4]))?.p).toBeCloseTo(2 / 70, 12);
  });

  it('counts out the same chance as going through all tables does', () => {
    const totals = [7, 5, 0, 9, 4];
    for (const hits of [
      [1, 2, 0, 5, 3],
      [3, 1, 0, 1, 0],
      [6, 5, 0, 7, 1],
    ]) {
      const all = tables(
        totals,
        hits.reduce((a, b) => a + b),
      );
      const sum = (x: readonly number[]): number => x.reduce((total, n, i) => total + n * i, 0);
      const ways = all.reduce((total, t) => total + t.ways, 0);
      const mean = all.reduce((total, t) => total + sum(t.hits) * t.ways, 0) / ways;
      const far = all
        .filter((t) => Math.abs(sum(t.hits) - mean) >= Math.abs(sum(hits) - mean) - 1e-9)
        .reduce((total, t) => total + t.ways, 0);
      expect(trendTest(trials(hits, totals))?.p).toBeCloseTo(far / ways, 10);
    }
  });

  it('agrees in both ways where both can be had: 30 and 31 hits', () => {
    const exact = trendTest(trials([4, 10, 16], [400, 400, 400]));
    const normal = trendTest(trials([4, 10, 17], [400, 400, 400]));
    expect(exact?.method).toBe('exact');
    expect(normal?.method).toBe('normal');
    expect(Math.abs((exact?.p ?? 0) - (normal?.p ?? 0))).toBeLessThan(0.01);
  });

  it('says nothing without two periods, without hits and without misses', () => {
    expect(trendTest([])).toBeNull();
    expect(trendTest(trials([3, 0], [9, 0]))).toBeNull();
    expect(trendTest(trials([0, 0], [9, 9]))).toBeNull();
    expect(trendTest(trials([9, 9], [9, 9]))).toBeNull();
  });

  it('takes a gap between periods as the time that it is', () => {
    const near = trendTest(trials([40, 50, 60], [100, 100, 100], [0, 1, 2]));
    const gap = trendTest(trials([40, 50, 60], [100, 100, 100], [0, 1, 9]));
    expect(near?.slope).toBeCloseTo(0.1, 12);
    expect(near?.intercept).toBeCloseTo(0.4, 12);
    expect(gap?.slope).toBeLessThan(0.03);
  });
});

describe('The false discovery rate', () => {
  it('rejects the four of fifteen that Benjamini and Hochberg reject', () => {
    // JRSS B 57 (1995), section 3.2: at 0.05 the hypotheses of the four smallest.
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    const q = falseDiscoveryRates(p);
    expect(q.filter((value) => value <= 0.05)).toHaveLength(4);
    expect(q[0]).toBeCloseTo(0.0015, 12);
    expect(q[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
    // 0.0278 · 15 / 6 = 0.0695, but 0.0298 · 15 / 7 = 0.0639 is less.
    expect(q[5]).toBeCloseTo((0.0298 * 15) / 7, 12);
  });

  it('is never below p, never above 1, and of one test it is p', () => {
    expect(falseDiscoveryRates([0.3])).toEqual([0.3]);
    expect(falseDiscoveryRates([])).toEqual([]);
    expect(falseDiscoveryRates([0.9, 0.95])).toEqual([0.95, 0.95]);
  });
});

describe('A verdict', () => {
  it('is too few with fewer than five hits, five misses or two periods', () => {
    const verdict = (hits: readonly number[], totals: readonly number[]): string =>
      judgeAlone(trials(hits, totals), 0.05).verdict;
    expect(verdict([0, 4], [500, 500])).toBe('few');
    expect(verdict([500, 496], [500, 500])).toBe('few');
    expect(verdict([90, 0], [500, 0])).toBe('few');
    expect(verdict([0, 5], [50, 50])).toBe('unchanged');
    expect(verdict([0, 9], [50, 50])).toBe('better');
    expect(verdict([9, 0], [50, 50])).toBe('worse');
  });

  it('splits the periods as Compare does: of three the newer half has two', () => {
    const judged = judgeAlone(trials([10, 20, 30], [100, 100, 100]), 0.05);
    expect(judged.older).toEqual({ hits: 10, total: 100 });
    expect(judged.newer).toEqual({ hits: 50, total: 200 });
    expect(judged.difference.value).toBeCloseTo(0.15, 12);
  });

  it('weighs tests against each other: what stands alone may not stand among many', () => {
    const falling = trials([40, 28], [100, 100]);
    const flat = trials([30, 30], [100, 100]);
    expect(judgeTogether([falling], 0.1)[0]?.verdict).toBe('worse');
    const among = judgeTogether([falling, ...Array.from({ length: 9 }, () => flat)], 0.1);
    expect(among[0]?.verdict).toBe('unchanged');
    expect(among[0]?.q).toBeCloseTo((among[0]?.trend?.p ?? 0) * 10, 10);
  });

  it('does not let segments that are too few weigh against others', () => {
    const falling = trials([40, 20], [100, 100]);
    const few = trials([1, 1], [100, 100]);
    const judged = judgeTogether([few, falling, few, few], 0.05);
    expect(judged.map(({ verdict }) => verdict)).toEqual(['few', 'worse', 'few', 'few']);
    expect(judged[1]?.q).toBe(judged[1]?.trend?.p);
    expect(judged[0]?.q).toBeNull();
  });
});
