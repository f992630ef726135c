import { returnOnSpend, spendOfNoCampaign, totalSpend } from '../../../shared/charts/revenue-figures';
import { canCredit } from '../../../shared/domain/can-credit';
import type {
  CampaignRow,
  RevenueSummary,
  RevenueView,
  UnattributedRow,
} from '../../../shared/contract/revenue';
import { UNATTRIBUTED_REASONS, type AttributionModel } from '../../../shared/domain/attribution';
import { SPEND_OF_NO_CAMPAIGN } from '../../../shared/domain/words/revenue-words';
import { open, openInvoiced, openInvoices, openReturn } from './drilling';

/** What the table of models can compare. */
export const MEASURES = ['revenue', 'roas', 'invoices', 'acquisitionCost'] as const;
export type Measure = (typeof MEASURES)[number];

/** Opens what is behind a number; null: there is nothing; undefined: it has no rows of its own. */
type Open = (() => void) | null | undefined;

/** A line of the table of models: a campaign, a reason why no campaign is credited, or the sum. */
export interface Line {
  readonly id: string;
  readonly label: string;
  readonly isApart: boolean;
  /** Null: not known; undefined: spend does not belong to the line. */
  readonly spend: number | null | undefined;
  readonly openSpend: Open;
  /** Undefined: the line has no such number. */
  readonly valueOf: (model: AttributionModel) => number | null | undefined;
  readonly openModel: (model: AttributionModel) => Open;
}

/** @param summary says which models have anything to credit: the others have no number, not 0 */
export function campaignLine(row: CampaignRow, measure: Measure, summary: RevenueSummary): Line {
  const id = row.campaign_id;
  return {
    id,
    label: id,
    isApart: false,
    spend: row.spend,
    openSpend: row.spend === null ? null : () => open({ what: 'spend', campaign_id: id }, id, 'spend'),
    valueOf: (model) => (canCredit(summary, model) ? row.models[model][measure] : null),
    openModel: (model) => {
      const { invoices, revenue, [measure]: value } = row.models[model];
      if (measure === 'revenue' || measure === 'invoices') {
        return invoices === 0 ? null : () => openInvoices(model, { campaign_id: id });
      }
      return value === null ? null : () => openReturn(model, { revenue, spend: row.spend ?? 0 }, id);
    },
  };
}

/** Spend that is of no campaign, so that the column adds up; nothing is credited by it. */
export function spendLines(view: RevenueView): readonly Line[] {
  const spend = spendOfNoCampaign(view);
  if (spend === 0) return [];
  return [
    {
      id: 'spend of no campaign',
      label: SPEND_OF_NO_CAMPAIGN,
      isApart: true,
      spend,
      openSpend: () => open({ what: 'spend', campaign_id: null }, 'by platform and day', 'spend'),
      valueOf: () => undefined,
      openModel: () => undefined,
    },
  ];
}

/** What each model credits to nobody, a line for each reason; ratios have none, since nothing was spent on it. */
export const unattributedLines = (view: RevenueView, measure: Measure): readonly Line[] =>
  measure === 'revenue' || measure === 'invoices'
    ? view.unattributed.map((row) => unattributedLine(row, measure))
    : [];

function unattributedLine(row: UnattributedRow, measure: 'revenue' | 'invoices'): Line {
  const reason = UNATTRIBUTED_REASONS.find((known) => known === row.reason);
  return {
    id: `unattributed ${row.reason}`,
    label: `Unattributed: ${row.label}`,
    isApart: true,
    spend: undefined,
    openSpend: undefined,
    valueOf: (model) => (measure === 'revenue' ? row.models[model].amount : row.models[model].invoices),
    openModel: (model) =>
      row.models[model].invoices === 0
        ? null
        : () => openInvoices(model, { campaign_id: null, ...(reason === undefined ? {} : { reason }) }),
  };
}

const TOTAL_NAMES: { readonly [M in Measure]: string } = {
  revenue: 'Total: invoiced',
  roas: 'All campaigns',
  invoices: 'Total',
  acquisitionCost: 'All campaigns',
};

/** The last line: what was invoiced, the same under every model; ratios over all campaigns. */
export function totalLine(view: RevenueView, measure: Measure): Line {
  return {
    id: 'total',
    label: TOTAL_NAMES[measure],
    isApart: false,
    spend: totalSpend(view.summary),
    openSpend: undefined,
    valueOf: (model) => totalOf(view, model, measure),
    openModel: (model) =>
      measure === 'revenue' ? () => openInvoices(model) : measure === 'invoices' ? openInvoiced : undefined,
  };
}

function totalOf(view: RevenueView, model: AttributionModel, measure: Measure): number | null {
  const { summary } = view;
  switch (measure) {
    case 'revenue':
      return summary.models[model].attributed + summary.models[model].unattributed;
    case 'invoices':
      return summary.invoices;
    case 'roas':
      return returnOnSpend(view, model).all;
    case 'acquisitionCost':
      return null;
  }
}
