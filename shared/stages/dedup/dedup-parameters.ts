import type { PairDecision } from '../../domain/decided';
import { givenByStep, settingOf } from '../../sql/stage';

/** What became of the decisions about people. */
export interface PairReview {
  /** Decisions of which a record is in no export now. */
  readonly unattached: readonly PairDecision[];
}

export const pairDecisions = settingOf(
  'pair_decisions',
  'What reviewers decided about people.',
  ({ decided }) => decided.pairs,
);

export const pairReview = givenByStep<PairReview>(
  'pair_review',
  'What became of the decisions about people.',
);

/** How pairs of people were weighed. */
export interface PeopleWeights {
  /** Whether names, phones or dates of birth are known, so that anything could be weighed. */
  readonly isWeighed: boolean;
  /** Groups of records that share a value with too many to be compared by it. */
  readonly blocksLeftOut: number;
}

export const peopleWeights = givenByStep<PeopleWeights>(
  'people_weights',
  'How pairs of people were weighed by names, phones, cities and dates of birth.',
);

export const emailSeries = givenByStep<number>(
  'email_series',
  'Groups of e-mails that differ in one place by the dozen: taken for numbered series, not compared.',
);
