import type { EngineRequest } from '../../contract/engine';
import { errorsOf, spanOf } from '../../domain/headline';
import type { FunnelBreakdownRow, FunnelView } from '../../contract/funnel';
import {
  compareBreakdownRows,
  type BreakdownKey,
  FUNNEL_KEYS,
  type FunnelCounts,
  type FunnelKey,
  type LeadQualitySummary,
} from '../../contract/summary';
import {
  addPrices,
  addRowCounts,
  BREAKDOWN_STAGES,
  FUNNEL_STEPS,
  perCount,
  type Basis,
} from '../../domain/lead-quality';
import { keptDimension } from '../../domain/kept-dimension';
import type { GridFilter } from '../../contract/grid';
import { lit, sql } from '../../sql/sql';
import { srcSnapshots } from '../../stages/clean/crm/src-crm-snapshots';
import { intLinks } from '../../stages/decide/int-links.model';
import type { DeadStretch } from '../../stages/measure/measure-parameters';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { intLeadDimensions } from '../../stages/match/int-lead-dimensions.model';
import {
  breakdownCounts,
  breakdownsOf,
  DELIVERY_DIMENSIONS,
  rptBreakdowns,
} from '../../stages/measure/rpt-breakdowns.model';
import { funnelOf } from '../../stages/measure/rpt-funnel.model';
import { dispositionGroupOf } from './disposition-groups';
import { readPaths, readTimes } from './funnel-times';
import { gridFiltersOf, outcomesWhere, type FilterContext } from './lead-filters';
import { int, readRows, requiredText, text, type Row } from '../../sql/records';
import { readReached } from './reached';
import { readTrend } from './trend';

const breakdownRow = (row: Row, basis: Basis): FunnelBreakdownRow => ({
  key: text(row, 'key'),
  reported: row['is_reported'] === true,
  leads: int(row, 'leads'),
  price: (row['price_cents'] ?? null) === null ? null : int(row, 'price_cents'),
  priced: int(row, 'priced'),
  ...perCount(BREAKDOWN_STAGES, (stage) => int(row, `${stage}_${basis}`)),
});

/** Adds up the rows of one dimension by a coarser key. */
export function regroup(
  rows: readonly FunnelBreakdownRow[],
  keyOf: (row: FunnelBreakdownRow) => BreakdownKey,
): readonly FunnelBreakdownRow[] {
  const sums = new Map<string, FunnelBreakdownRow>();
  for (const row of rows) {
    const { key, reported } = keyOf(row);
    const id = `${String(reported)}${key === null ? '' : `=${key}`}`;
    const sum = sums.get(id);
    sums.set(id, {
      key,
      reported,
      ...addRowCounts(sum ? [sum, row] : [row]),
      ...addPrices(sum ? [sum, row] : [row]),
    });
  }
  return [...sums.values()].sort(compareBreakdownRows);
}

/** The funnel under every basis and link setting, of all delivered leads or of those that filters leave. */
async function readWays(
  { workspace, signal }: FilterContext,
  leadQuality: LeadQualitySummary,
  filters: readonly GridFilter[],
): Promise<FunnelView['ways']> {
  if (filters.length === 0) {
    return perCount(FUNNEL_KEYS, (key) => leadQuality.funnel[key]);
  }
  const rows = await readRows(workspace, funnelOf(outcomesWhere(filters)), signal);
  const counts = (key: FunnelKey): FunnelCounts => {
    const row = rows.find((r) => `${requiredText(r, 'basis')}_${requiredText(r, 'link_setting')}` === key);
    return perCount(FUNNEL_STEPS, (step) => int(row, step));
  };
  return perCount(FUNNEL_KEYS, counts);
}

async function readBreakdowns(
  { workspace, groups, signal }: FilterContext,
  { basis, links }: Pick<EngineRequest<'funnel'>, 'basis' | 'links'>,
  filters: readonly GridFilter[],
): Promise<FunnelView['breakdowns']> {
  const own: GridFilter = { op: 'equals', column: 'link_setting', value: links };
  const rows = await readRows(
    workspace,
    filters.length === 0
      ? sql`select * from ${rptBreakdowns} where link_setting = ${lit(links)}`
      : breakdownsOf(outcomesWhere([own, ...filters])),
    signal,
  );
  const breakdowns: Record<string, readonly FunnelBreakdownRow[]> = {};
  for (const dimension of new Set(rows.map((row) => requiredText(row, 'dimension')))) {
    breakdowns[dimension] = rows
      .filter((row) => row['dimension'] === dimension)
      .map((row) => breakdownRow(row, basis))
      .sort(compareBreakdownRows);
  }
  for (const dimension of DELIVERY_DIMENSIONS) {
    const rows = breakdowns[dimension];
    // A vendor delivered also what no report has: rate and cost are of all of it.
    if (rows) breakdowns[dimension] = regroup(rows, ({ key }) => ({ key, reported: null }));
  }
  Object.assign(
    breakdowns,
    await readKeptBreakdowns({ workspace, groups, signal }, basis, [own, ...filters]),
  );
  breakdowns['disposition_group'] = regroup(breakdowns['disposition'] ?? [], ({ key, reported }) => ({
    key: key === null ? null : dispositionGroupOf(key, groups),
    reported,
  }));
  return breakdowns;
}

/** The breakdowns by the columns that are kept as dimensions: each value has all its leads, reported or not. */
async function readKeptBreakdowns(
  { workspace, signal }: FilterContext,
  basis: Basis,
  filters: readonly GridFilter[],
): Promise<FunnelView['breakdowns']> {
  const rows = await readRows(
    workspace,
    sql`with names as (select distinct dimension from ${intLeadDimensions})
    select n.dimension, d.value as "key", ${breakdownCounts()}
    from ${outcomesWhere(filters)} t cross join names n
    left join ${intLeadDimensions} d on d.lead_id = t.lead_id and d.dimension = n.dimension
    group by 1, 2`,
    signal,
  );
  const breakdowns: Record<string, FunnelBreakdownRow[]> = {};
  for (const row of rows) {
    const name = keptDimension(requiredText(row, 'dimension'));
    (breakdowns[name] ??= []).push({ ...breakdownRow(row, basis), reported: null });
  }
  for (const list of Object.values(breakdowns)) list.sort(compareBreakdownRows);
  return breakdowns;
}

async function readTiers(
  { workspace, signal }: FilterContext,
  { links }: Pick<EngineRequest<'funnel'>, 'links'>,
  filters: readonly GridFilter[],
): Promise<FunnelView['tiers']> {
  const own: GridFilter = { op: 'equals', column: 'link_setting', value: links };
  const rows = await readRows(
    workspace,
    sql`select tier, cast(count(*) as integer) as leads from ${outcomesWhere([own, ...filters])}
      where is_matched group by 1 order by leads desc, tier`,
    signal,
  );
  return rows.map((row) => ({ tier: requiredText(row, 'tier'), leads: int(row, 'leads') }));
}

async function readPrice(
  { workspace, signal }: FilterContext,
  { links }: Pick<EngineRequest<'funnel'>, 'links'>,
  filters: readonly GridFilter[],
): Promise<Pick<FunnelView, 'price' | 'priced'>> {
  const own: GridFilter = { op: 'equals', column: 'link_setting', value: links };
  const [row] = await readRows(
    workspace,
    sql`select cast(sum(price_cents) as bigint) as price, cast(count(price_cents) as integer) as priced from ${outcomesWhere([own, ...filters])}`,
    signal,
  );
  const price = (row?.['price'] ?? null) === null ? null : int(row, 'price');
  return { price, priced: int(row, 'priced') };
}

/** How many of the delivered leads each snapshot holds, through the links of the setting. */
async function readSnapshotLeads(
  { workspace, signal }: FilterContext,
  { links }: Pick<EngineRequest<'funnel'>, 'links'>,
  filters: readonly GridFilter[],
): Promise<FunnelView['snapshotLeads']> {
  const own: GridFilter = { op: 'equals', column: 'link_setting', value: links };
  const rows = await readRows(
    workspace,
    sql`with stood as (
      select distinct l.lead_id, s.valid_from, s.valid_to
      from ${intLinks} l join ${intCrmStates} s using (identity_id)
      semi join ${outcomesWhere([own, ...filters])} o using (lead_id)
      where l.link_setting = ${lit(links)}
    )
    select n.snapshot_order, cast(count(distinct t.lead_id) as integer) as leads
    from ${srcSnapshots} n left join stood t on n.snapshot_order between t.valid_from and t.valid_to
    group by n.snapshot_order order by n.snapshot_order`,
    signal,
  );
  return rows.map((row) => ({ order: int(row, 'snapshot_order'), leads: int(row, 'leads') }));
}

/** All that the Funnel screen shows under one basis and link setting, of all delivered leads or of those that filters leave. */
export async function readFunnel(
  context: FilterContext,
  leadQuality: LeadQualitySummary,
  dead: readonly DeadStretch[],
  request: EngineRequest<'funnel'>,
): Promise<FunnelView> {
  const { basis, links, filters = [] } = request;
  const key: FunnelKey = `${basis}_${links}`;
  const chosen = await gridFiltersOf(context, filters);
  const ways = await readWays(context, leadQuality, chosen);
  const counts = ways[key];
  return {
    key,
    filters,
    counts,
    ...(await readPrice(context, request, chosen)),
    ways,
    span: chosen.length === 0 ? spanOf(leadQuality, key) : null,
    errors: chosen.length === 0 ? errorsOf(leadQuality, key) : null,
    snapshotRows: leadQuality.funnel.snapshot_rows,
    breakdowns: await readBreakdowns(context, request, chosen),
    trend: await readTrend(context.workspace, links, chosen, context.signal),
    deadStretches: dead,
    ...(await readTimes(context, request, chosen)),
    tiers: await readTiers(context, request, chosen),
    snapshotLeads: await readSnapshotLeads(context, request, chosen),
    reached: basis === 'ever' ? await readReached(context, links, chosen) : null,
    paths: await readPaths(context, request, chosen),
  };
}
