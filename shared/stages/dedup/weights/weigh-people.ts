import { pauses } from '../../../domain/pauses';
import { candidatePairs, type NearEmail } from './candidate-pairs';
import { comparerOf } from './compare-people';
import { foldPeople, type PersonRecord } from './compared-people';
import { levelCounts, pairsOf } from './level-counts';
import { estimateLevels, weigherOf, type LevelWeights } from './level-weights';
import { groupPairs } from './pair-groups';

/** Pairs of records of people, each with the probability that both are one person. */
export interface WeighedPairs {
  /** Numbers of the records, the smaller in `a`. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly probability: Float64Array;
  readonly weights: LevelWeights;
  /** Groups of records that share a value with too many to be compared by it. */
  readonly blocksLeftOut: number;
}

/** Pairs with a lower probability are not kept, but for those whose e-mails are equal or nearly so. */
const LEAST_KEPT = 0.001;
/** Pairs of one person to begin with, of the records: an estimate finds its own from there. */
const LINKS_PER_RECORD = 0.25;

/**
 * Weighs all pairs of records that are worth comparing.
 * @param nearEmails pairs of e-mails that differ by a slip, as the records have them
 * @throws LeadlensError of kind `cancelled`
 */
export async function weighPeople(
  records: readonly PersonRecord[],
  nearEmails: readonly NearEmail[],
  signal?: AbortSignal,
): Promise<WeighedPairs> {
  const pause = pauses(signal);
  const people = foldPeople(records);
  const candidates = await candidatePairs(people, nearEmails, pause);
  const compare = comparerOf(people);
  const { groups, groupOf } = await groupPairs(people, candidates, compare, pause);
  const comparisons = await levelCounts(people, compare, pause);
  const weights = await estimateLevels(
    groups,
    comparisons,
    Math.max(1, pairsOf(people.size)),
    LINKS_PER_RECORD * people.size,
    pause,
  );
  const weigh = weigherOf(weights);
  const ofGroup = Float64Array.from(groups, (group) => weigh(group).one);
  const kept: number[] = [];
  for (let pair = 0; pair < groupOf.length; pair++) {
    if ((ofGroup[groupOf[pair] ?? 0] ?? 0) >= LEAST_KEPT || candidates.isEmailed(pair)) kept.push(pair);
  }
  return {
    a: Int32Array.from(kept, (pair) => candidates.a[pair] ?? 0),
    b: Int32Array.from(kept, (pair) => candidates.b[pair] ?? 0),
    probability: Float64Array.from(kept, (pair) => ofGroup[groupOf[pair] ?? 0] ?? 0),
    weights,
    blocksLeftOut: candidates.blocksLeftOut,
  };
}
