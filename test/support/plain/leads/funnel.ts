import type { FunnelCounts } from '../../../../shared/contract/summary';
import type { Basis } from '../../../../shared/domain/lead-quality';
import type { Outcome } from './outcomes';
import { STAGES, type Stage } from './stages';

/** A number for each stage. */
export const perStage = <T>(of: (stage: Stage) => T): { readonly [S in Stage]: T } =>
  Object.fromEntries(STAGES.map((stage) => [stage, of(stage)])) as { readonly [S in Stage]: T };

/** Delivered leads by what they reached: each counts once. */
export const funnelOf = (outcomes: readonly Outcome[], basis: Basis): FunnelCounts => ({
  delivered: outcomes.length,
  matched: outcomes.filter(({ isMatched }) => isMatched).length,
  ...perStage((stage) => outcomes.filter(({ reached }) => reached[basis].has(stage)).length),
});

/** The same with each person once: a person has reached what any of its deliveries has. */
export function funnelOfPeople(
  outcomes: readonly Outcome[],
  people: readonly (readonly { readonly leadId: string }[])[],
): FunnelCounts {
  const grouped = people.map((leads) =>
    outcomes.filter(({ lead }) => leads.some(({ leadId }) => leadId === lead.leadId)),
  );
  const count = (has: (outcome: Outcome) => boolean): number => grouped.filter((of) => of.some(has)).length;
  return {
    delivered: people.length,
    matched: count(({ isMatched }) => isMatched),
    ...perStage((stage) => count(({ reached }) => reached.ever.has(stage))),
  };
}
