import type { RevenueSummary, RevenueView } from '../contract/revenue';
import type { AttributionModel } from '../domain/attribution';
import { valueOf } from '../domain/metric-value';
import { METRICS } from '../domain/metrics';

/**
 * Whether a model has what it credits: without any session or event no model of touches says anything, and its zeros would
 * read as a measurement.
 */
export const canCredit = (
  { joinCoverage }: Pick<RevenueSummary, 'joinCoverage'>,
  model: AttributionModel,
): boolean =>
  model === 'crm_campaign' || joinCoverage.some(({ from, rows }) => from === 'touches' && rows > 0);

export interface ReturnOnSpend {
  /** All that is credited to campaigns, divided by all spend; null where nothing was spent. */
  readonly all: number | null;
  /** The same of the campaigns alone for which there is spend, which is more than 0. */
  readonly ofSpending: number | null;
  /** Credited to campaigns without spend. */
  readonly withoutSpend: number;
}

/** The return on ad spend of all campaigns under a model: what is credited to campaigns without spend raises it. */
export function returnOnSpend({ summary, campaigns }: RevenueView, model: AttributionModel): ReturnOnSpend {
  const spend =
    summary.spend.length === 0 ? null : summary.spend.reduce((sum, platform) => sum + platform.spend, 0);
  const cents = campaigns
    .filter((campaign) => (campaign.spend ?? 0) === 0)
    .reduce((sum, { models }) => sum + Math.round(models[model].revenue * 100), 0);
  const { attributed } = summary.models[model];
  const of = (revenue: number): number | null =>
    canCredit(summary, model) ? valueOf(METRICS.roas, { attributed: revenue, spend }).value : null;
  return {
    all: of(attributed),
    ofSpending: of((Math.round(attributed * 100) - cents) / 100),
    withoutSpend: cents / 100,
  };
}
