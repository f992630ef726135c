import { notifications } from '@mantine/notifications';
import { MODEL_NAMES } from '../../../shared/charts/model-names';
import type { WaterfallBar } from '../../../shared/charts/waterfall-chart';
import type { EngineRequest } from '../../../shared/contract/engine';
import type { AttributionModel } from '../../../shared/domain/attribution';
import type { MetricId } from '../../../shared/domain/metrics';
import { drillRevenue, showRows } from '../../state/drill';

type Request = EngineRequest<'revenueDrill'>;

/** Opens what stands behind a number; says so when that cannot be had. */
export function open(request: Request, subtitle: string, metricId: MetricId | null = null): void {
  void drillRevenue(request, subtitle, metricId).then((fault) => {
    if (fault) notifications.show({ title: fault.message, message: fault.hint ?? '', color: 'red' });
  });
}

type InvoicesWhere = Omit<Extract<Request, { what: 'invoices' }>, 'what' | 'model'>;

/** Opens the invoices that a model credits to a campaign, or to none, or all of them. */
export const openInvoices = (model: AttributionModel, where: InvoicesWhere = {}): void =>
  open({ what: 'invoices', model, ...where }, `under ${MODEL_NAMES[model]}`, 'attributed');

/** Opens what a model credits to campaigns, and nothing that stays unattributed. */
export const openAttributed = (model: AttributionModel): void =>
  showRows('Credited to campaigns', `under ${MODEL_NAMES[model]}`, {
    table: 'attributed_invoices',
    filters: [
      { op: 'equals', column: 'model', value: model },
      { op: 'notEmpty', column: 'campaign_id' },
    ],
    sort: [{ column: 'invoiced_on', direction: 'desc' }],
  });

/** Opens the invoices that count, each once. */
export const openCounted = (): void => open({ what: 'waterfall' }, 'each counts once', 'invoiced');

/** Opens the invoices of one bar of the waterfall. */
export function openWaterfall(bar: WaterfallBar): void {
  if (bar.kind === 'lost') {
    open({ what: 'waterfall', remainder: bar.remainder }, 'followed no further');
    return;
  }
  showRows(`${bar.label}: invoices`, 'followed so far', {
    table: 'invoice_hops',
    filters: [{ op: 'in', column: 'remainder', values: [...bar.lostLater, null] }],
    sort: [{ column: 'invoiced_on', direction: 'desc' }],
  });
}

/** Opens the people whose status is one of these. */
export const openPeople = (label: string, statuses: readonly string[]): void =>
  showRows(`People: ${label}`, 'each person once', {
    table: 'people',
    filters: [{ op: 'in', column: 'status_group', values: [...statuses] }],
    sort: [{ column: 'person_no', direction: 'asc' }],
  });
