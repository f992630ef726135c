import { describe, expect, it } from 'vitest';
import { moneyOf, ratioOf, shareCents } from '../../shared/domain/cents';

describe('Cents that are shared out', () => {
  it('give the odd ones to the largest remainders', () => {
    // Exact shares of 100 cents: 14.28…, 28.57…, 57.14….
    expect(shareCents(100, [1, 2, 4])).toEqual([14, 29, 57]);
  });

  it('give the odd ones to the first of equal remainders', () => {
    expect(shareCents(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(shareCents(5, [1, 1, 1, 1])).toEqual([2, 1, 1, 1]);
  });

  it('are the opposite where the amount is', () => {
    expect(shareCents(-100, [1, 2, 4])).toEqual([-14, -29, -57]);
  });

  it('go nowhere without a weight', () => {
    expect(shareCents(7, [0, 3, 0])).toEqual([0, 7, 0]);
  });

  it('are exact beyond the whole numbers of a double', () => {
    expect(shareCents(9_007_199_254_740_991, [1, 1])).toEqual([4_503_599_627_370_496, 4_503_599_627_370_495]);
  });
});

describe('An amount and a ratio', () => {
  it('of cents is a number with two decimals, and never minus zero', () => {
    expect(moneyOf(-1_234)).toBe(-12.34);
    expect(moneyOf(-0)).toBe(0);
  });

  it('has six decimals, and is null without a whole', () => {
    expect(ratioOf(1, 3)).toBe(0.333333);
    expect(ratioOf(2, 3)).toBe(0.666667);
    expect(ratioOf(1, 0)).toBeNull();
    expect(ratioOf(-0, 5)).toBe(0);
  });
});
