import type { CampaignRow, RevenueView, UnattributedRow } from '../../../shared/contract/revenue';
import type { AttributionModel } from '../../../shared/domain/attribution';

/** What the grid of models can compare. */
export const MEASURES = ['revenue', 'roas', 'invoices', 'acquisitionCost'] as const;
export type Measure = (typeof MEASURES)[number];

export interface SortBy {
  readonly column: 'campaign_id' | 'spend' | AttributionModel;
  readonly descending: boolean;
}

export const measureOf = (row: CampaignRow, model: AttributionModel, measure: Measure): number | null =>
  row.models[model][measure];

export const unattributedOf = (
  row: UnattributedRow,
  model: AttributionModel,
  measure: Measure,
): number | null =>
  measure === 'revenue'
    ? row.models[model].amount
    : measure === 'invoices'
      ? row.models[model].invoices
      : null;

/** Campaigns by a column; those without a value come last either way. */
export function sorted(
  rows: readonly CampaignRow[],
  { column, descending }: SortBy,
  measure: Measure,
): readonly CampaignRow[] {
  const byId = (a: CampaignRow, b: CampaignRow): number => (a.campaign_id < b.campaign_id ? -1 : 1);
  const sign = descending ? -1 : 1;
  if (column === 'campaign_id') return [...rows].sort((a, b) => sign * byId(a, b));
  const valueOf = (row: CampaignRow): number | null =>
    column === 'spend' ? row.spend : measureOf(row, column, measure);
  return [...rows].sort((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byId(a, b);
    return sign * (x - y) || byId(a, b);
  });
}

/** The last line: what was invoiced, the same under every model; ratios over all campaigns. */
export function totalOf(view: RevenueView, model: AttributionModel, measure: Measure): number | null {
  const { summary } = view;
  const spend = summary.spend.reduce((sum, platform) => sum + platform.spend, 0);
  switch (measure) {
    case 'revenue':
      return summary.models[model].attributed + summary.models[model].unattributed;
    case 'invoices':
      return summary.invoices;
    case 'roas':
      return spend === 0 ? null : summary.models[model].attributed / spend;
    case 'acquisitionCost':
      return null;
  }
}
