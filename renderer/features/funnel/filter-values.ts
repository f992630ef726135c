import { orderBreakdown } from '../../../shared/charts/breakdown-chart';
import { snapshotLabel } from '../../../shared/charts/trend-chart';
import type { FunnelView } from '../../../shared/contract/funnel';
import { isKeptDimension } from '../../../shared/domain/kept-dimension';
import type { LeadFilterDimension } from '../../../shared/contract/lead-filter';
import type { FilterValues } from '../filters/add-filter';

const FROM_BREAKDOWNS = [
  'state',
  'city',
  'entry_month',
  'disposition_group',
  'disposition',
  'job_status',
  'vendor',
  'campaign_id',
  'price',
] as const satisfies readonly LeadFilterDimension[];

const OF_THE_DELIVERY: ReadonlySet<string> = new Set(['vendor', 'campaign_id', 'price']);

/** What the screen can be narrowed to, with the leads of each value, from the view without filters. */
export function filterValues(view: FunnelView): FilterValues {
  const values: { -readonly [D in keyof FilterValues]: FilterValues[D] } = {};
  const kept = Object.keys(view.breakdowns).filter(isKeptDimension);
  for (const dimension of [...FROM_BREAKDOWNS, ...kept]) {
    const rows = view.breakdowns[dimension] ?? [];
    const leads = new Map<string | null, number>();
    for (const row of orderBreakdown(dimension, rows)) {
      // What the delivery says is known of leads in no report too.
      if (row.reported || OF_THE_DELIVERY.has(dimension) || isKeptDimension(dimension))
        leads.set(row.key, (leads.get(row.key) ?? 0) + row.leads);
    }
    values[dimension] = [...leads].map(([value, count]) => ({ value, leads: count }));
  }
  values.entry_week = view.cohorts.map(({ week, leads }) => ({ value: week, leads }));
  values.tier = view.tiers.map(({ tier, leads }) => ({ value: tier, leads }));
  values.snapshot = view.snapshotLeads.map(({ order, leads }) => {
    const point = view.trend.find((candidate) => candidate.order === order);
    const asOf = point && point.asOf !== null ? ` · ${snapshotLabel(point)}` : '';
    return { value: String(order), label: `#${String(order)}${asOf}`, leads };
  });
  const { delivered, matched } = view.counts;
  values.reported = [
    { value: 'yes', leads: matched },
    { value: 'no', leads: delivered - matched },
  ];
  return values;
}
