import { formatCount, formatMoney, formatRatio } from '../../../shared/charts/format';
import { MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import { orderBySpend } from '../../../shared/charts/roas-chart';
import type { CampaignRow, RevenueView } from '../../../shared/contract/revenue';
import type { AttributionModel } from '../../../shared/domain/attribution';
import { METRICS } from '../../../shared/domain/metrics';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { open, openInvoices } from './drilling';
import { TableSection } from './table-section';

const columns = (model: AttributionModel, currency: string): readonly NumberColumn<CampaignRow>[] => [
  { label: 'Campaign', cell: (row) => <span title={row.campaign_id}>{row.campaign_id}</span> },
  {
    label: 'Spend',
    unit: currency,
    definition: METRICS.spend.definition,
    cell: ({ spend }) => formatMoney(spend),
    open: ({ spend, campaign_id: id }) =>
      spend === null ? null : () => open({ what: 'spend', campaign_id: id }, id, 'spend'),
  },
  { label: 'Impressions', cell: (row) => formatCount(row.spend === null ? null : row.impressions) },
  { label: 'Clicks', cell: (row) => formatCount(row.spend === null ? null : row.clicks) },
  { label: 'Leads', cell: ({ leads }) => formatCount(leads) },
  {
    label: 'Per lead',
    unit: currency,
    definition: METRICS.cost_per_lead.definition,
    cell: ({ costPerLead }) => formatMoney(costPerLead),
  },
  { label: 'Qualified', cell: ({ qualifiedLeads }) => formatCount(qualifiedLeads) },
  {
    label: 'Per qualified',
    unit: currency,
    definition: METRICS.cost_per_qualified_lead.definition,
    cell: ({ costPerQualifiedLead }) => formatMoney(costPerQualifiedLead),
  },
  {
    label: 'Customers',
    cell: ({ models }) => formatCount(models[model].customers),
    open: ({ models, campaign_id: id }) =>
      models[model].customers === 0 ? null : () => openInvoices(model, { campaign_id: id }),
  },
  {
    label: 'Per customer',
    unit: currency,
    definition: METRICS.acquisition_cost.definition,
    cell: ({ models }) => formatMoney(models[model].acquisitionCost),
  },
  {
    label: 'ROAS',
    definition: METRICS.roas.definition,
    cell: ({ models }) => formatRatio(models[model].roas),
  },
];

/** What a lead, a qualified lead and a customer of each campaign cost; customers and ROAS follow the chosen model. */
export function CampaignCosts({ view }: { readonly view: RevenueView }) {
  return (
    <TableSection
      title="What a lead and a customer cost"
      subtitle={`spend / leads, qualified leads and customers · customers and ROAS under ${MODEL_NAMES[view.model]}`}
    >
      <NumberTable
        columns={columns(view.model, view.summary.currency)}
        rows={orderBySpend(view.campaigns, view.model)}
        rowKey={({ campaign_id }) => campaign_id}
      />
    </TableSection>
  );
}
