import { withParameters, type ModelSpec } from '../../sql/model';
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

/** The models of the stage in their order. */
const modelsOf = (parameters: AttributionParameters): readonly ModelSpec<void>[] => [
  dimCampaign,
  fctSpendDaily,
  fctInvoices,
  fctTouches,
  withParameters(intInvoicePaths, parameters),
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
];

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
  const models = modelsOf(parameters);
  await workspace.buildAll(models, signal, ({ title }, done) => progress(title, done, models.length));
}
