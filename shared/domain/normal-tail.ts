const TERMS = 200;
const TINY = 1e-300;

/** e^(−x²)·x·(1 + 2x²/3 + (2x²)²/(3·5) + …), which converges for every x, soonest for small ones. */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < TERMS && Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return Math.exp(-x * x) * sum;
}

/** 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), by Lentz's method as in Numerical Recipes, section 5.2. */
function fraction(x: number): number {
  let value = x;
  let numerator = x;
  let denominator = 0;
  for (let n = 1; n < TERMS; n += 1) {
    denominator = 1 / (x + (n / 2) * denominator || TINY);
    numerator = x + n / 2 / numerator || TINY;
    const change = numerator * denominator;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return 1 / value;
}

/** From here on the continued fraction needs fewer terms than the series. */
const FAR = 2;

/**
 * The chance that a standard normal variable is `z` or more, to at least twelve significant digits as far as a double goes.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 7.1.6 (series), 7.1.14 (continued fraction), with
 * the tail being erfc(z/√2)/2.
 */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const x = z / Math.SQRT2;
  return x < FAR
    ? 0.5 - series(x) / Math.sqrt(Math.PI)
    : (Math.exp(-x * x) * fraction(x)) / (2 * Math.sqrt(Math.PI));
}
