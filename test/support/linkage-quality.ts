import { nearEmails } from '../../shared/stages/dedup/near-email';
import { weighPeople, type WeighedPairs } from '../../shared/stages/dedup/weights/weigh-people';
import type { LabelledPerson } from './labelled-people';

/** A pair of records by their numbers, and how sure it is: a probability or any other measure. */
export interface ScoredPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/** Weighs labelled records as the dedup stage weighs those of the lead tools. */
export async function weighLabelled(people: readonly LabelledPerson[]): Promise<WeighedPairs> {
  const emails = [...new Set(people.flatMap(({ email }) => (email === null ? [] : [email])))].sort();
  const { pairs } = await nearEmails(emails);
  return weighPeople(
    people.map(({ cluster: _, ...known }) => ({
      ...known,
      fullName: null,
      company: null,
      country: null,
      uid: null,
    })),
    pairs.map(([a, b]) => [emails[a] ?? '', emails[b] ?? '']),
  );
}

export const scoredPairs = ({ a, b, probability }: WeighedPairs): readonly ScoredPair[] =>
  Array.from(a, (record, at) => ({ a: record, b: b[at] ?? 0, score: probability[at] ?? 0 }));

export const isOnePerson = (people: readonly LabelledPerson[], { a, b }: ScoredPair): boolean =>
  people[a]?.cluster === people[b]?.cluster;

/** Pairs of records that are one person. */
export function truePairs(people: readonly LabelledPerson[]): number {
  const sizes = new Map<number, number>();
  for (const { cluster } of people) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}

/**
 * The greatest share of true pairs that a threshold can find of which at least `precision` of what it takes is true.
 * @returns by precision, in their order
 */
export function recallAtPrecision(
  people: readonly LabelledPerson[],
  scored: readonly ScoredPair[],
  precisions: readonly number[],
): readonly number[] {
  const total = truePairs(people);
  const sorted = [...scored].sort((x, y) => y.score - x.score);
  const best = precisions.map(() => 0);
  let right = 0;
  for (const [at, pair] of sorted.entries()) {
    if (isOnePerson(people, pair)) right++;
    // A threshold takes all pairs of a score or none.
    if (sorted[at + 1]?.score === pair.score) continue;
    for (const [i, precision] of precisions.entries())
      if (right >= precision * (at + 1)) best[i] = Math.max(best[i] ?? 0, right / total);
  }
  return best;
}
