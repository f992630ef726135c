import type { Workspace } from '../../sql/workspace';
import { dimCampaign } from './dim-campaign.model';
import { fctAttributedRevenue } from './fct-attributed-revenue.model';
import { fctInvoices } from './fct-invoices.model';
import { fctSpendDaily } from './fct-spend-daily.model';
import { fctTouches } from './fct-touches.model';
import { intInvoicePaths, type AttributionParameters } from './int-invoice-paths.model';
import { intTouchCredits } from './int-touch-credits.model';
import { rptAttributedInvoices } from './rpt-attributed-invoices.model';
import { rptCampaignReturns } from './rpt-campaign-returns.model';
import { rptCustomers } from './rpt-customers.model';
import { rptInvoiceHops } from './rpt-invoice-hops.model';
import { rptJoinCoverage } from './rpt-join-coverage.model';
import { rptLeadFunnel } from './rpt-lead-funnel.model';
import { rptRevenueAndSpend } from './rpt-revenue-and-spend.model';
import { rptSpendDays } from './rpt-spend-days.model';

/** The models of the stage in their order: those before the journeys, which take parameters, and those after. */
const FACTS = [dimCampaign, fctSpendDaily, fctInvoices, fctTouches] as const;
const CREDITS = [
  intTouchCredits,
  fctAttributedRevenue,
  rptCampaignReturns,
  rptInvoiceHops,
  rptJoinCoverage,
  rptLeadFunnel,
  rptAttributedInvoices,
  rptSpendDays,
  rptRevenueAndSpend,
  rptCustomers,
] as const;

/**
 * Credits each invoice to campaigns, under every model.
 * Needs what *dedup* gives, and `stg_invoices`, `stg_touches`, `stg_ads`, with no rows where there is no file.
 * @param progress told before each model with its title
 */
export async function buildAttribution(
  workspace: Workspace,
  parameters: AttributionParameters,
  signal?: AbortSignal,
  progress: (label: string, done: number, total: number) => void = () => undefined,
): Promise<void> {
  const total = FACTS.length + 1 + CREDITS.length;
  let done = 0;
  for (const model of FACTS) {
    progress(model.title, done++, total);
    await workspace.build(model, undefined, signal);
  }
  progress(intInvoicePaths.title, done++, total);
  await workspace.build(intInvoicePaths, parameters, signal);
  for (const model of CREDITS) {
    progress(model.title, done++, total);
    await workspace.build(model, undefined, signal);
  }
}
