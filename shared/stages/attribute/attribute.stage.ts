import { defineStage, taking } from '../../sql/stage';
import { anonymousFindings } from './anonymous-findings';
import { attributionWindow, leadStatusChoice, timeZones, zonedSources } from './attribute-parameters';
import { campaignFormFindings } from './campaign-form-findings';
import { coverageFindings } from './coverage-findings';
import { dimCampaign } from './dim-campaign.model';
import { doubledTouchFindings } from './doubled-touch-findings';
import { equalAdFindings } from './equal-ad-findings';
import { equalSaleFindings } from './equal-sale-findings';
import { fctAttributedRevenue } from './fct-attributed-revenue.model';
import { fctInvoices } from './fct-invoices.model';
import { fctSpendDaily } from './fct-spend-daily.model';
import { fctTouches } from './fct-touches.model';
import { intAdRepeats } from './int-ad-repeats.model';
import { intNamedAds } from './int-named-ads.model';
import { intAdSpend } from './int-ad-spend.model';
import { intDirectInvoices } from './int-direct-invoices.model';
import { intIdentifiedIds } from './int-identified-ids.model';
import { intInvoiceMerges } from './int-invoice-merges.model';
import { intInvoicePaths } from './int-invoice-paths.model';
import { intRefundLinks } from './int-refund-links.model';
import { invoiceDoubtFindings } from './invoice-doubt-findings';
import { invoiceFindings } from './invoice-findings';
import { lineFindings } from './line-findings';
import { markedFindings } from './marked-findings';
import { intTouchCredits } from './int-touch-credits.model';
import { readRevenueFates } from './read-revenue-fates.step';
import { readRevenueStep } from './read-revenue.step';
import { roundedIdFindings } from './rounded-id-findings';
import { rptAttributedInvoices } from './rpt-attributed-invoices.model';
import { rptCampaignReturns } from './rpt-campaign-returns.model';
import { rptCustomers } from './rpt-customers.model';
import { rptInvoiceHops } from './rpt-invoice-hops.model';
import { rptJoinCoverage } from './rpt-join-coverage.model';
import { rptLeadFunnel } from './rpt-lead-funnel.model';
import { rptRevenueFates } from './rpt-revenue-fates.model';
import { rptRevenueAndSpend } from './rpt-revenue-and-spend.model';
import { rptSpendDays } from './rpt-spend-days.model';
import { setClocks } from './set-clocks.step';
import { sortStatuses } from './sort-statuses.step';
import { statusWordFindings } from './status-word-findings';
import { spendFindings } from './spend-findings';
import { spendOverlapFindings } from './spend-overlap-findings';
import { timeZoneFindings } from './time-zone-findings';
import { touchCopiesFindings } from './touch-copies-findings';

/** The revenue of each invoice credited to campaigns, under every model. */
export const attributeStage = defineStage({
  name: 'attribute',
  title: 'Attribution',
  question: 'revenue',
  parameters: [attributionWindow, leadStatusChoice, timeZones, zonedSources],
  models: [
    dimCampaign,
    intNamedAds,
    intAdRepeats,
    intAdSpend,
    fctSpendDaily,
    intInvoiceMerges,
    intRefundLinks,
    taking(fctInvoices, zonedSources),
    intIdentifiedIds,
    taking(fctTouches, zonedSources),
    taking(intInvoicePaths, attributionWindow),
    taking(intDirectInvoices, attributionWindow),
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
    rptRevenueFates,
  ],
  steps: [setClocks, sortStatuses, readRevenueStep, readRevenueFates],
  findings: [
    invoiceFindings,
    invoiceDoubtFindings,
    markedFindings,
    lineFindings,
    spendFindings,
    spendOverlapFindings,
    equalAdFindings,
    equalSaleFindings,
    touchCopiesFindings,
    doubledTouchFindings,
    timeZoneFindings,
    anonymousFindings,
    coverageFindings,
    campaignFormFindings,
    roundedIdFindings,
    statusWordFindings,
  ],
});
