import type { LikelySummary } from '../../../../shared/contract/summary';
import type { TieredIdentity } from './candidates';
import type { Decided } from './decided';
import type { LeadFacts } from './facts';
import { perStage } from './funnel';
import type { WeighedLink } from './likely';
import { stagesOf, type Outcome } from './outcomes';

const thousandths = (x: number): number => Math.round(x * 1000) / 1000;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The smallest n with which a Poisson variable of this mean is at most n with 97.5 % or more. */
function quantile(mean: number): number {
  let n = 0;
  let chance = Math.exp(-mean);
  for (let upTo = chance; upTo < 0.975; upTo += chance) chance *= mean / ++n;
  return n;
}

/**
 * How wrong *ever*, *likely* must be expected to be. A counted lead is wrong with the chance that none of its links that
 * show the stage is true, a lead that is not counted is missed with the chance that one of its candidates that shows it
 * is. A lead all of whose candidates are likely and agree on both keys is in doubt by the least probable of them. What
 * a reviewer settled is certain: p = 1.
 */
export function likelySummaryOf(
  weighed: readonly WeighedLink[],
  { settled }: Decided,
  outcomes: readonly Outcome[],
  isTakenBack: ReadonlySet<string>,
  facts: LeadFacts,
): Pick<LikelySummary, 'links' | 'wrongLinks' | 'missedLinks' | 'expectedError'> {
  const open = weighed.filter(({ of }) => !settled.has(of));
  const likely = open.filter(({ isLikely }) => isLikely);
  const perLead = outcomes.map((outcome) => {
    const id = outcome.lead.leadId;
    const own = open.filter(({ lead }) => lead.leadId === id);
    const accepted = [...settled]
      .filter(([, ids]) => ids.includes(id))
      .map(([of]) => ({ of, probability: 1 }));
    const isPlain = own.every(({ of, isLikely }) => of.tier === 'both' && isLikely);
    return { outcome, own, links: [...own, ...accepted], isPlain };
  });
  const errorOf = (
    isCounted: (outcome: Outcome) => boolean,
    shows: (of: TieredIdentity) => boolean,
  ): LikelySummary['expectedError']['matched'] => {
    const counted = outcomes.filter(isCounted).length;
    const chances = perLead.map(({ outcome, own, links, isPlain }) => {
      if (isPlain) {
        const doubt = Math.max(0, ...own.map(({ probability }) => 1 - probability));
        return isCounted(outcome) ? { wrong: doubt, missed: 0 } : { wrong: 0, missed: 0 };
      }
      const none = links
        .filter(({ of }) => shows(of))
        .reduce((product, { probability }) => product * Math.max(1e-12, 1 - probability), 1);
      return isCounted(outcome) ? { wrong: none, missed: 0 } : { wrong: 0, missed: 1 - none };
    });
    const wrong = thousandths(sum(chances.map((chance) => chance.wrong)));
    const missed = thousandths(sum(chances.map((chance) => chance.missed)));
    return { wrong, missed, low: Math.max(0, counted - quantile(wrong)), high: counted + quantile(missed) };
  };
  return {
    links: likely.length,
    wrongLinks: thousandths(sum(likely.map(({ probability }) => 1 - probability))),
    missedLinks: thousandths(
      sum(open.filter(({ isLikely }) => !isLikely).map(({ probability }) => probability)),
    ),
    expectedError: {
      matched: errorOf(
        ({ isMatched }) => isMatched,
        () => true,
      ),
      ...perStage((stage) =>
        errorOf(
          ({ reached }) => reached.ever.has(stage),
          ({ identity }) => stagesOf(identity.rows, isTakenBack.has(identity.leadNumber), facts).has(stage),
        ),
      ),
    },
  };
}
