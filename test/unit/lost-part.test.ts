import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOfSoFew, lostParts } from '../../shared/domain/lost-part';

describe('the chance that so few are found', () => {
  it('is that of none at all, exactly, where none is', () => {
    expect(chanceOfSoFew({ found: 0, all: 4 }, 0.5)).toBeCloseTo(0.5 ** 4, 12);
  });

  it('is 1 where as many are found as are to be expected', () => {
    expect(chanceOfSoFew({ found: 5, all: 10 }, 0.5)).toBe(1);
    expect(chanceOfSoFew({ found: 0, all: 0 }, 0.5)).toBe(1);
  });

  it('bounds what the binomial distribution says, and is never above 1', () => {
    const tail = (found: number, all: number, p: number): number => {
      let term = (1 - p) ** all;
      let sum = term;
      for (let k = 1; k <= found; k += 1) {
        term *= ((all - k + 1) / k) * (p / (1 - p));
        sum += term;
      }
      return sum;
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (all, p, share) => {
          const found = Math.floor(share * all);
          const bound = chanceOfSoFew({ found, all }, p);
          expect(bound).toBeLessThanOrEqual(1);
          expect(bound).toBeGreaterThanOrEqual(Math.min(1, tail(found, all, p)) - 1e-12);
        },
      ),
    );
  });
});

describe('the parts that are lost', () => {
  it('are those far below the others, and none that is too small', () => {
    const parts = [
      { name: 'a', found: 95, all: 100 },
      { name: 'b', found: 60, all: 100 },
      { name: 'c', found: 2, all: 100 },
      { name: 'd', found: 0, all: 2 },
    ];
    expect(lostParts(parts).map(({ name }) => name)).toEqual(['c']);
  });

  it('are none of one part alone, and none where nobody finds anything', () => {
    expect(lostParts([{ found: 0, all: 500 }])).toEqual([]);
    expect(
      lostParts([
        { found: 0, all: 500 },
        { found: 0, all: 5 },
      ]),
    ).toEqual([]);
  });
});
