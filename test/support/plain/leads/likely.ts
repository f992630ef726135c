import type { DeliveredLead } from './delivered-leads';
import type { TieredIdentity } from './candidates';
import { ratio, type Pair, type Weights } from './weights';

/** A candidate with the probability that the identity is it, and whether it is the likely one. */
export interface WeighedLink {
  readonly of: TieredIdentity;
  readonly lead: DeliveredLead;
  readonly probability: number;
  readonly isLikely: boolean;
}

/**
 * An identity is one of its candidates or none: p = odds / (1 + the odds of all candidates), the odds being those of the
 * prior times what the keys say. Delivered leads with the same two keys are one person, whose odds count once and whose
 * probability all of them have. Likely is the best where p is at least that of the setting, no other person has more than
 * a tenth of its odds, and it does not rest on two keys that are both shared by many.
 */
export function weighLinks(
  pairs: readonly Pair[],
  weights: Weights,
  threshold: number,
): readonly WeighedLink[] {
  const prior = weights.prior / (1 - weights.prior);
  const oddsOf = (pair: Pair): number =>
    prior * ratio(pair.email, weights.email) * ratio(pair.phone, weights.phone);
  const personOf = ({ lead }: Pair): string => JSON.stringify([lead.email, lead.phone]);
  return pairs.map((pair) => {
    const { of } = pair;
    const rivals = new Map(
      pairs.filter((other) => other.of === of).map((other) => [personOf(other), oddsOf(other)]),
    );
    const odds = oddsOf(pair);
    const all = [...rivals.values()].reduce((sum, o) => sum + o, 0);
    const others = [...rivals].filter(([person]) => person !== personOf(pair)).map(([, o]) => o);
    const isBest = others.every((o) => o * 10 <= odds);
    const probability = odds / (1 + all);
    return {
      of,
      lead: pair.lead,
      probability,
      isLikely: isBest && probability >= threshold && (of.isStrict || of.tier !== 'both'),
    };
  });
}
