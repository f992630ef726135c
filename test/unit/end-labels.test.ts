import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from '../../shared/charts/end-labels';

const GAP = 16;

describe('places of names beside the ends of lines', () => {
  it('are the ends themselves where these are far enough apart', () => {
    expect(spread([10, 50, 90], GAP, 0, 200)).toEqual([10, 50, 90]);
  });

  it('are apart where lines end together, the first above the second', () => {
    expect(spread([40, 40, 20], GAP, 0, 200)).toEqual([40, 56, 20]);
  });

  it('stay inside the plot: lines that end at its foot are named above each other', () => {
    expect(spread([200, 198, 196], GAP, 0, 190)).toEqual([190, 174, 158]);
  });

  it('never lie over each other, keep the order of the ends, and stay inside where there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 }), (wanted) => {
        const places = spread(wanted, GAP, 0, 300);
        const sorted = places.toSorted((a, b) => a - b);
        for (const [i, place] of sorted.entries()) {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(300);
          if (i > 0) expect(place - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(GAP);
        }
        for (const [i, a] of wanted.entries())
          for (const [j, b] of wanted.entries()) if (a < b) expect(places[i]).toBeLessThan(places[j] ?? -1);
      }),
    );
  });
});
