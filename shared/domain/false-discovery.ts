/** The rates of false verdicts among which a reader chooses. */
export const FALSE_DISCOVERY_RATES = [0.01, 0.05, 0.1, 0.2] as const;

/**
 * For each of several tests the smallest false discovery rate under which it would still be called a discovery: among those
 * with q ≤ r, at most the share r is expected to be false. In the order of the tests; it does not depend on that order.
 * Source: Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate: a practical and powerful approach to multiple
 * testing", JRSS B 57 (1995); the adjusted values as in Yekutieli and Benjamini (1999): the least m·p₍ⱼ₎/j over j ≥ i.
 * @param pValues of tests that are independent or depend positively
 */
export function falseDiscoveryRates(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[b] ?? 0) - (pValues[a] ?? 0));
  const adjusted: number[] = pValues.map(() => 1);
  let least = 1;
  for (const [position, index] of order.entries()) {
    const rank = pValues.length - position;
    least = Math.min(least, ((pValues[index] ?? 1) * pValues.length) / rank);
    adjusted[index] = least;
  }
  return adjusted;
}
