import { performance } from 'node:perf_hooks';
import { foldName, foldPhone } from '../../shared/stages/dedup/weights/compared-people';
import { labelledPeople, type LabelledPerson } from '../support/labelled-people';
import {
  recallAtPrecision,
  scoredPairs,
  truePairs,
  weighLabelled,
  type ScoredPair,
} from '../support/linkage-quality';

/** The precisions at which both are compared. */
export const PRECISIONS = [0.999, 0.99, 0.95, 0.9] as const;

export interface LabelledSet {
  readonly people: readonly LabelledPerson[];
  readonly truePairs: number;
  /** For Splink: folded as Leadlens folds them, so that both see the same. */
  readonly csv: string;
}

/** Makes records of a seed. */
export function labelledSet(records: number, seed: number): LabelledSet {
  const people = labelledPeople(records, seed);
  const lines = people.map(({ firstName, lastName, bornOn, city, email, phone }, id) =>
    [id, foldName(firstName), foldName(lastName), bornOn, foldName(city), email, foldPhone(phone)]
      .map((value) => value ?? '')
      .join(','),
  );
  const csv = `unique_id,first_name,surname,dob,city,email,phone\n${lines.join('\n')}\n`;
  return { people, truePairs: truePairs(people), csv };
}

export interface Linked {
  readonly seconds: number;
  readonly recall: readonly number[];
}

const judged = (people: readonly LabelledPerson[], scored: readonly ScoredPair[]): Linked['recall'] =>
  recallAtPrecision(people, scored, PRECISIONS);

/** Links them with the weights of the dedup stage, the search for near e-mails included. */
export async function linkOurs({ people }: LabelledSet): Promise<Linked> {
  const began = performance.now();
  const weighed = await weighLabelled(people);
  const seconds = (performance.now() - began) / 1000;
  return { seconds, recall: judged(people, scoredPairs(weighed)) };
}

/** Judges what Splink found: lines `unique_id_l,unique_id_r,match_weight` below a header. */
export function judgeTheirs({ people }: LabelledSet, pairs: string): Linked['recall'] {
  const scored = pairs
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [a = 0, b = 0, score = 0] = line.split(',').map(Number);
      return { a, b, score };
    });
  return judged(people, scored);
}
