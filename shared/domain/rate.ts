/** A share with its 95 % confidence interval, all fractions of 1 rounded to six decimals; null when nothing was counted. */
export interface Rate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The 97.5 % quantile of the standard normal distribution, to the six decimals that the product fixes. */
const Z = 1.959964;

const six = (x: number): number => Math.round(x * 1e6) / 1e6;

/**
 * The Wilson score interval of `hits` out of `total`.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 * @param hits successes, 0 … total
 * @param total trials; 0 gives nulls
 */
export function wilson(hits: number, total: number): Rate {
  if (total === 0) return { value: null, low: null, high: null };
  const p = hits / total;
  const z2 = Z * Z;
  const scale = 1 + z2 / total;
  const centre = (p + z2 / (2 * total)) / scale;
  const half = (Z / scale) * Math.sqrt((p * (1 - p)) / total + z2 / (4 * total * total));
  return {
    value: six(p),
    low: six(Math.max(0, centre - half)),
    high: six(Math.min(1, centre + half)),
  };
}

/**
 * The difference of two independent shares, b less a, with its 95 % interval.
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 * methods", Statistics in Medicine 17 (1998), method 10: the Wilson intervals of both, squared and added.
 */
export function rateDifference(
  a: { readonly hits: number; readonly total: number },
  b: { readonly hits: number; readonly total: number },
): Rate {
  const [before, after] = [wilson(a.hits, a.total), wilson(b.hits, b.total)];
  if (before.value === null || after.value === null) return { value: null, low: null, high: null };
  const [p, q] = [a.hits / a.total, b.hits / b.total];
  const below = Math.hypot(q - (after.low ?? q), (before.high ?? p) - p);
  const above = Math.hypot((after.high ?? q) - q, p - (before.low ?? p));
  return { value: six(q - p), low: six(q - p - below), high: six(q - p + above) };
}
