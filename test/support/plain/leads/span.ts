import type { LeadQualitySummary } from '../../../../shared/contract/summary';
import type { TieredIdentity } from './candidates';
import type { Decided } from './decided';
import type { LeadFacts } from './facts';
import { perStage } from './funnel';
import { stagesOf, type Outcome } from './outcomes';
import type { Stage } from './stages';

/** The most leads that can each be given an identity of their own, found by trying for one after the other to move others. */
function mostGiven(edges: readonly (readonly [TieredIdentity, string])[]): number {
  const given = new Map<string, TieredIdentity>();
  const place = (identity: TieredIdentity, tried: Set<string>): boolean =>
    edges.some(([of, lead]) => {
      if (of !== identity || tried.has(lead)) return false;
      tried.add(lead);
      const holder = given.get(lead);
      if (holder !== undefined && !place(holder, tried)) return false;
      given.set(lead, identity);
      return true;
    });
  return [...new Set(edges.map(([identity]) => identity))].filter((identity) => place(identity, new Set()))
    .length;
}

/**
 * What the open reviews can still make of each count of *ever*, *linked*. Lowest: every one-key link rejected, which is
 * *strict*. Highest: every one-key link accepted, and each open conflict given to one candidate that gains from it.
 */
export function spanOf(
  tiered: readonly TieredIdentity[],
  { settled }: Decided,
  outcomes: Readonly<Record<'strict' | 'linked', readonly Outcome[]>>,
  isTakenBack: ReadonlySet<string>,
  facts: LeadFacts,
): LeadQualitySummary['span'] {
  const conflicts = tiered.filter((of) => of.tier === 'conflict' && !settled.has(of));
  const outcomeOf = (id: string) => outcomes.linked.find(({ lead }) => lead.leadId === id);
  const gains = (has: (of: TieredIdentity) => boolean, lacks: (outcome: Outcome | undefined) => boolean) =>
    mostGiven(
      conflicts
        .filter(has)
        .flatMap((of) =>
          of.candidates
            .filter(({ lead }) => lacks(outcomeOf(lead.leadId)))
            .map(({ lead }) => [of, lead.leadId] as const),
        ),
    );
  const count = (setting: 'strict' | 'linked', has: (outcome: Outcome) => boolean) =>
    outcomes[setting].filter(has).length;
  const shows = (of: TieredIdentity, stage: Stage) =>
    stagesOf(of.identity.rows, isTakenBack.has(of.identity.leadNumber), facts).has(stage);
  return {
    matched: {
      low: count('strict', ({ isMatched }) => isMatched),
      high:
        count('linked', ({ isMatched }) => isMatched) +
        gains(
          () => true,
          (outcome) => outcome?.isMatched === false,
        ),
    },
    ...perStage((stage) => ({
      low: count('strict', ({ reached }) => reached.ever.has(stage)),
      high:
        count('linked', ({ reached }) => reached.ever.has(stage)) +
        gains(
          (of) => shows(of, stage),
          (outcome) => outcome?.reached.ever.has(stage) === false,
        ),
    })),
  };
}
