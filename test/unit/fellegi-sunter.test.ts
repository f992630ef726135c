import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_M,
  estimateWeights,
  likelihoodRatio,
  type ComparedPairs,
  type Estimate,
} from '../../shared/stages/match/fellegi-sunter';

const pairs = (
  email: ComparedPairs['email'],
  phone: ComparedPairs['phone'],
  count: number,
  u = 1e-6,
): ComparedPairs => ({ email, phone, emailU: u, phoneU: u, pairs: count });

/** One step of expectation and maximisation, as Winkler writes it: over all pairs, those without an equal key too. */
function stepped(
  groups: readonly ComparedPairs[],
  allPairs: number,
  { m, prior }: Pick<Estimate, 'm' | 'prior'>,
): Pick<Estimate, 'm' | 'prior'> {
  const seen = groups.reduce((sum, { pairs: count }) => sum + count, 0);
  const all = [...groups, pairs('differs', 'differs', allPairs - seen, 0)];
  const links = all.map((group) => {
    const odds =
      likelihoodRatio(group.email, m.email, group.emailU) *
      likelihoodRatio(group.phone, m.phone, group.phoneU) *
      (prior / (1 - prior));
    return { ...group, expected: (group.pairs * odds) / (1 + odds) };
  });
  const sum = (of: (group: (typeof links)[number]) => boolean): number =>
    links.filter(of).reduce((total, { expected }) => total + expected, 0);
  return {
    m: {
      email: sum(({ email }) => email === 'agrees') / sum(({ email }) => email !== 'missing'),
      phone: sum(({ phone }) => phone === 'agrees') / sum(({ phone }) => phone !== 'missing'),
    },
    prior: sum(() => true) / allPairs,
  };
}

describe('the estimation of what keys say', () => {
  test.each([
    ['all have both keys', [], 1e6],
    ['a side lacks one', [pairs('agrees', 'missing', 300, 1e-5), pairs('missing', 'agrees', 20, 1e-4)], 1e6],
    ['few pairs agree on nothing', [], 4000],
  ] as const)('rests where one more step changes nothing: %s', (_, more, allPairs) => {
    const groups = [
      pairs('agrees', 'agrees', 900, 1e-5),
      pairs('agrees', 'differs', 150, 1e-5),
      pairs('differs', 'agrees', 60, 2e-5),
      ...more,
    ];
    const estimate = estimateWeights(groups, allPairs, 1200);
    const next = stepped(groups, allPairs, estimate);
    expect(estimate).toMatchObject({ origin: 'estimated', reason: null });
    expect(estimate.iterations).toBeGreaterThan(2);
    expect(estimate.iterations).toBeLessThan(500);
    expect(next.m.email).toBeCloseTo(estimate.m.email, 6);
    expect(next.m.phone).toBeCloseTo(estimate.m.phone, 6);
    expect(Math.abs(next.prior / estimate.prior - 1)).toBeLessThan(1e-6);
  });

  test('stops after five hundred steps where it goes on for ever, with m still short of 1', () => {
    const slow = estimateWeights(
      [
        pairs('agrees', 'agrees', 1000, 1e-4),
        pairs('differs', 'agrees', 100, 1e-4),
        pairs('agrees', 'differs', 100, 1e-4),
      ],
      1e6,
      1200,
    );
    expect(slow.iterations).toBe(500);
    expect(Math.max(slow.m.email, slow.m.phone)).toBeLessThanOrEqual(1 - 1e-6);
  });

  test('takes no key for worse than a coin, and at most every second pair for a link', () => {
    const bad = estimateWeights(
      [pairs('agrees', 'agrees', 50, 1e-9), pairs('differs', 'agrees', 5000, 1e-9)],
      1e9,
      5050,
    );
    expect(bad.m.email).toBe(0.5);
    expect(bad.m.phone).toBe(1 - 1e-6);
    const all = estimateWeights(
      [pairs('agrees', 'agrees', 900, 1e-3), pairs('differs', 'agrees', 100, 1e-3)],
      1000,
      1000,
    );
    expect(all.prior).toBe(0.5);
  });

  test('finds m and the prior from which pairs were drawn', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.8, max: 0.99, noNaN: true }),
        fc.double({ min: 0.8, max: 0.99, noNaN: true }),
        fc.integer({ min: 2_000, max: 50_000 }),
        (mEmail, mPhone, links) => {
          const allPairs = 1e10;
          const u = 1e-9;
          const strangers = allPairs - links;
          const estimate = estimateWeights(
            [
              pairs('agrees', 'agrees', links * mEmail * mPhone + strangers * u * u, u),
              pairs('agrees', 'differs', links * mEmail * (1 - mPhone) + strangers * u * (1 - u), u),
              pairs('differs', 'agrees', links * (1 - mEmail) * mPhone + strangers * u * (1 - u), u),
            ],
            allPairs,
            links,
          );
          expect(estimate.origin).toBe('estimated');
          expect(estimate.m.email).toBeCloseTo(mEmail, 2);
          expect(estimate.m.phone).toBeCloseTo(mPhone, 2);
          expect((estimate.prior * allPairs) / links).toBeCloseTo(1, 1);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('takes pairs that chance explains for strangers', () => {
    const u = 1e-4;
    const estimate = estimateWeights(
      [
        pairs('agrees', 'agrees', 1000, u),
        pairs('differs', 'agrees', 100, u),
        pairs('agrees', 'differs', 100, u),
      ],
      1e6,
      1200,
    );
    expect(estimate.m.email).toBeGreaterThan(0.99);
    expect(estimate.m.phone).toBeGreaterThan(0.99);
  });

  test('uses the defaults, and says why, where too few pairs agree on both keys or on one alone', () => {
    const few = estimateWeights([pairs('agrees', 'agrees', 49), pairs('differs', 'agrees', 20)], 1e6, 60);
    // Each identity with a candidate is taken to be half a link.
    expect(few).toEqual({
      origin: 'default',
      reason: 'Only 49 pairs agree on both keys; 50 are needed to estimate.',
      m: { email: DEFAULT_M, phone: DEFAULT_M },
      prior: 30 / 1e6,
      iterations: 0,
    });
    const alone = estimateWeights([pairs('agrees', 'agrees', 1)], 1e6, 60);
    expect(alone.reason).toBe('Only 1 pair agrees on both keys; 50 are needed to estimate.');
    const one = estimateWeights([pairs('agrees', 'agrees', 500), pairs('differs', 'agrees', 9)], 1e6, 60);
    expect(one).toMatchObject({
      origin: 'default',
      reason: 'Only 9 pairs agree on one key and not on the other; 10 are needed to estimate.',
    });
    const other = estimateWeights([pairs('agrees', 'agrees', 50), pairs('agrees', 'differs', 9)], 1e6, 60);
    expect(other.reason).toBe(one.reason);
    expect(estimateWeights([], 100, 1000).prior).toBe(0.5);
    expect(estimateWeights([], 100, 0).prior).toBe(1e-12);
  });

  test('leaves out keys that a side lacks', () => {
    const both = [
      pairs('agrees', 'agrees', 1000),
      pairs('agrees', 'differs', 50),
      pairs('differs', 'agrees', 40),
    ];
    const without = estimateWeights(both, 1e8, 1100);
    const withMissing = estimateWeights([...both, pairs('agrees', 'missing', 400)], 1e8, 1500);
    expect(withMissing.m.phone).toBeCloseTo(without.m.phone, 2);
    expect(withMissing.m.email).toBeGreaterThanOrEqual(without.m.email);
  });

  test('estimates from fifty pairs with both keys and ten with one on', () => {
    const both = pairs('agrees', 'agrees', 50);
    for (const one of [
      [pairs('differs', 'agrees', 10)],
      [pairs('agrees', 'differs', 10)],
      [pairs('agrees', 'differs', 5), pairs('differs', 'agrees', 5)],
    ])
      expect(estimateWeights([both, ...one], 1e6, 60)).toMatchObject({ origin: 'estimated', reason: null });
    // Of a key that a side lacks nothing is known.
    expect(estimateWeights([both, pairs('agrees', 'missing', 10)], 1e6, 60).origin).toBe('default');
  });

  test('has nothing to say of no pairs', () => {
    expect(estimateWeights([], 0, 0)).toMatchObject({ origin: 'default', prior: 0.5 });
  });

  test('counts a rare value for more than a common one, a difference against, and a missing key for nothing', () => {
    expect(likelihoodRatio('agrees', 0.95, 1e-6)).toBeGreaterThan(likelihoodRatio('agrees', 0.95, 1e-3));
    expect(likelihoodRatio('agrees', 0.95, 1e-3)).toBeGreaterThan(1);
    expect(likelihoodRatio('differs', 0.95, 1e-3)).toBeLessThan(1);
    expect(likelihoodRatio('missing', 0.95, 1e-3)).toBe(1);
  });

  test('is m/u where a key agrees, and (1 − m)/(1 − u) where it differs', () => {
    expect(likelihoodRatio('agrees', 0.9, 0.2)).toBeCloseTo(4.5, 12);
    expect(likelihoodRatio('differs', 0.9, 0.2)).toBeCloseTo(0.125, 12);
    // A value that all have tells nothing apart: the ratio stays a number.
    expect(likelihoodRatio('differs', 0.9, 1)).toBeCloseTo(1e5, 3);
  });
});
