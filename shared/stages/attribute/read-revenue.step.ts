import type { JoinCoverage, LeadCounts, ModelSummary, RevenueSummary } from '../../contract/revenue';
import { ATTRIBUTION_MODELS, type AttributionModel } from '../../domain/attribution';
import { AD_PLATFORMS, sourcesOf } from '../../domain/source';
import { moneyOf, ratioOf } from '../../domain/cents';
import { valueOf } from '../../domain/metric-value';
import { METRICS } from '../../domain/metrics';
import { PROJECT_CURRENCY } from '../../domain/money';
import { together } from '../../domain/together';
import { compareText } from '../../domain/text-order';
import { int, queryRows, type Row } from '../../sql/records';
import { sql, type Sql } from '../../sql/sql';
import { revenueNumbers } from '../../sql/run-parameters';
import { defineStep } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { dimPerson } from '../dedup/dim-person.model';
import { intPersonMembers } from '../dedup/int-person-members.model';
import { rptLeadReviewPairs } from '../dedup/rpt-lead-review-pairs.model';
import { srcDecidedPairs } from '../dedup/src-decided-pairs';
import { fctAttributedRevenue } from './fct-attributed-revenue.model';
import { fctInvoices } from './fct-invoices.model';
import { GROSS_COLUMNS, grossOf } from '../../sql/gross-verbs';
import { fctSpendDaily } from './fct-spend-daily.model';
import { rptCampaignReturns } from './rpt-campaign-returns.model';
import { rptJoinCoverage } from './rpt-join-coverage.model';

/** Rows of a query by column names. */
type Reading = (query: Sql) => Promise<readonly Row[]>;

const readingOf =
  (workspace: Workspace, signal?: AbortSignal): Reading =>
  (query) =>
    queryRows(workspace, query, signal);

/**
 * The numbers of the second question, from the tables of the run that is being built. Money is a number with two
 * decimals made of whole cents; every list is sorted.
 */
export async function readRevenue(workspace: Workspace, signal?: AbortSignal): Promise<RevenueSummary> {
  const read = readingOf(workspace, signal);
  const [[counted], apart, [people], records, [pairs], spend, joinCoverage, models] = await together([
    read(sql`
      select cast(count(*) as integer) as invoices, cast(coalesce(sum(amount_cents), 0) as bigint) as cents,
        ${GROSS_COLUMNS}
      from ${fctInvoices} where is_counted`),
    read(sql`
      select not_counted_reason as status, cast(count(*) as integer) as invoices, cast(coalesce(sum(amount_cents), 0) as bigint) as cents
      from ${fctInvoices} where not is_counted and not_counted_reason not in ('refund', 'dispute') group by 1 order by 1`),
    read(sql`select cast(count(*) as integer) as people from ${dimPerson}`),
    read(sql`
      select source, cast(count(*) as integer) as records, cast(count(*) filter (is_duplicate) as integer) as duplicates
      from ${intPersonMembers} group by source`),
    read(sql`
      select cast((select count(*) from ${rptLeadReviewPairs} where is_asked) as integer) as open,
        cast((select count(*) from ${srcDecidedPairs}) as integer) as decided`),
    readSpend(read),
    readCoverage(read),
    readModels(read),
  ]);
  const bySource = (column: string): LeadCounts => {
    const of = (source: string): number =>
      int(
        records.find((row) => row['source'] === source),
        column,
      );
    return Object.fromEntries(sourcesOf('people').map((source) => [source, of(source)]));
  };
  return {
    currency: PROJECT_CURRENCY,
    invoices: int(counted, 'invoices'),
    invoiced: moneyOf(int(counted, 'cents')),
    ...grossOf(counted),
    notInvoiced: apart.map((row) => ({
      status: String(row['status']),
      invoices: int(row, 'invoices'),
      amount: moneyOf(int(row, 'cents')),
    })),
    people: int(people, 'people'),
    leads: bySource('records'),
    duplicates: bySource('duplicates'),
    review: { open: int(pairs, 'open'), decided: int(pairs, 'decided') },
    spend,
    joinCoverage,
    models,
  };
}

async function readSpend(read: Reading): Promise<RevenueSummary['spend']> {
  const rows = await read(sql`
    select platform, cast(sum(ad_rows) as integer) as ad_rows, cast(sum(cost_cents) as bigint) as cents,
      cast(sum(impressions) as bigint) as impressions, cast(sum(clicks) as bigint) as clicks,
      cast(sum(blank_impressions) as integer) as blank_impressions, cast(sum(blank_clicks) as integer) as blank_clicks
    from ${fctSpendDaily} group by platform`);
  return AD_PLATFORMS.flatMap((platform) => {
    const row = rows.find((r) => r['platform'] === platform);
    if (!row) return [];
    return {
      platform,
      rows: int(row, 'ad_rows'),
      spend: moneyOf(int(row, 'cents')),
      impressions: int(row, 'impressions'),
      clicks: int(row, 'clicks'),
      blankImpressions: int(row, 'blank_impressions'),
      blankClicks: int(row, 'blank_clicks'),
    };
  });
}

/** The hops in their order; those without rows on their side are left out. */
async function readCoverage(read: Reading): Promise<readonly JoinCoverage[]> {
  const rows = await read(sql`select * from ${rptJoinCoverage} where rows > 0 order by hop`);
  return rows.map((row) => ({
    from: String(row['from_table']),
    to: String(row['to_table']),
    key: String(row['key_name']),
    rows: int(row, 'rows'),
    matched: int(row, 'matched'),
    rate: ratioOf(int(row, 'matched'), int(row, 'rows')),
  }));
}

async function readModels(read: Reading): Promise<RevenueSummary['models']> {
  const [totals, campaigns] = await together([
    read(sql`
      select model, reason, cast(sum(credit_cents) as bigint) as cents from ${fctAttributedRevenue} group by model, reason order by model, reason`),
    read(
      sql`select model, campaign_id, invoices, revenue_cents, has_spend, spend_cents from ${rptCampaignReturns}`,
    ),
  ]);
  const summaryOf = (model: AttributionModel): ModelSummary => {
    const own = totals.filter((row) => row['model'] === model);
    const reasons = own.filter((row) => row['reason'] !== null);
    const sum = (rows: readonly Row[]): number => rows.reduce((cents, row) => cents + int(row, 'cents'), 0);
    return {
      attributed: moneyOf(sum(own.filter((row) => row['reason'] === null))),
      unattributed: moneyOf(sum(reasons)),
      unattributedBy: Object.fromEntries(
        reasons.map((row) => [String(row['reason']), moneyOf(int(row, 'cents'))]),
      ),
      campaigns: campaigns
        .filter((row) => row['model'] === model)
        .map((row) => ({
          campaign_id: String(row['campaign_id']),
          invoices: int(row, 'invoices'),
          revenue: moneyOf(int(row, 'revenue_cents')),
          spend: row['has_spend'] === true ? moneyOf(int(row, 'spend_cents')) : null,
          roas: valueOf(METRICS.roas, {
            attributed: int(row, 'revenue_cents'),
            spend: int(row, 'spend_cents'),
          }).value,
        }))
        .sort((a, b) => compareText(a.campaign_id, b.campaign_id)),
    };
  };
  return Object.fromEntries(
    ATTRIBUTION_MODELS.map((model) => [model, summaryOf(model)]),
  ) as RevenueSummary['models'];
}

export const readRevenueStep = defineStep({
  name: 'read_revenue',
  title: 'Counting revenue',
  reads: [
    fctInvoices,
    dimPerson,
    intPersonMembers,
    rptLeadReviewPairs,
    srcDecidedPairs,
    fctSpendDaily,
    rptJoinCoverage,
    fctAttributedRevenue,
    rptCampaignReturns,
  ],
  gives: [revenueNumbers],
  size: 'groups',
  run: async ({ workspace, give, signal }) => give(revenueNumbers, await readRevenue(workspace, signal)),
});
