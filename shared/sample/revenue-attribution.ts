import type { TouchModel } from '../domain/attribution';

/** A touch before an invoice, oldest first in a path. */
export interface PathTouch {
  readonly campaign: string;
  readonly day: number;
}

/**
 * 2^(-i/7) for i = 0 … 6, to the nearest 2^-44: written out, so that no host computes them in its own way, and short
 * enough that every weight is a whole number of a power of two, so that shares are exact and ties are ties.
 */
const SEVENTHS = [
  17592186044416, 15933659206561, 14431492201699, 13070943997718, 11838663293002, 10722557497724,
  9711674067119,
].map((numerator) => numerator / 2 ** 44);

/** Makes whole numbers of all weights: those of time decay are multiples of 2^-44, halved for every week. */
const SCALE = 2 ** 100;

/**
 * How much each touch of a path weighs under a model; only the proportions matter. First and last touch give all to
 * one; linear gives the same to each; position-based 40 to the first, 40 to the last, 20 to those between together
 * (one touch 100, two 50 each); time decay halves with every 7 days between the touch and the invoice.
 * @param path touches in order, at least one
 */
export function weightsOf(model: TouchModel, path: readonly PathTouch[], invoiceDay: number): number[] {
  const n = path.length;
  switch (model) {
    case 'first_touch':
      return path.map((_, i) => Number(i === 0));
    case 'last_touch':
      return path.map((_, i) => Number(i === n - 1));
    case 'linear':
      return path.map(() => 1);
    case 'position_based':
      // Times n - 2, so that the weights are whole numbers and the shares exact.
      return path.map((_, i) => (n <= 2 ? 1 : i === 0 || i === n - 1 ? 40 * (n - 2) : 20));
    case 'time_decay':
      return path.map(({ day }) => {
        const days = invoiceDay - day;
        return (SEVENTHS[days % 7] as number) / 2 ** Math.floor(days / 7);
      });
  }
}

/**
 * Shares out cents in proportion to weights by the largest remainder: everyone gets the whole cents of the share,
 * then the cents that are left go one each to the largest fractional remainders, the earlier touch first where two
 * are equal. Counted in whole numbers, so exact. A negative amount (a refund) is shared out like its opposite. The
 * shares add up to the amount.
 */
export function shareOut(cents: number, weights: readonly number[]): number[] {
  const sign = cents < 0 ? -1 : 1;
  const amount = Math.abs(cents);
  const whole = weights.map((weight) => BigInt(weight * SCALE));
  const total = whole.reduce((sum, weight) => sum + weight, 0n);
  const shares = whole.map((weight) => Number((BigInt(amount) * weight) / total));
  const left = amount - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = whole
    .map((weight, i) => ({ i, remainder: (BigInt(amount) * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder < b.remainder ? 1 : -1));
  for (const { i } of byRemainder.slice(0, left)) shares[i] = (shares[i] as number) + 1;
  return shares.map((share) => sign * share || 0);
}
