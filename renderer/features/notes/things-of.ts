import type { Finding } from '../../../shared/domain/finding';
import type { TrendsSetting } from '../../../shared/contract/rate-trends';
import type { RevenueFilters } from '../../../shared/contract/revenue';
import type { Thing, ThingOf } from '../../../shared/contract/thing';
import type { AttributionModel } from '../../../shared/domain/attribution';
import type { MetricId } from '../../../shared/domain/metrics';
import type { Setting } from '../../state/lead-setting';

/** A number on top of the Funnel screen. */
export const leadFigure = (metric: MetricId, { basis, links, filters }: Setting): Thing => ({
  kind: 'leadFigure',
  metric,
  basis,
  links,
  filters,
});

type LeadChart = ThingOf<'leadChart'>;

/** A chart of the Funnel screen. @param of what it breaks down by, and which rate it shows, where it does */
export const leadChart = (
  chart: LeadChart['chart'],
  { basis, links, filters }: Setting,
  of: Partial<Pick<LeadChart, 'dimension' | 'measure'>> = {},
): Thing => ({ kind: 'leadChart', chart, dimension: null, measure: null, ...of, basis, links, filters });

/** A chart of rates over time. @param line which of its lines */
export const trendChart = (
  trends: TrendsSetting,
  line: string,
  { basis, links, filters }: Setting,
): Thing => ({ kind: 'trendChart', trends, line, basis, links, filters });

/** A table of the Funnel screen. */
export const leadTable = (
  table: ThingOf<'leadTable'>['table'],
  { basis, links, filters }: Setting,
  dimension: string | null = null,
): Thing => ({ kind: 'leadTable', table, dimension, basis, links, filters });

/** What tells how a part of the Revenue screen was made. */
interface RevenueView {
  readonly model: AttributionModel;
  readonly filters?: RevenueFilters | undefined;
  readonly platforms: { readonly splitBy: 'spend' | 'clicks' };
}

/** Only what is split between platforms depends on by what. */
const revenueSetting = (view: RevenueView, isSplit = false) => ({
  model: view.model,
  splitBy: isSplit ? view.platforms.splitBy : ('spend' as const),
  filters: view.filters ?? null,
});

/** A number on top of the Revenue screen. */
export const revenueFigure = (metric: MetricId, view: RevenueView): Thing => ({
  kind: 'revenueFigure',
  metric,
  ...revenueSetting(view),
});

export const revenueChart = (chart: ThingOf<'revenueChart'>['chart'], view: RevenueView): Thing => ({
  kind: 'revenueChart',
  chart,
  ...revenueSetting(view),
});

export const revenueTable = (table: ThingOf<'revenueTable'>['table'], view: RevenueView): Thing => ({
  kind: 'revenueTable',
  table,
  ...revenueSetting(view, table === 'platforms'),
});

export const findingThing = ({ code, source, column, files }: Finding): Thing => ({
  kind: 'finding',
  code,
  source,
  column,
  files: [...files],
});
