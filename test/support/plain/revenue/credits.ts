import type { TouchModel } from '../../../../shared/domain/attribution';
import { daysBetween } from './order';
import type { Touch } from './touches';

/** 2^(−i/7) · 2^44 to the nearest whole number, for i = 0 … 6. */
const SEVENTHS = Array.from({ length: 7 }, (_, i) => BigInt(Math.round(2 ** (44 - i / 7))));

/**
 * The weight of a touch that is some days older than the last one of its journey: half as much for every seven days, as a
 * whole number; what is 32 half-lives older weighs as 32.
 */
const decayWeight = (days: number): bigint =>
  (SEVENTHS[days % 7] ?? 0n) << BigInt(32 - Math.min(32, Math.floor(days / 7)));

const WEIGHTS: Readonly<Record<TouchModel, (ages: readonly number[]) => readonly bigint[]>> = {
  first_touch: (ages) => ages.map((_, i) => (i === 0 ? 1n : 0n)),
  last_touch: (ages) => ages.map((_, i) => (i === ages.length - 1 ? 1n : 0n)),
  linear: (ages) => ages.map(() => 1n),
  // 40 % and 40 %, and 20 % shared by those between; times their number, so that the weights are whole.
  position_based: (ages) =>
    ages.map((_, i) =>
      ages.length <= 2 ? 1n : i === 0 || i === ages.length - 1 ? BigInt(40 * (ages.length - 2)) : 20n,
    ),
  time_decay: (ages) => ages.map((age) => decayWeight(age - Math.min(...ages))),
};

/**
 * The cents of an invoice shared out over its touches: each gets the whole cents of its share, and what is left goes one
 * cent each to the largest remainders, of equal ones to the earlier touch. A negative amount like its opposite.
 */
export function creditsOf(
  model: TouchModel,
  cents: number,
  journey: readonly Touch[],
  invoicedAt: string,
): readonly number[] {
  const ages = journey.map(({ record }) => Math.max(0, daysBetween(record.at ?? invoicedAt, invoicedAt)));
  const weights = WEIGHTS[model](ages);
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const amount = BigInt(Math.abs(cents));
  const shares = weights.map((weight) => (amount * weight) / total);
  let left = amount - shares.reduce((sum, share) => sum + share, 0n);
  const byRemainder = weights
    .map((weight, i) => ({ i, rest: (amount * weight) % total }))
    .sort((a, b) => (a.rest < b.rest ? 1 : a.rest > b.rest ? -1 : a.i - b.i));
  for (const { i } of byRemainder) {
    if (left === 0n) break;
    shares[i] = (shares[i] ?? 0n) + 1n;
    left--;
  }
  return shares.map((share) => Number(share) * (cents < 0 ? -1 : 1) || 0);
}
