import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_M,
  estimateWeights,
  likelihoodRatio,
  type ComparedPairs,
} from '../../shared/stages/match/fellegi-sunter';

const pairs = (
  email: ComparedPairs['email'],
  phone: ComparedPairs['phone'],
  count: number,
  u = 1e-6,
): ComparedPairs => ({ email, phone, emailU: u, phoneU: u, pairs: count });

describe('the estimation of what keys say', () => {
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
    expect(few).toMatchObject({ origin: 'default', m: { email: DEFAULT_M, phone: DEFAULT_M } });
    expect(few.reason).toMatch(/49 pairs agree on both keys/);
    const one = estimateWeights([pairs('agrees', 'agrees', 500), pairs('differs', 'agrees', 9)], 1e6, 60);
    expect(one).toMatchObject({ origin: 'default' });
    expect(one.reason).toMatch(/9 pairs agree on one key/);
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
    const enough = [pairs('agrees', 'agrees', 50), pairs('differs', 'agrees', 10)];
    expect(estimateWeights(enough, 1e6, 60)).toMatchObject({ origin: 'estimated', reason: null });
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
    expect(likelihoodRatio('differs', 0.9, 1)).toBeLessThan(Infinity);
  });
});
