import { Button } from '@mantine/core';
import { formatCount, formatMoney, formatRatio } from '../../../shared/charts/format';
import { MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import { orderBySpend } from '../../../shared/charts/roas-chart';
import type { CampaignRow, RevenueView } from '../../../shared/contract/revenue';
import type { AttributionModel } from '../../../shared/domain/attribution';
import { METRICS } from '../../../shared/domain/metrics';
import { showPanel } from '../../state/panel';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { useSortedRows } from '../../ui/table-sort';
import { open, openInvoices } from './drilling';
import { revenueTable } from '../notes/things-of';
import { TableSection } from './table-section';

const counted = (label: string, countOf: (row: CampaignRow) => number | null): NumberColumn<CampaignRow> => ({
  label,
  cell: (row) => formatCount(countOf(row)),
  sortBy: countOf,
});

const columns = (model: AttributionModel, currency: string): readonly NumberColumn<CampaignRow>[] => [
  {
    label: 'Campaign',
    align: 'left',
    cell: (row) => <span title={row.campaign_id}>{row.campaign_id}</span>,
    sortBy: (row) => row.campaign_id,
  },
  {
    label: 'Spend',
    unit: currency,
    definition: METRICS.spend.definition,
    cell: ({ spend }) => formatMoney(spend),
    sortBy: ({ spend }) => spend,
    open: ({ spend, campaign_id: id }) =>
      spend === null ? null : () => open({ what: 'spend', campaign_id: id }, id, 'spend'),
  },
  counted('Impressions', (row) => (row.spend === null ? null : row.impressions)),
  counted('Clicks', (row) => (row.spend === null ? null : row.clicks)),
  counted('Leads', ({ leads }) => leads),
  {
    label: 'Per lead',
    unit: currency,
    definition: METRICS.cost_per_lead.definition,
    cell: ({ costPerLead }) => formatMoney(costPerLead),
    sortBy: ({ costPerLead }) => costPerLead,
  },
  counted('Qualified', ({ qualifiedLeads }) => qualifiedLeads),
  {
    label: 'Per qualified',
    unit: currency,
    definition: METRICS.cost_per_qualified_lead.definition,
    cell: ({ costPerQualifiedLead }) => formatMoney(costPerQualifiedLead),
    sortBy: ({ costPerQualifiedLead }) => costPerQualifiedLead,
  },
  {
    ...counted('Customers', ({ models }) => models[model].customers),
    open: ({ models, campaign_id: id }) =>
      models[model].customers === 0
        ? null
        : () => openInvoices(model, { campaign_id: id, isOfCustomers: true }),
  },
  {
    label: 'Per customer',
    unit: currency,
    definition: METRICS.acquisition_cost.definition,
    cell: ({ models }) => formatMoney(models[model].acquisitionCost),
    sortBy: ({ models }) => models[model].acquisitionCost,
  },
  {
    label: 'ROAS',
    definition: METRICS.roas.definition,
    cell: ({ models }) => formatRatio(models[model].roas),
    sortBy: ({ models }) => models[model].roas,
  },
];

/** What a lead, a qualified lead and a customer of each campaign cost; customers and ROAS follow the chosen model. */
export function CampaignCosts({ view }: { readonly view: RevenueView }) {
  const shown = columns(view.model, view.summary.currency);
  const sorted = useSortedRows(orderBySpend(view.campaigns, view.model), shown);
  return (
    <TableSection
      of={revenueTable('campaigns', view)}
      title="What a lead and a customer cost"
      controls={
        <Button variant="default" onClick={() => showPanel({ kind: 'dispositions' })}>
          Edit groups
        </Button>
      }
      subtitle={`spend / leads, qualified leads and customers · customers and ROAS under ${MODEL_NAMES[view.model]}`}
    >
      <NumberTable {...sorted} columns={shown} rowKey={({ campaign_id }) => campaign_id} />
    </TableSection>
  );
}
