import { beforeAll, describe, expect, test } from 'vitest';
import { BASES, MOVING_COUNTS } from '../../shared/domain/lead-quality';
import { errorOf, outsideOf, variedSample, type TrueSample } from '../support/true-samples';

/** `LIKELY_SEEDS=50 npm run test:unit -- test/properties/likely-links.test.ts` for the long form. */
const SEEDS = Number(process.env['LIKELY_SEEDS'] ?? 4);

describe('likely links on samples whose truth is known', () => {
  const samples: TrueSample[] = [];

  beforeAll(async () => {
    for (let seed = 1; seed <= SEEDS; seed++) samples.push(await variedSample(seed));
  }, 30_000 * SEEDS);

  test('are closer to the truth than linked and strict, in each sample over all counts', () => {
    for (const sample of samples) {
      expect(sample.told.likely.estimated).toBe(true);
      const likely = errorOf(sample, 'likely');
      expect(likely).toBeLessThan(errorOf(sample, 'linked'));
      expect(likely).toBeLessThan(errorOf(sample, 'strict'));
    }
  });

  test('are closer to the truth than linked and strict in each count over all samples', () => {
    const off = (links: 'strict' | 'linked' | 'likely', basis: 'ever' | 'latest', count: string): number =>
      samples.reduce((sum, { told, really }) => {
        const key = count as 'matched';
        return sum + Math.abs(told.funnel[`${basis}_${links}`][key] - really[basis][key]);
      }, 0);
    for (const basis of BASES)
      for (const count of MOVING_COUNTS) {
        const likely = off('likely', basis, count);
        expect(likely, `${basis} ${count}`).toBeLessThanOrEqual(off('linked', basis, count));
        expect(likely, `${basis} ${count}`).toBeLessThanOrEqual(off('strict', basis, count));
      }
  });

  test('have the truth of each count within their expected error, in at least 95 % of the samples', () => {
    for (const count of MOVING_COUNTS) {
      const outside = samples.filter((sample) => outsideOf(sample).includes(count)).length;
      expect(outside, count).toBeLessThanOrEqual(0.05 * samples.length);
    }
  });

  test('state an expected error that is small beside what the other settings are off', () => {
    for (const { told } of samples)
      for (const count of MOVING_COUNTS) {
        const { low, high } = told.likely.expectedError[count];
        expect(high - low).toBeLessThanOrEqual(Math.max(3, 0.02 * told.funnel.ever_likely[count]));
      }
  });
});
