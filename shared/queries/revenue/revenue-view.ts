import type { EngineRequest } from '../../contract/engine';
import type {
  CampaignRow,
  PeriodRow,
  RevenueSummary,
  RevenueView,
  UnattributedRow,
} from '../../contract/revenue';
import { ATTRIBUTION_MODELS, type AttributionModel } from '../../domain/attribution';
import { canCredit } from '../../domain/can-credit';
import { moneyOf, shareCents } from '../../domain/cents';
import { valueOf } from '../../domain/metric-value';
import { METRICS } from '../../domain/metrics';
import { AD_PLATFORMS } from '../../domain/source';
import { isoDate, weekOf } from '../../sql/dialect';
import { lit, raw, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { fctInvoices } from '../../stages/attribute/fct-invoices.model';
import { campaignReturnsOf, rptCampaignReturns } from '../../stages/attribute/rpt-campaign-returns.model';
import { readDedup, readLeadFunnel } from './people-view';
import { int, readRows, requiredText, text, type Row } from '../../sql/records';
import { narrowedSummary } from './revenue-narrowed';
import { revenueParts, type RevenueParts } from './revenue-parts';
import { reasonLabel } from '../../domain/words/revenue-words';
import { coverageLabel, readWaterfall } from './revenue-hops';

/** All that the Revenue screen shows under one model; money is made of whole cents. */
export async function readRevenueView(
  workspace: Workspace,
  summary: RevenueSummary,
  windowDays: number,
  { model = 'crm_campaign', splitBy = 'spend', filters }: EngineRequest<'revenue'>,
  signal?: AbortSignal,
): Promise<RevenueView> {
  const parts = revenueParts(filters);
  const returns = await readRows(
    workspace,
    filters
      ? sql`select * from (${campaignReturnsOf(parts.credits, parts.spend)}) order by campaign_id`
      : sql`select * from ${rptCampaignReturns} order by campaign_id`,
    signal,
  );
  // Leads have no date: their number cannot be set against the spend of a period.
  const hasPeriod = filters !== undefined && (filters.from !== null || filters.to !== null);
  const campaigns = campaignRows(
    filters && filters.campaigns.length > 0
      ? returns.filter((row) => filters.campaigns.includes(requiredText(row, 'campaign_id')))
      : returns,
    summary,
  ).map((row) => (hasPeriod ? { ...row, costPerLead: null, costPerQualifiedLead: null } : row));
  const unattributed =
    filters && filters.campaigns.length > 0 ? [] : await readUnattributed(workspace, parts.credits, signal);
  const shown = filters ? await narrowedSummary(workspace, summary, parts, signal) : summary;
  return {
    model,
    ...(filters ? { filters } : {}),
    windowDays,
    summary: shown,
    campaigns,
    unattributed,
    ...(await readPeriods(workspace, summary, parts, model, signal)),
    waterfall: await readWaterfall(workspace, parts.hops, signal),
    coverage: summary.joinCoverage.map((hop) => ({ ...hop, label: coverageLabel(hop) })),
    platforms: await splitByPlatform(workspace, shown, parts, returns, model, splitBy, signal),
    funnel: await readLeadFunnel(workspace, signal),
    dedup: await readDedup(workspace, signal),
  };
}

const perModel = <T>(of: (model: AttributionModel) => T): { readonly [M in AttributionModel]: T } =>
  Object.fromEntries(ATTRIBUTION_MODELS.map((model) => [model, of(model)])) as { [M in AttributionModel]: T };

/** Null, too, where the model has nothing to credit by: a return of 0 would read as a measurement. */
const roasOf = (
  summary: RevenueSummary,
  model: AttributionModel,
  attributed: number,
  spend: number | null,
): number | null => (canCredit(summary, model) ? valueOf(METRICS.roas, { attributed, spend }).value : null);

/** A campaign counts on a row of its own wherever one of the models credits it or money was spent on it. */
function campaignRows(returns: readonly Row[], summary: RevenueSummary): readonly CampaignRow[] {
  const ids = [...new Set(returns.map((row) => requiredText(row, 'campaign_id')))].sort();
  return ids.map((campaign_id) => {
    const own = returns.filter((row) => row['campaign_id'] === campaign_id);
    const [any] = own;
    const spend = any?.['has_spend'] === true ? int(any, 'spend_cents') : null;
    const counts = { spend, campaign_leads: int(any, 'leads'), qualified_leads: int(any, 'qualified_leads') };
    return {
      campaign_id,
      spend: spend === null ? null : moneyOf(spend),
      impressions: int(any, 'impressions'),
      clicks: int(any, 'clicks'),
      leads: counts.campaign_leads,
      qualifiedLeads: counts.qualified_leads,
      costPerLead: valueOf(METRICS.cost_per_lead, counts).value,
      costPerQualifiedLead: valueOf(METRICS.cost_per_qualified_lead, counts).value,
      models: perModel((model) => {
        const row = own.find((r) => r['model'] === model);
        return {
          invoices: int(row, 'invoices'),
          customers: int(row, 'customers'),
          revenue: moneyOf(int(row, 'revenue_cents')),
          roas: roasOf(summary, model, int(row, 'revenue_cents'), spend),
          acquisitionCost: valueOf(METRICS.acquisition_cost, { spend, customers: int(row, 'customers') })
            .value,
        };
      }),
    };
  });
}

async function readUnattributed(
  workspace: Workspace,
  credits: Sql,
  signal?: AbortSignal,
): Promise<readonly UnattributedRow[]> {
  const rows = await readRows(
    workspace,
    sql`select model, reason, cast(count(*) as integer) as invoices, cast(sum(credit_cents) as bigint) as cents
      from ${credits} t where reason is not null group by all`,
    signal,
  );
  const reasons = [...new Set(rows.map((row) => requiredText(row, 'reason')))].sort();
  return reasons.map((reason) => ({
    reason,
    label: reasonLabel(reason),
    models: perModel((model) => {
      const row = rows.find((r) => r['reason'] === reason && r['model'] === model);
      return { invoices: int(row, 'invoices'), amount: moneyOf(int(row, 'cents')) };
    }),
  }));
}

interface Sums {
  invoices: number;
  invoiced: number;
  attributed: number;
  spend: number;
}

/** Revenue by the day of the invoice and spend by its own day, side by side. */
async function readPeriods(
  workspace: Workspace,
  summary: RevenueSummary,
  parts: RevenueParts,
  model: AttributionModel,
  signal?: AbortSignal,
): Promise<Pick<RevenueView, 'days' | 'weeks' | 'undated'>> {
  const rows = await readRows(
    workspace,
    sql`
with revenue as (
  select i.invoiced_on as day, count(distinct a.invoice_no) as invoices, sum(a.credit_cents) as invoiced,
    sum(a.credit_cents) filter (a.campaign_key is not null) as attributed
  from ${parts.credits} a join ${fctInvoices} i using (invoice_no) where a.model = ${lit(model)} group by 1
),
spend as (select spend_on as day, sum(cost_cents) as spend from ${parts.spend} t group by 1)
select ${isoDate(raw('coalesce(r.day, s.day)'))} as day, ${isoDate(weekOf(raw('coalesce(r.day, s.day)')))} as week,
  cast(coalesce(r.invoices, 0) as integer) as invoices, cast(coalesce(r.invoiced, 0) as bigint) as invoiced,
  cast(coalesce(r.attributed, 0) as bigint) as attributed, cast(coalesce(s.spend, 0) as bigint) as spend
from revenue r full join spend s on r.day is not distinct from s.day
order by 1`,
    signal,
  );
  const sumsOf = (of: 'day' | 'week'): Map<string | null, Sums> => {
    const all = new Map<string | null, Sums>();
    for (const row of rows) {
      const from = text(row, of);
      const sums = all.get(from) ?? { invoices: 0, invoiced: 0, attributed: 0, spend: 0 };
      for (const key of ['invoices', 'invoiced', 'attributed', 'spend'] as const) sums[key] += int(row, key);
      all.set(from, sums);
    }
    return all;
  };
  const periods = (sums: ReadonlyMap<string | null, Sums>): readonly PeriodRow[] =>
    [...sums].flatMap(([from, { invoices, invoiced, attributed, spend }]) =>
      from === null
        ? []
        : {
            from,
            invoices,
            invoiced: moneyOf(invoiced),
            attributed: moneyOf(attributed),
            spend: moneyOf(spend),
            roas: roasOf(summary, model, attributed, spend),
          },
    );
  const days = sumsOf('day');
  const undated = days.get(null);
  return {
    days: periods(days),
    weeks: periods(sumsOf('week')),
    undated: {
      invoices: undated?.invoices ?? 0,
      invoiced: moneyOf(undated?.invoiced ?? 0),
      spend: moneyOf(undated?.spend ?? 0),
    },
  };
}

/**
 * Splits what a model credits to each campaign between the platforms on which the campaign runs. No export tells which
 * platform brought an invoice, so this is a model and says so.
 */
async function splitByPlatform(
  workspace: Workspace,
  summary: RevenueSummary,
  parts: RevenueParts,
  returns: readonly Row[],
  model: AttributionModel,
  splitBy: 'spend' | 'clicks',
  signal?: AbortSignal,
): Promise<RevenueView['platforms']> {
  const rows = await readRows(
    workspace,
    sql`select campaign_key, platform, cast(sum(cost_cents) as bigint) as spend, cast(sum(clicks) as bigint) as clicks
      from ${parts.spend} t where campaign_key is not null group by campaign_key, platform`,
    signal,
  );
  const weights = new Map<string, number[]>();
  for (const row of rows) {
    const campaign = requiredText(row, 'campaign_key');
    const own = weights.get(campaign) ?? AD_PLATFORMS.map(() => 0);
    const at = AD_PLATFORMS.findIndex((platform) => platform === row['platform']);
    if (at >= 0) own[at] = Math.max(0, int(row, splitBy));
    weights.set(campaign, own);
  }
  const revenue = AD_PLATFORMS.map(() => 0);
  let notSplit = 0;
  for (const row of returns.filter((r) => r['model'] === model)) {
    const cents = int(row, 'revenue_cents');
    const own = weights.get(requiredText(row, 'campaign_key'));
    if (!own || own.every((weight) => weight === 0)) notSplit += cents;
    else shareCents(cents, own).forEach((share, at) => (revenue[at] = (revenue[at] ?? 0) + share));
  }
  const by = splitBy === 'spend' ? 'spend' : 'clicks';
  return {
    splitBy,
    explanation: `Exports do not tell which platform brought an invoice. The revenue of each campaign is split by the share of its ${by} on each platform: a model, not a measurement.`,
    rows: summary.spend.map((spend) => {
      const cents = revenue[AD_PLATFORMS.indexOf(spend.platform)] ?? 0;
      return {
        ...spend,
        revenue: canCredit(summary, model) ? moneyOf(cents) : null,
        roas: roasOf(summary, model, cents, Math.round(spend.spend * 100)),
      };
    }),
    notSplit: moneyOf(notSplit),
  };
}
