import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedError, mostOf } from '../../shared/domain/expected-error';

describe('the expected error of a count', () => {
  test.each([
    // 97.5 % quantiles of the Poisson distribution, from tables.
    [0, 0],
    [0.02, 0],
    [0.03, 1],
    [0.2, 1],
    [0.5, 2],
    [1, 3],
    [2, 5],
    [5, 10],
    [10, 17],
    [100, 120],
  ])('allows of %f expected events at most %i', (mean, most) => {
    expect(mostOf(mean)).toBe(most);
  });

  test('covers a sum of independent events with any chances, with 97.5 % at least', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }), (chances) => {
        // The exact distribution of the sum, event by event.
        const of = chances.reduce<number[]>(
          (before, p) => [...before, 0].map((_, k) => (before[k] ?? 0) * (1 - p) + (before[k - 1] ?? 0) * p),
          [1],
        );
        const most = mostOf(chances.reduce((sum, p) => sum + p, 0));
        expect(of.slice(0, most + 1).reduce((sum, p) => sum + p, 0)).toBeGreaterThan(0.974);
      }),
    );
  });

  test('holds where thousands are expected, and never goes below none', () => {
    expect(mostOf(5000)).toBeGreaterThan(5130);
    expect(mostOf(5000)).toBeLessThan(5145);
    expect(expectedError(1, 2.5, 0)).toEqual({ wrong: 2.5, missed: 0, low: 0, high: 1 });
    expect(expectedError(40, 0.5, 1)).toEqual({ wrong: 0.5, missed: 1, low: 38, high: 43 });
  });
});
