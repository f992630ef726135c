import type { FunnelView } from '../../contract/funnel';
import type { RateTrendsView } from '../../contract/rate-trends';
import type { LinkSetting } from '../../domain/lead-quality';
import type { DeadStretch } from '../../stages/measure/measure-parameters';
import type { FilterContext } from './lead-filters';
import { readRateTrends } from './rate-trends';

/** What a report asks, since nobody is there to choose. */
const ASKED = {
  of: 'appointment',
  per: 'delivered',
  least: 30,
  falseRate: 0.05,
  by: 'entry',
  basis: 'ever',
} as const;

/** Months of entry from which on months say more than weeks. */
const MONTHS_ENOUGH = 8;

/** By what a report tells leads apart, where there are two of them or more. */
const DIMENSIONS = ['state', 'campaign_id', 'vendor'];

/** The appointment rate over time by place, campaign and vendor, as far as the data tell them apart. */
export async function reportedTrends(
  context: FilterContext,
  dead: readonly DeadStretch[],
  { breakdowns }: Pick<FunnelView, 'breakdowns'>,
  links: LinkSetting,
): Promise<
  readonly {
    readonly dimension: string;
    readonly conversion: { readonly of: 'appointment'; readonly per: 'delivered' };
    readonly least: number;
    readonly falseRate: number;
    readonly view: RateTrendsView;
  }[]
> {
  const valuesOf = (dimension: string): number =>
    (breakdowns[dimension] ?? []).filter(({ key, reported }) => key !== null && reported !== false).length;
  const every = valuesOf('entry_month') >= MONTHS_ENOUGH ? 'month' : 'week';
  const { of, per, least, falseRate } = ASKED;
  const trends = [];
  for (const dimension of DIMENSIONS.filter((name) => valuesOf(name) > 1)) {
    const view = await readRateTrends(context, dead, { ...ASKED, links, every, dimension });
    if (view.periods.length > 1) trends.push({ dimension, conversion: { of, per }, least, falseRate, view });
  }
  return trends;
}
