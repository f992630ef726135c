import type { CandidatePairs } from './candidate-pairs';
import { COMPARISONS, MISSING, type CompareRecords } from './compare-people';
import type { ComparedPeople, ValueColumn } from './compared-people';
import type { PairGroup } from './level-weights';

const PAIRS_PER_LOOK = 2048;
/** Of a bit in which the rarity of values is told apart, and more of them than there are. */
const STEPS_PER_BIT = 4;
const MOST_STEPS = 2048;
/** More than the levels of any comparison, `MISSING` included. */
const MOST_LEVELS = 8;

/** Candidates by how they compare. */
export interface GroupedPairs {
  readonly groups: readonly PairGroup[];
  /** Number of the group by pair. */
  readonly groupOf: Int32Array;
}

/**
 * log2 of the share of strangers that have each value on which two records agree: of its other holders, and of those that
 * a value with one holder must be expected to have besides, 2·n₂/n₁ after I. J. Good, "The population frequencies of
 * species", Biometrika 40 (1953), n₁ and n₂ being the values with one and two holders.
 */
function shareBitsOf({ counts, filled }: ValueColumn): Float64Array {
  let [one, two] = [0, 0.5];
  for (const holders of counts) {
    if (holders === 1) one++;
    if (holders === 2) two++;
  }
  const further = Math.min(1, (2 * two) / Math.max(1, one));
  return Float64Array.from(counts, (holders) => Math.log2((Math.max(0, holders - 2) + further) / filled));
}

/** Compares the candidates, and puts those together that compare alike. */
export async function groupPairs(
  people: ComparedPeople,
  { a, b }: CandidatePairs,
  compare: CompareRecords,
  pause: () => Promise<void>,
): Promise<GroupedPairs> {
  const columns = COMPARISONS.map(({ of }) => people[of].ids);
  const shares = COMPARISONS.map(({ of, isByValue }) => (isByValue ? shareBitsOf(people[of]) : null));
  const isAtHome = COMPARISONS.map(({ atHome }) => atHome !== null);
  const into = new Int8Array(COMPARISONS.length);
  const groupOf = new Int32Array(a.length);
  const numbers = new Map<number, number>();
  const groups: PairGroup[] = [];
  for (let pair = 0; pair < a.length; pair++) {
    if (pair % PAIRS_PER_LOOK === 0) await pause();
    const record = a[pair] ?? 0;
    compare(record, b[pair] ?? 0, into);
    let code = 0;
    let [bits, homeBits] = [0, 0];
    for (let at = 0; at < into.length; at++) {
      const level = into[at] ?? MISSING;
      code = code * MOST_LEVELS + level + 1;
      const share = level === 0 ? shares[at] : null;
      if (!share) continue;
      const rarity = share[columns[at]?.[record] ?? 0] ?? 0;
      bits += rarity;
      if (isAtHome[at] === true) homeBits += rarity;
    }
    const [step, homeStep] = [Math.round(bits * STEPS_PER_BIT), Math.round(homeBits * STEPS_PER_BIT)];
    const key = (code * MOST_STEPS - step) * MOST_STEPS - homeStep;
    let group = numbers.get(key);
    if (group === undefined) {
      group = groups.length;
      numbers.set(key, group);
      groups.push({
        levels: into.slice(),
        shareBits: step / STEPS_PER_BIT,
        homeShareBits: homeStep / STEPS_PER_BIT,
        pairs: 0,
      });
    }
    groupOf[pair] = group;
    const of = groups[group];
    if (of) of.pairs++;
  }
  return { groups, groupOf };
}
