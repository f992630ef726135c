import { describe, expect, it } from 'vitest';
import { errorsOf, headlineKey, headlineLinks, spanOf } from '../../shared/domain/headline';
import { MOVING_COUNTS, perCount } from '../../shared/domain/lead-quality';
import { parseRate } from '../../shared/domain/money';
import { rateDifference, wilson } from '../../shared/domain/rate';

describe('The 95 % interval of a share', () => {
  it('is Wilson’s, to six decimals', () => {
    // As in the tables of R's prop.test without correction.
    expect(wilson(1, 10)).toEqual({ value: 0.1, low: 0.017876, high: 0.40415 });
    expect(wilson(50, 100)).toEqual({ value: 0.5, low: 0.403832, high: 0.596168 });
  });

  it('stays between 0 and 1, and is null where nothing was counted', () => {
    expect(wilson(0, 5)).toEqual({ value: 0, low: 0, high: 0.434482 });
    expect(wilson(5, 5)).toEqual({ value: 1, low: 0.565518, high: 1 });
    expect(wilson(0, 0)).toEqual({ value: null, low: null, high: null });
  });
});

describe('The difference of two shares', () => {
  it('is the later less the earlier one, with Newcombe’s interval', () => {
    // Newcombe (1998), table II, method 10: 56/70 less 48/80 is 0.2, from 0.0524 to 0.3339.
    const { value, low, high } = rateDifference({ hits: 48, total: 80 }, { hits: 56, total: 70 });
    expect(value).toBe(0.2);
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });

  it('is null where one of both is', () => {
    const none = { value: null, low: null, high: null };
    expect(rateDifference({ hits: 0, total: 0 }, { hits: 1, total: 2 })).toEqual(none);
    expect(rateDifference({ hits: 1, total: 2 }, { hits: 0, total: 0 })).toEqual(none);
  });
});

describe('A rate of the project', () => {
  it('is a whole number of billionths, without rounding', () => {
    expect(parseRate('17')).toBe(17_000_000_000n);
    expect(parseRate(' 0.92 ')).toBe(920_000_000n);
    expect(parseRate('0.000000001')).toBe(1n);
    expect(parseRate('123456789012.123456789')).toBe(123_456_789_012_123_456_789n);
  });

  it.each(['0', '0.0', '-1', '1,5', '1.', '.5', '', 'x1', '1x', '1234567890123', '0.0000000001'])(
    'is none where it is written %j',
    (text) => {
      expect(parseRate(text)).toBeNull();
    },
  );
});

describe('The headline', () => {
  const numbers = (estimated: boolean) => ({
    likely: {
      estimated,
      expectedError: perCount(MOVING_COUNTS, () => ({ wrong: 1, missed: 1, low: 1, high: 3 })),
    },
    span: perCount(MOVING_COUNTS, () => ({ low: 4, high: 6 })),
    funnel: { ever_likely: { ...perCount(MOVING_COUNTS, () => 5), sale: 2, demo: 9 } },
  });

  it('counts by the likely links where weights could be estimated, else by the linked ones', () => {
    expect([headlineLinks(numbers(true)), headlineKey(numbers(true))]).toEqual(['likely', 'ever_likely']);
    expect([headlineLinks(numbers(false)), headlineKey(numbers(false))]).toEqual(['linked', 'ever_linked']);
  });

  it('has a span that holds its own number', () => {
    expect(spanOf(numbers(true), 'ever_linked')).toEqual(numbers(true).span);
    expect(spanOf(numbers(true), 'ever_likely')).toMatchObject({
      matched: { low: 4, high: 6 },
      sale: { low: 2, high: 6 },
      demo: { low: 4, high: 9 },
    });
    expect(spanOf(numbers(true), 'latest_linked')).toBeNull();
  });

  it('has an expected error under ever and likely alone, where weights could be estimated', () => {
    expect(errorsOf(numbers(true), 'ever_likely')).toEqual(numbers(true).likely.expectedError);
    expect(errorsOf(numbers(false), 'ever_likely')).toBeNull();
    expect(errorsOf(numbers(true), 'ever_linked')).toBeNull();
  });
});
