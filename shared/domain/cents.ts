/** Cents as a number with two decimals. */
export const moneyOf = (cents: number): number => Math.round(cents) / 100 || 0;

/** `part` / `whole` with six decimals; null where `whole` is 0. */
export const ratioOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6 || 0;

/**
 * Shares out cents in proportion to whole weights by the largest remainder, of equal ones to the first; a negative
 * amount like its opposite. The shares add up to the amount.
 * @param weights whole numbers, not negative, not all 0
 */
export function shareCents(cents: number, weights: readonly number[]): readonly number[] {
  const sign = cents < 0 ? -1 : 1;
  const amount = BigInt(Math.abs(cents));
  const whole = weights.map(BigInt);
  const total = whole.reduce((sum, weight) => sum + weight, 0n);
  const shares = whole.map((weight) => (amount * weight) / total);
  const left = Number(amount - shares.reduce((sum, share) => sum + share, 0n));
  const remainders = whole.map((weight, i) => ({ i, rest: (amount * weight) % total }));
  remainders.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest < b.rest ? 1 : -1));
  const more = new Set(remainders.slice(0, left).map(({ i }) => i));
  return shares.map((share, i) => sign * (Number(share) + Number(more.has(i))) || 0);
}
