import { formatMoney, formatRatio } from '../../../shared/charts/format';
import { MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import type { WaterfallBar } from '../../../shared/charts/waterfall-chart';
import type { EngineRequest } from '../../../shared/contract/engine';
import { allRows, type GridFilter } from '../../../shared/contract/grid';
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
  void drillRevenue(narrowed, subtitle, metricId).then((fault) => {
    if (fault) notifyFault('drill', fault);
  });
}

/** What the screen is narrowed to, as filters of invoices. */
function narrowing(): GridFilter[] {
  const filters = currentRevenueFilters();
  if (!filters) return [];
  const { from, to, campaigns } = filters;
  return [
    ...(from !== null || to !== null
      ? [{ op: 'between' as const, column: 'invoiced_on', low: from, high: to }]
      : []),
    ...(campaigns.length > 0 ? [{ op: 'in' as const, column: 'campaign_id', values: [...campaigns] }] : []),
  ];
}

type InvoicesWhere = Omit<Extract<Request, { what: 'invoices' }>, 'what' | 'model'>;

/** Opens the invoices that a model credits to a campaign, or to none, or all of them. */
export const openInvoices = (model: AttributionModel, where: InvoicesWhere = {}): void =>
  open({ what: 'invoices', model, ...where }, `under ${MODEL_NAMES[model]}`, 'attributed');

/** Opens what a model credits to campaigns, and nothing that stays unattributed. */
export const openAttributed = (model: AttributionModel): void =>
  showRows(
    'Credited to campaigns',
    `under ${MODEL_NAMES[model]}`,
    {
      ...allRows('attributed_invoices'),
      filters: [
        { op: 'equals', column: 'model', value: model },
        { op: 'notEmpty', column: 'campaign_id' },
        ...narrowing(),
      ],
      sort: [{ column: 'invoiced_on', direction: 'desc' }],
    },
    'attributed',
  );

/** Opens the people who pay. */
export const openCustomers = (): void =>
  open({ what: 'customers' }, 'people with an invoice of more than 0', 'customers');

/** Opens both sides of the return on ad spend. @param sums what the rows of each side add up to */
export const openReturn = (
  model: AttributionModel,
  sums: { readonly revenue: number; readonly spend: number },
): void =>
  open(
    { what: 'roas', model },
    sums.spend === 0
      ? `${MODEL_NAMES[model]} · no spend, so no return`
      : `${MODEL_NAMES[model]} · revenue ${formatMoney(sums.revenue)} / spend ${formatMoney(sums.spend)} = ${formatRatio(sums.revenue / sums.spend)}`,
    'roas',
  );

/** Opens the invoices that count, each once. */
export const openCounted = (): void => open({ what: 'waterfall' }, 'each counts once', 'invoiced');

/** Opens what was invoiced in the period of the screen: no campaign narrows it. */
export const openInvoiced = (): void => {
  const { from = null, to = null } = currentRevenueFilters() ?? {};
  showRows(
    'Invoices that count',
    'each counts once',
    {
      ...allRows('invoice_hops'),
      filters:
        from === null && to === null ? [] : [{ op: 'between', column: 'invoiced_on', low: from, high: to }],
      sort: [{ column: 'invoiced_on', direction: 'desc' }],
    },
    'invoiced',
  );
};

/** Opens the invoices of one bar of the waterfall. */
export function openWaterfall(bar: WaterfallBar): void {
  if (bar.kind === 'lost') {
    open({ what: 'waterfall', remainder: bar.remainder }, 'followed no further', 'invoiced');
    return;
  }
  showRows(
    `${bar.label}: invoices`,
    'followed so far',
    {
      ...allRows('invoice_hops'),
      filters: [{ op: 'in', column: 'remainder', values: [...bar.lostLater, null] }, ...narrowing()],
      sort: [{ column: 'invoiced_on', direction: 'desc' }],
    },
    'invoiced',
  );
}

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
