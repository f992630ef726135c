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

export const emailSeries = givenByStep<number>(
  'email_series',
  'Groups of e-mails that differ in one place by the dozen: taken for numbered series, not compared.',
);
