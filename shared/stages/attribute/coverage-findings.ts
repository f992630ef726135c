import type { JoinCoverage, RevenueSummary } from '../../contract/revenue';
import { finding, rowsOf } from '../../domain/finding-builder';
import { count, money, percent, plural, say, type Sentence } from '../../domain/sentence';
import type { Finding, Severity } from '../../domain/finding';
import { noneInWords } from '../../domain/source';
import { revenueNumbers } from '../../sql/run-parameters';
import { defineFindings } from '../../sql/stage';
import { rptInvoiceHops } from './rpt-invoice-hops.model';

/** A hop below this share is told. */
const LOW_COVERAGE = 0.9;

/** Hops between the tables of the second question that few records pass. */
export function findLowCoverage({ joinCoverage, models, invoiced }: RevenueSummary): readonly Finding[] {
  const hop = (from: string, to: string): JoinCoverage | undefined =>
    joinCoverage.find((coverage) => coverage.from === from && coverage.to === to);
  const findings: Finding[] = [];
  const low = (
    coverage: JoinCoverage | undefined,
    severity: Severity,
    message: (missing: number, rate: number) => Sentence,
    parts: Pick<Finding, 'column' | 'rows'> & Partial<Pick<Finding, 'source'>>,
    below = LOW_COVERAGE,
  ): void => {
    if (!coverage || coverage.rate === null || coverage.rate >= below) return;
    const evidence = [
      { label: 'Rows', value: count(coverage.rows) },
      { label: 'With a partner', value: count(coverage.matched) },
      { label: 'Rate', value: percent(coverage.rate) },
    ];
    findings.push(
      finding({
        code: 'low_join_coverage',
        severity,
        message: message(coverage.rows - coverage.matched, coverage.rate),
        evidence,
        ...parts,
      }),
    );
  };
  const hasLeads = joinCoverage.some(({ from }) => from === 'people');
  const hasTouches = hop('touches', 'people') !== undefined;
  const hasAds = hop('ads', 'people') !== undefined;
  if (hasLeads) {
    low(
      hop('stripe_invoices', 'people'),
      'warning',
      (missing, rate) =>
        say`${plural(missing, 'invoice names', 'invoices name')} a person whom ${noneInWords('people')} has: only ${percent(rate)} of the invoices find their person. Their revenue is unattributed in the model CRM campaign. Check that the lead exports cover the time of the invoices.`,
      {
        source: 'stripe_invoices',
        column: 'user_uid',
        rows: rowsOf(rptInvoiceHops, { remainder: 'no_person' }),
      },
    );
    low(
      hop('invoiced_people', 'campaigns'),
      'warning',
      (missing, rate) =>
        say`${plural(missing, 'invoice is', 'invoices are')} of people whose lead names no campaign: ${percent(rate)} find one.`,
      {
        column: 'campaign_id',
        rows: rowsOf(rptInvoiceHops, { remainder: 'no_campaign' }),
      },
    );
  }
  if (hasAds) {
    low(
      hop('invoiced_campaigns', 'ads'),
      'warning',
      (missing, rate) =>
        say`${plural(missing, 'invoice is', 'invoices are')} of campaigns that no ads export has spend for under the name that leads give them: ${percent(rate)} find spend. These campaigns have revenue and no return on ad spend.`,
      {
        column: 'campaign_id',
        rows: rowsOf(rptInvoiceHops, { remainder: 'no_spend' }),
      },
    );
  }
  if (hasTouches) {
    const matched = hop('stripe_invoices', 'touches')?.matched ?? 0;
    low(
      hop('stripe_invoices', 'touches'),
      'warning',
      (missing, rate) =>
        matched === 0
          ? say`No session and no event with a campaign is of a person who was invoiced: first touch, last touch, linear, position-based and time decay credit nothing, and all of ${money(invoiced)} is unattributed there. Check that the analytics exports hold the campaigns, and the same person ids as the invoices.`
          : say`${plural(missing, 'invoice has', 'invoices have')} no session or event with a campaign in the time before them: only ${percent(rate)} have one. ${money(models.first_touch.unattributedBy['no_touch'] ?? 0)} is unattributed in the models that follow touches.`,
      {
        column: 'user_uid',
        rows: rowsOf(rptInvoiceHops, { has_touch: false }),
      },
      0.5,
    );
  }
  return findings;
}

export const coverageFindings = defineFindings({
  name: 'coverage_findings',
  title: 'Joins that few records pass',
  takes: [revenueNumbers],
  find: ({ get }) => findLowCoverage(get(revenueNumbers)),
});
