import type { IdentityDecision } from '../../domain/decided';
import { givenByStep, settingOf } from '../../sql/stage';

/** A decision with what became of it. */
export interface AppliedDecision {
  readonly decision: IdentityDecision;
  readonly state: 'applied' | 'unsure' | 'stale' | 'unattached';
  readonly identity: number | null;
  readonly evidenceNow: string | null;
  /** Numbers of the accepted delivered leads. */
  readonly leads: readonly number[];
}

export const identityDecisions = settingOf(
  'identity_decisions',
  'What reviewers decided about identities.',
  ({ decided }) => decided.identities,
);

export const appliedDecisions = givenByStep<readonly AppliedDecision[]>(
  'applied_decisions',
  'What became of the decisions about identities.',
);
