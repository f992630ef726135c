import type { AnyRelation } from '../../sql/model';
import { dimCampaign } from '../../stages/attribute/dim-campaign.model';
import { fctAttributedRevenue } from '../../stages/attribute/fct-attributed-revenue.model';
import { fctInvoices } from '../../stages/attribute/fct-invoices.model';
import { fctSpendDaily } from '../../stages/attribute/fct-spend-daily.model';
import { fctTouches } from '../../stages/attribute/fct-touches.model';
import { intInvoicePaths } from '../../stages/attribute/int-invoice-paths.model';
import { intTouchCredits } from '../../stages/attribute/int-touch-credits.model';
import { rptAttributedInvoices } from '../../stages/attribute/rpt-attributed-invoices.model';
import { rptCampaignReturns } from '../../stages/attribute/rpt-campaign-returns.model';
import { rptCustomers } from '../../stages/attribute/rpt-customers.model';
import { rptInvoiceHops } from '../../stages/attribute/rpt-invoice-hops.model';
import { rptJoinCoverage } from '../../stages/attribute/rpt-join-coverage.model';
import { rptLeadFunnel } from '../../stages/attribute/rpt-lead-funnel.model';
import { rptRevenueAndSpend } from '../../stages/attribute/rpt-revenue-and-spend.model';
import { rptSpendDays } from '../../stages/attribute/rpt-spend-days.model';
import { stgAds } from '../../stages/clean/marketing/stg-ads.model';
import { stgInvoices } from '../../stages/clean/marketing/stg-invoices.model';
import { stgLeads } from '../../stages/clean/marketing/stg-leads.model';
import { stgTouches } from '../../stages/clean/marketing/stg-touches.model';
import { dimPerson } from '../../stages/dedup/dim-person.model';
import { intLeadPairs } from '../../stages/dedup/int-lead-pairs.model';
import { intPersonMembers } from '../../stages/dedup/int-person-members.model';
import { rptLeadReviewPairs } from '../../stages/dedup/rpt-lead-review-pairs.model';
import { rptPeople } from '../../stages/dedup/rpt-people.model';
import { rptPersonMembers } from '../../stages/dedup/rpt-person-members.model';
import { rptSourceDisagreements } from '../../stages/dedup/rpt-source-disagreements.model';

/** The tables of the second question that screens may ask pages of, the most asked for first. */
export const REVENUE_TABLES: readonly AnyRelation[] = [
  rptAttributedInvoices,
  rptInvoiceHops,
  rptCampaignReturns,
  rptRevenueAndSpend,
  rptPeople,
  rptCustomers,
  rptPersonMembers,
  rptLeadReviewPairs,
  rptSourceDisagreements,
  rptSpendDays,
  rptLeadFunnel,
  rptJoinCoverage,
  fctAttributedRevenue,
  fctInvoices,
  fctTouches,
  fctSpendDaily,
  dimPerson,
  dimCampaign,
  intInvoicePaths,
  intTouchCredits,
  intPersonMembers,
  intLeadPairs,
  stgLeads,
  stgInvoices,
  stgTouches,
  stgAds,
];

/** Of these what people take away as CSV. */
export const REVENUE_REPORTS: readonly AnyRelation[] = [
  rptCampaignReturns,
  rptSpendDays,
  rptLeadFunnel,
  rptJoinCoverage,
  rptLeadReviewPairs,
  rptSourceDisagreements,
];
