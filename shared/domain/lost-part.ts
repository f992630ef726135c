/** A part of many that finds less than this share of what the others do is no worse luck, but another kind. */
const FAR_BELOW = 0.2;
/** The chance, over all parts that are looked at, that one of them is told although it is like the others. */
const BY_CHANCE = 0.001;

/** How many of a part were found. */
export interface Found {
  readonly found: number;
  readonly all: number;
}

/**
 * A bound of the chance that `found` or fewer of `all` are found, where each is with the chance `p`: 1 where as many
 * are found as were to be expected.
 * Source: W. Hoeffding, "Probability inequalities for sums of bounded random variables", JASA 58 (1963), theorem 1.
 */
export function chanceOfSoFew({ found, all }: Found, p: number): number {
  const q = found / all;
  if (all === 0 || q >= p) return 1;
  const divergence = (q === 0 ? 0 : q * Math.log(q / p)) + (1 - q) * Math.log((1 - q) / (1 - p));
  return Math.exp(-all * divergence);
}

/**
 * The parts that find next to nothing of what the others find, and too many for chance: those whose keys are made in
 * another way, or whose time the other side does not cover. The share of the others is never taken for 1 (rule of
 * succession).
 * @param parts all parts of one kind, in any order
 */
export function lostParts<Part extends Found>(parts: readonly Part[]): readonly Part[] {
  const total = parts.reduce((sum, part) => sum + part.all, 0);
  const found = parts.reduce((sum, part) => sum + part.found, 0);
  return parts.filter((part) => {
    const others = { found: found - part.found, all: total - part.all };
    if (others.found === 0) return false;
    const elsewhere = Math.min(others.found / others.all, (others.found + 1) / (others.all + 2));
    return (
      part.found / part.all < FAR_BELOW * elsewhere &&
      parts.length * chanceOfSoFew(part, elsewhere) < BY_CHANCE
    );
  });
}
