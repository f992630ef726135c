import type { FunnelView } from '../../contract/funnel';
import type { RevenueView } from '../../contract/revenue';
import type { LeadQualitySummary } from '../../contract/summary';
import type { Thing, ThingOf } from '../../contract/thing';
import { headlineLinks } from '../../domain/headline';
import { BASES, LINK_SETTINGS } from '../../domain/lead-quality';

/** What the headline counts, as notes name it. */
export const headlineSetting = (quality: LeadQualitySummary) => ({
  basis: 'ever' as const,
  links: headlineLinks(quality),
  filters: [],
});

/** How a view of revenue was made, as notes name it. */
export const revenueSetting = (view: RevenueView) => ({
  model: view.model,
  splitBy: view.platforms.splitBy,
  filters: view.filters ?? null,
});

const leadSetting = ({ key, filters }: FunnelView) => ({
  basis: BASES.find((basis) => key.startsWith(`${basis}_`)) ?? 'ever',
  links: LINK_SETTINGS.find((links) => key.endsWith(`_${links}`)) ?? 'linked',
  filters: filters.map(({ dimension, values }) => ({ dimension, values: [...values] })),
});

/** Charts that show a rate of their own choice. */
const MEASURED = ['breakdown', 'state_map'];

/** A chart of the report, as notes name it. */
export const leadChartThing = (
  chart: ThingOf<'leadChart'>['chart'],
  view: FunnelView,
  dimension: string | null = null,
): Thing => ({
  kind: 'leadChart',
  chart,
  dimension,
  measure: MEASURED.includes(chart) ? 'appointment' : null,
  ...leadSetting(view),
});

export const leadTableThing = (
  table: ThingOf<'leadTable'>['table'],
  view: FunnelView,
  dimension: string | null = null,
): Thing => ({ kind: 'leadTable', table, dimension, ...leadSetting(view) });

export const revenueChartThing = (chart: ThingOf<'revenueChart'>['chart'], view: RevenueView): Thing => ({
  kind: 'revenueChart',
  chart,
  ...revenueSetting(view),
});

export const revenueTableThing = (table: ThingOf<'revenueTable'>['table'], view: RevenueView): Thing => ({
  kind: 'revenueTable',
  table,
  ...revenueSetting(view),
});
