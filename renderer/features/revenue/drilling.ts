import { formatMoney, formatRatio } from '../../../shared/charts/format';
import { MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import type { WaterfallBar } from '../../../shared/charts/waterfall-chart';
import type { EngineRequest } from '../../../shared/contract/engine';
import { allRows } from '../../../shared/contract/grid';
import type { AttributionModel } from '../../../shared/domain/attribution';
import type { MetricId } from '../../../shared/domain/metrics';
import { drillRevenue, showRows } from '../../state/drill';
import { notifyFault } from '../../state/notices';
import { currentRevenueFilters } from '../../state/revenue-filters';

type Request = EngineRequest<'revenueDrill'>;

/** What has a date or a campaign is narrowed as the screen is. */
const NARROWED: ReadonlySet<Request['what']> = new Set(['invoices', 'waterfall', 'spend', 'roas']);

/** Opens what stands behind a number; says so when that cannot be had. */
export function open(request: Request, subtitle: string, metricId: MetricId | null = null): void {
  const filters = currentRevenueFilters();
  const narrowed = filters && NARROWED.has(request.what) ? { ...request, filters } : request;
  ask(narrowed, subtitle, metricId);
}

function ask(request: Request, subtitle: string, metricId: MetricId | null): void {
  void drillRevenue(request, subtitle, metricId).then((fault) => {
    if (fault) notifyFault('drill', fault);
  });
}

type InvoicesWhere = Omit<Extract<Request, { what: 'invoices' }>, 'what' | 'model'>;

/** Opens the invoices that a model credits to a campaign, or to none, or all of them. */
export const openInvoices = (model: AttributionModel, where: InvoicesWhere = {}): void =>
  open({ what: 'invoices', model, ...where }, `under ${MODEL_NAMES[model]}`, 'attributed');

/** Opens what a model credits to campaigns, and nothing that stays unattributed. */
export const openAttributed = (model: AttributionModel, where: InvoicesWhere = {}): void =>
  openInvoices(model, { ...where, isCredited: true });

/**
 * Opens what a line of the chart over time is of in one period: the invoices where none was hit.
 * @param period the day, or the Monday of the week
 */
export function openPeriod(
  model: AttributionModel,
  period: { readonly day?: string; readonly week?: string },
  line: string | null,
): void {
  if (line === 'spend') open({ what: 'spend', ...period }, 'by platform, campaign and day', 'spend');
  else if (line === 'attributed') openAttributed(model, period);
  else openInvoices(model, period);
}

/** Opens the people who pay. */
export const openCustomers = (): void =>
  open({ what: 'customers' }, 'people with an invoice of more than 0', 'customers');

/** Opens both sides of the return on ad spend. @param sums what the rows of each side add up to */
export const openReturn = (
  model: AttributionModel,
  sums: { readonly revenue: number; readonly spend: number },
  campaign?: string,
): void =>
  open(
    { what: 'roas', model, ...(campaign === undefined ? {} : { campaign_id: campaign }) },
    sums.spend === 0
      ? `${MODEL_NAMES[model]} · no spend, so no return`
      : `${MODEL_NAMES[model]} · revenue ${formatMoney(sums.revenue)} / spend ${formatMoney(sums.spend)} = ${formatRatio(sums.revenue / sums.spend)}`,
    'roas',
  );

/** Opens the invoices that count, each once. */
export const openCounted = (): void => open({ what: 'waterfall' }, 'each counts once', 'invoiced');

/** Opens what was invoiced in the period of the screen: no campaign narrows it. */
export const openInvoiced = (): void => {
  const filters = currentRevenueFilters();
  const all: Request = { what: 'waterfall' };
  const hasPeriod = filters && (filters.from !== null || filters.to !== null);
  ask(hasPeriod ? { ...all, filters: { ...filters, campaigns: [] } } : all, 'each counts once', 'invoiced');
};

/** Opens the invoices of one bar of the waterfall. */
export const openWaterfall = (bar: WaterfallBar): void =>
  bar.kind === 'lost'
    ? open({ what: 'waterfall', remainder: bar.remainder }, 'followed no further', 'invoiced')
    : open({ what: 'waterfall', followedTo: [...bar.lostLater] }, bar.label, 'invoiced');

/** Opens the people whose status is one of these. */
export const openPeople = (label: string, statuses: readonly string[]): void =>
  showRows(
    `People: ${label}`,
    'each person once',
    {
      ...allRows('people'),
      filters: [{ op: 'in', column: 'status_group', values: [...statuses] }],
      sort: [{ column: 'person_no', direction: 'asc' }],
    },
    'people',
  );
