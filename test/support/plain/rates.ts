/** A share with its interval. */
export interface PlainRate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export const six = (x: number): number => Math.round(x * 1e6) / 1e6;

/** hits / total with the Wilson 95 % interval, z = 1.959964; nulls where there is nothing to divide by. */
export function wilsonOf(hits: number, total: number): PlainRate {
  if (total === 0) return { value: null, low: null, high: null };
  const z = 1.959964;
  const [p, n] = [hits / total, total];
  const centre = (hits + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt(n * p * (1 - p) + (z * z) / 4);
  return { value: six(p), low: six(Math.max(0, centre - half)), high: six(Math.min(1, centre + half)) };
}

/** Cents as money with two decimals. */
export const money = (cents: number | bigint): number => Number(cents) / 100;
