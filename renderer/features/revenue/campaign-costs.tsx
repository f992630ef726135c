import { UnstyledButton } from '@mantine/core';
import { formatCount, formatMoney, formatRatio } from '../../../shared/charts/format';
import { MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import { orderBySpend } from '../../../shared/charts/roas-chart';
import type { CampaignRow, RevenueView } from '../../../shared/contract/revenue';
import { METRICS, type MetricId } from '../../../shared/domain/metrics';
import { open, openInvoices } from './drilling';
import classes from './revenue.module.css';
import { TableSection } from './table-section';

interface Column {
  readonly label: string;
  readonly metricId: MetricId | null;
  /** Whether the currency stands in the header. */
  readonly money: boolean;
}

const COLUMNS: readonly Column[] = [
  { label: 'Spend', metricId: 'spend', money: true },
  { label: 'Impressions', metricId: null, money: false },
  { label: 'Clicks', metricId: null, money: false },
  { label: 'Leads', metricId: null, money: false },
  { label: 'Per lead', metricId: 'cost_per_lead', money: true },
  { label: 'Qualified', metricId: null, money: false },
  { label: 'Per qualified', metricId: 'cost_per_qualified_lead', money: true },
  { label: 'Customers', metricId: null, money: false },
  { label: 'Per customer', metricId: 'acquisition_cost', money: true },
  { label: 'ROAS', metricId: 'roas', money: false },
];

/** What a lead, a qualified lead and a customer of each campaign cost; customers and ROAS follow the chosen model. */
export function CampaignCosts({ view }: { readonly view: RevenueView }) {
  const { currency } = view.summary;
  return (
    <TableSection
      title="What a lead and a customer cost"
      subtitle={`spend / leads, qualified leads and customers · customers and ROAS under ${MODEL_NAMES[view.model]}`}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Campaign</th>
            {COLUMNS.map(({ label, metricId, money }) => (
              <th
                key={label}
                scope="col"
                title={metricId === null ? undefined : METRICS[metricId].definition}
              >
                {money ? `${label}, ${currency}` : label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {orderBySpend(view.campaigns, view.model).map((row) => (
            <Line key={row.campaign_id} row={row} view={view} />
          ))}
        </tbody>
      </table>
    </TableSection>
  );
}

function Line({ row, view }: { readonly row: CampaignRow; readonly view: RevenueView }) {
  const { customers, acquisitionCost, roas } = row.models[view.model];
  const id = row.campaign_id;
  const spent = row.spend !== null;
  return (
    <tr>
      <th scope="row" title={id}>
        {id}
      </th>
      <td>
        <UnstyledButton
          disabled={!spent}
          onClick={() => open({ what: 'spend', campaign_id: id }, id, 'spend')}
        >
          {formatMoney(row.spend)}
        </UnstyledButton>
      </td>
      <td>{formatCount(spent ? row.impressions : null)}</td>
      <td>{formatCount(spent ? row.clicks : null)}</td>
      <td>{formatCount(row.leads)}</td>
      <td>{formatMoney(row.costPerLead)}</td>
      <td>{formatCount(row.qualifiedLeads)}</td>
      <td>{formatMoney(row.costPerQualifiedLead)}</td>
      <td>
        <UnstyledButton
          disabled={customers === 0}
          onClick={() => openInvoices(view.model, { campaign_id: id })}
        >
          {formatCount(customers)}
        </UnstyledButton>
      </td>
      <td>{formatMoney(acquisitionCost)}</td>
      <td>{formatRatio(roas)}</td>
    </tr>
  );
}
