import type { FunnelView } from '../contract/funnel';
import { deadFor } from '../domain/dead-steps';
import type { FunnelStep } from '../domain/lead-quality';
import { youngFrom } from '../domain/young-cohorts';
import { formatCount, formatCountOf, formatIsoDay } from './format';

type Stretches = FunnelView['deadStretches'];

/** "too low: Demo is false for everyone from report 5 on": the dead columns that a step suffers from. */
export const deadWords = (step: FunnelStep, stretches: Stretches): readonly string[] =>
  deadFor(step, stretches).map(
    ({ effect, reason, fromOrder }) => `${effect}: ${reason} from report ${formatCount(fromOrder)} on`,
  );

/** The stretches of a step that hold one of these snapshots. */
export const deadAt = (
  step: FunnelStep,
  stretches: Stretches,
  orders: readonly number[],
): readonly string[] =>
  deadWords(
    step,
    stretches.filter(({ fromOrder, toOrder }) =>
      orders.some((order) => order >= fromOrder && order <= toOrder),
    ),
  );

/** How many leads of a funnel are too young to judge, and from which week of entry on; null where none is. */
export function youngLeads(
  cohorts: FunnelView['cohorts'],
): { readonly leads: number; readonly from: string } | null {
  const from = youngFrom(cohorts);
  if (from === null) return null;
  const leads = cohorts.filter(({ week }) => week >= from).reduce((sum, cohort) => sum + cohort.leads, 0);
  return leads === 0 ? null : { leads, from };
}

/**
 * What a reader must know to take the number of a step for what it is: columns that died, leads that had no time yet.
 * The later steps are shares of the appointments, so the young leads are said there.
 */
export function marksOf(
  step: FunnelStep,
  { deadStretches, cohorts }: Pick<FunnelView, 'deadStretches' | 'cohorts'>,
): readonly string[] {
  const young = step === 'appointment' ? youngLeads(cohorts) : null;
  return [
    ...deadWords(step, deadStretches),
    ...(young
      ? [`${formatCountOf(young.leads, 'lead')} from ${formatIsoDay(young.from)} on too young to judge`]
      : []),
  ];
}
