import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodsBetween } from '../../shared/domain/calendar-periods';
import { FALSE_DISCOVERY_RATES } from '../../shared/domain/false-discovery';
import { createRng, type Rng } from '../../shared/sample/rng';
import type { ScoredTrials } from '../../shared/domain/trend-test';
import { judgeTogether } from '../../shared/domain/trend-verdict';

const SEEDS = 200;
const SEGMENTS = 12;
const PERIODS = 10;

/** Leads by period, as many as chance gives, of which each is a hit with the chance of its period. */
function draw(chance: Rng, leads: number, shareAt: (period: number) => number): ScoredTrials[] {
  return Array.from({ length: PERIODS }, (_, score) => {
    const total = Math.floor(leads * (0.5 + chance.next()));
    const share = shareAt(score);
    const hits = Array.from({ length: total }, () => chance.next()).filter((x) => x < share).length;
    return { score, hits, total };
  });
}

describe('Verdicts of segments', () => {
  it('do not depend on the order of the segments', () => {
    const cell = fc
      .integer({ min: 0, max: 60 })
      .chain((total) => fc.record({ total: fc.constant(total), hits: fc.integer({ min: 0, max: total }) }));
    const segment = fc.array(cell, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 9 }).chain((segments) =>
          fc.tuple(
            fc.constant(segments),
            fc.shuffledSubarray(
              segments.map((_, index) => index),
              { minLength: segments.length },
            ),
          ),
        ),
        fc.constantFrom(...FALSE_DISCOVERY_RATES),
        ([segments, order], rate) => {
          const scored = segments.map((cells) => cells.map((cell, score) => ({ ...cell, score })));
          const judged = judgeTogether(scored, rate);
          const moved = judgeTogether(
            order.map((index) => scored[index] ?? []),
            rate,
          );
          expect(moved).toEqual(order.map((index) => judged[index]));
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each(FALSE_DISCOVERY_RATES)(
    'are false in no more than the chosen share where nothing changes: %d over 200 seeds',
    (rate) => {
      let verdicts = 0;
      let runs = 0;
      for (let seed = 1; seed <= SEEDS; seed += 1) {
        const chance = createRng(seed);
        const segments = Array.from({ length: SEGMENTS }, () => {
          const share = 0.03 + 0.4 * chance.next();
          return draw(chance, 12 + 60 * chance.next(), () => share);
        });
        const found = judgeTogether(segments, rate).filter(
          ({ verdict }) => verdict === 'better' || verdict === 'worse',
        ).length;
        verdicts += found;
        runs += found > 0 ? 1 : 0;
      }
      // Every verdict is false here: their share is that of the runs with one. Its own chance error is three standard errors.
      expect(runs / SEEDS).toBeLessThanOrEqual(rate + 3 * Math.sqrt((rate * (1 - rate)) / SEEDS));
      expect(verdicts / (SEEDS * SEGMENTS)).toBeLessThanOrEqual(rate);
    },
  );

  it('find a decline that was planted among segments without one, and few others', () => {
    let found = 0;
    let others = 0;
    let all = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const chance = createRng(seed);
      const falling = draw(chance, 160, (period) => 0.35 - 0.02 * period);
      const rest = Array.from({ length: SEGMENTS - 1 }, () => draw(chance, 60, () => 0.25));
      const [planted, ...others_] = judgeTogether([falling, ...rest], 0.05);
      found += planted?.verdict === 'worse' ? 1 : 0;
      const wrong = others_.filter(({ verdict }) => verdict === 'better' || verdict === 'worse').length;
      others += wrong;
      all += wrong + (planted?.verdict === 'worse' ? 1 : 0);
    }
    expect(found / SEEDS).toBeGreaterThan(0.98);
    expect(others / all).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / all));
  });
});

describe('Weeks and months', () => {
  it('follow each other without a gap and without an overlap, and hold both ends', () => {
    const day = fc
      .integer({ min: 0, max: 40_000 })
      .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 900 }),
        fc.constantFrom('week', 'month'),
        (first, more, length) => {
          const last = new Date(Date.parse(first) + more * 86_400_000).toISOString().slice(0, 10);
          const periods = periodsBetween(length, first, last);
          const [from, to] = [periods[0], periods.at(-1)];
          expect(from && from.from <= first && first <= from.to).toBe(true);
          expect(to && to.from <= last && last <= to.to).toBe(true);
          for (const [index, period] of periods.entries()) {
            const next = periods[index + 1];
            if (!next) continue;
            expect(Date.parse(next.from) - Date.parse(period.to)).toBe(86_400_000);
            if (length === 'week') expect(new Date(period.from).getUTCDay()).toBe(1);
          }
        },
      ),
    );
  });
});
