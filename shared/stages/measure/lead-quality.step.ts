import {
  compareBreakdownRows,
  FUNNEL_KEYS,
  type BreakdownRow,
  type FunnelCounts,
  type FunnelKey,
  type LeadQualitySummary,
  type SnapshotCounts,
} from '../../contract/summary';
import {
  BREAKDOWN_STAGES,
  FUNNEL_STAGES,
  FUNNEL_STEPS,
  MOVING_COUNTS,
  perCount,
  PRICE_METRICS,
  TIERS,
  type MovingCount,
  type Tier,
} from '../../domain/lead-quality';
import type { WeightModel } from '../../contract/review';
import { moneyOf } from '../../domain/cents';
import { METRICS } from '../../domain/metrics';
import { PROJECT_CURRENCY } from '../../domain/money';
import { intDeliveredLeads } from '../match/int-delivered-leads.model';
import { rateOf, valueOf } from '../../domain/metric-value';
import { int, queryRows, type Row } from '../../sql/records';
import { sql } from '../../sql/sql';
import { leadQualityNumbers } from '../../sql/run-parameters';
import { defineStep } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { srcDecisionStates, srcLinkDecisions } from '../decide/src-link-decisions';
import { intIdentityTiers } from '../match/int-identity-tiers.model';
import { intLinkCandidates } from '../match/int-link-candidates.model';
import type { LikelyParameters } from '../match/int-link-probabilities.model';
import { likelyLinks, weightModel } from '../match/match-parameters';
import { maximumMatching } from './bipartite-matching';
import { likelySummary } from './likely-summary';
import { rptBreakdowns } from './rpt-breakdowns.model';
import { rptDeliverySurplus } from './rpt-delivery-surplus.model';
import { rptMultipliedOutcomes } from './rpt-multiplied-outcomes.model';
import { rptFunnel } from './rpt-funnel.model';
import { rptLikelyError } from './rpt-likely-error.model';
import { reviewCounts, toJudge } from './review-counts';
import { rptReviewEdges } from './rpt-review-edges.model';
import { rptSnapshotRows } from './rpt-snapshot-rows.model';
import { rptSnapshots } from './rpt-snapshots.model';

/** The counts of a funnel from a row of `rpt_funnel`. */
export const countsOf = (row: Row | undefined): FunnelCounts =>
  perCount(FUNNEL_STEPS, (step) => int(row, step));

const stageRates = (counts: FunnelCounts): LeadQualitySummary['rates'][FunnelKey] =>
  perCount(BREAKDOWN_STAGES, (stage) => valueOf(rateOf(stage), counts));

/**
 * From the lowest to the highest that the open reviews can make of each `ever_linked` count. Lowest: every one-key link
 * rejected. Highest: every one-key link accepted, and each conflict given to the candidate that gains from it.
 */
async function reviewSpan(
  workspace: Workspace,
  funnel: LeadQualitySummary['funnel'],
): Promise<LeadQualitySummary['span']> {
  const edges = await queryRows(
    workspace,
    sql`select * from ${rptReviewEdges} order by identity_id, lead_id`,
  );
  const span = (stage: MovingCount): { low: number; high: number } => {
    const gains = maximumMatching(
      edges
        .filter((edge) => edge[stage] === true)
        .map((edge) => [int(edge, 'identity_id'), int(edge, 'lead_id')] as const),
    );
    return { low: funnel.ever_strict[stage], high: funnel.ever_linked[stage] + gains };
  };
  return perCount(MOVING_COUNTS, span);
}

/** The counts of the funnel with each person once, however often delivered. */
async function peopleCounts(workspace: Workspace, perDelivery: FunnelCounts): Promise<FunnelCounts> {
  const [surplus] = await queryRows(
    workspace,
    sql`select * from ${rptDeliverySurplus} where link_setting = 'linked'`,
  );
  const counts = FUNNEL_STEPS.map((step) => [step, perDelivery[step] - int(surplus, step)] as const);
  return Object.fromEntries(counts) as FunnelCounts;
}

async function multipliedCounts(workspace: Workspace): Promise<LeadQualitySummary['multiplied']> {
  const [row] = await queryRows(
    workspace,
    sql`select cast(count(distinct (series, lead_number)) as integer) as crm_leads, cast(count(distinct lead_uuid) as integer) as leads
    from ${rptMultipliedOutcomes}`,
  );
  return { crmLeads: int(row, 'crm_leads'), deliveredLeads: int(row, 'leads') };
}

/** What the delivered leads cost, and what is computed from it under each setting. */
async function readPrices(
  workspace: Workspace,
  funnel: LeadQualitySummary['funnel'],
): Promise<LeadQualitySummary['prices']> {
  const [row] = await queryRows(
    workspace,
    sql`select cast(count(*) as integer) as leads, cast(count(price) as integer) as written,
      cast(count(price_cents) as integer) as priced, cast(sum(price_cents) as bigint) as cents from ${intDeliveredLeads}`,
  );
  if (int(row, 'written') === 0) return null;
  const priced = int(row, 'priced');
  const price = priced === 0 ? null : int(row, 'cents');
  return {
    currency: PROJECT_CURRENCY,
    total: moneyOf(price ?? 0),
    priced,
    unpriced: int(row, 'leads') - priced,
    ...perCount(PRICE_METRICS, (metric) =>
      perCount(FUNNEL_KEYS, (key) => valueOf(METRICS[metric], { ...funnel[key], price }).value),
    ),
  };
}

/** Reads the numbers of lead quality from the models of this run. */
async function readLeadQuality(
  workspace: Workspace,
  weights: WeightModel,
  { likelyProbability }: LikelyParameters,
): Promise<LeadQualitySummary> {
  const funnelRows = await queryRows(workspace, sql`select * from ${rptFunnel}`);
  const counts = (key: FunnelKey): FunnelCounts =>
    countsOf(funnelRows.find((row) => `${String(row['basis'])}_${String(row['link_setting'])}` === key));
  const [rows] = await queryRows(workspace, sql`select * from ${rptSnapshotRows}`);
  const funnel: LeadQualitySummary['funnel'] = {
    ...perCount(FUNNEL_KEYS, counts),
    snapshot_rows: {
      rows: int(rows, 'rows'),
      ...perCount(FUNNEL_STAGES, (stage) => int(rows, stage)),
    },
  };
  const tiers = await queryRows(
    workspace,
    sql`select tier, cast(count(*) as integer) as n from ${intIdentityTiers} group by tier`,
  );
  const tier = (name: Tier): number =>
    int(
      tiers.find((row) => row['tier'] === name),
      'n',
    );
  const identities = perCount(TIERS, tier);
  const [leads] = await queryRows(
    workspace,
    sql`select cast(count(distinct crm_lead_id) as integer) as n from ${intIdentityTiers}`,
  );
  const snapshots = await queryRows(
    workspace,
    sql`select * exclude (window_start, series) from ${rptSnapshots} order by snapshot_order`,
  );
  const bySnapshot: SnapshotCounts[] = snapshots.map((row) => ({
    order: int(row, 'snapshot_order'),
    rows: int(row, 'rows'),
    set_reported: int(row, 'set_reported'),
    appointment_date: int(row, 'appointment_date'),
    demo: int(row, 'demo'),
    sale: int(row, 'sale'),
  }));
  const breakdownRows = await queryRows(
    workspace,
    sql`select * from ${rptBreakdowns} where link_setting = 'linked' and dimension in ('state', 'entry_month', 'disposition', 'job_status')`,
  );
  const breakdown = (dimension: string): BreakdownRow[] =>
    breakdownRows
      .filter((row) => row['dimension'] === dimension)
      .map((row) => ({
        key: row['key'] === null ? null : String(row['key']),
        reported: row['is_reported'] === true,
        leads: int(row, 'leads'),
        ...perCount(BREAKDOWN_STAGES, (stage) => int(row, `${stage}_ever`)),
      }))
      .sort(compareBreakdownRows);
  return {
    delivered: funnel.ever_linked.delivered,
    snapshots: bySnapshot.length,
    reportRows: funnel.snapshot_rows.rows,
    crmLeads: int(leads, 'n'),
    identities,
    people: await peopleCounts(workspace, funnel.ever_linked),
    multiplied: await multipliedCounts(workspace),
    matchedLeads: { strict: funnel.ever_strict.matched, linked: funnel.ever_linked.matched },
    likely: await likelySummary(workspace, funnel.ever_likely, weights, likelyProbability),
    funnel,
    rates: perCount(FUNNEL_KEYS, (key) => stageRates(funnel[key])),
    span: await reviewSpan(workspace, funnel),
    bySnapshot,
    breakdowns: {
      state: breakdown('state'),
      entry_month: breakdown('entry_month'),
      disposition: breakdown('disposition'),
      job_status: breakdown('job_status'),
    },
    review: await reviewCounts(workspace),
    toJudge: await toJudge(workspace, funnel.ever_linked.delivered),
    prices: await readPrices(workspace, funnel),
  };
}

export const readLeadQualityStep = defineStep({
  name: 'read_lead_quality',
  title: 'Counting leads',
  reads: [
    srcDecisionStates,
    srcLinkDecisions,
    intDeliveredLeads,
    intIdentityTiers,
    intLinkCandidates,
    rptBreakdowns,
    rptDeliverySurplus,
    rptFunnel,
    rptLikelyError,
    rptMultipliedOutcomes,
    rptReviewEdges,
    rptSnapshotRows,
    rptSnapshots,
  ],
  takes: [weightModel, likelyLinks],
  gives: [leadQualityNumbers],
  size: 'groups',
  run: async ({ workspace, get, give }) =>
    give(leadQualityNumbers, await readLeadQuality(workspace, get(weightModel), get(likelyLinks))),
});
