import type { CampaignRow, RevenueSummary, RevenueView } from '../contract/revenue';
import type { AttributionModel } from '../domain/attribution';
import { canCredit } from '../domain/can-credit';
import { valueOf } from '../domain/metric-value';
import { METRICS } from '../domain/metrics';
import { formatMoney } from './format';

/** What was invoiced; null where no record of an invoice was read at all. */
export const invoicedOf = ({
  invoiced,
  invoices,
  notInvoiced,
}: Pick<RevenueSummary, 'invoiced' | 'invoices' | 'notInvoiced'>): number | null =>
  invoices === 0 && notInvoiced.length === 0 ? null : invoiced;

export interface ReturnOnSpend {
  /** All that is credited to campaigns, divided by all spend; null where nothing was spent. */
  readonly all: number | null;
  /** The same of the campaigns alone for which there is spend, which is more than 0: their revenue by their spend. */
  readonly ofSpending: number | null;
}

const centsOf = (amount: number | null): number => Math.round((amount ?? 0) * 100);

/** All spend of the ads exports; null where there is none of them. */
export const totalSpend = ({ spend }: Pick<RevenueSummary, 'spend'>): number | null =>
  spend.length === 0 ? null : spend.reduce((cents, platform) => cents + centsOf(platform.spend), 0) / 100;

/** Spend that is of no campaign, such as that of a macro that was never filled: campaigns and it are all spend. */
export const spendOfNoCampaign = ({
  summary,
  campaigns,
}: Pick<RevenueView, 'summary' | 'campaigns'>): number =>
  campaigns.reduce((cents, { spend }) => cents - centsOf(spend), centsOf(totalSpend(summary))) / 100;

/**
 * The return on ad spend of all campaigns under a model. What is credited to campaigns without spend raises it, spend of no
 * campaign lowers it: the return of the campaigns with spend has neither.
 */
export function returnOnSpend({ summary, campaigns }: RevenueView, model: AttributionModel): ReturnOnSpend {
  const spending = campaigns.filter((campaign) => (campaign.spend ?? 0) > 0);
  const of = (attributed: number, spend: number | null): number | null =>
    canCredit(summary, model) ? valueOf(METRICS.roas, { attributed, spend }).value : null;
  const sum = (cents: (campaign: CampaignRow) => number): number =>
    spending.reduce((all, campaign) => all + cents(campaign), 0) / 100;
  return {
    all: of(summary.models[model].attributed, totalSpend(summary)),
    ofSpending: of(
      sum(({ models }) => centsOf(models[model].revenue)),
      sum(({ spend }) => centsOf(spend)),
    ),
  };
}

/** How revenue is split between platforms, and what of their spend has no share in it. */
export function platformsNote(view: RevenueView): string {
  const { platforms, summary } = view;
  const apart = spendOfNoCampaign(view);
  return apart === 0
    ? platforms.explanation
    : `${platforms.explanation} ${formatMoney(apart)} ${summary.currency} of the spend is of no campaign: no revenue is split by it, so the return of its platform is lower.`;
}
