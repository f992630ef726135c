import type { EngineRequest } from '../../contract/engine';
import type { GridFilter } from '../../contract/grid';
import type { BreakdownKey } from '../../contract/summary';
import { keptDimension, keptName } from '../../domain/kept-dimension';
import type { FunnelStep } from '../../domain/lead-quality';
import { METRICS } from '../../domain/metrics';
import { isoDate, isoMonth, weekOf } from '../../sql/dialect';
import { int, readRows, requiredText, text } from '../../sql/records';
import { ident, lit, raw, sql, type Sql } from '../../sql/sql';
import { intLeadDimensions } from '../../stages/match/int-lead-dimensions.model';
import { intLeadOutcomes } from '../../stages/measure/int-lead-outcomes.model';
import { BREAKDOWN_KEYS, DELIVERY_DIMENSIONS } from '../../stages/measure/rpt-breakdowns.model';
import { dispositionGroupOf } from './disposition-groups';
import { isOfDelivery, outcomesWhere, unknownDimension, type FilterContext } from './lead-filters';

type Request = EngineRequest<'rateTrends'>;

/** Leads of one value in one period. */
export interface TrendCount extends BreakdownKey {
  /** Key of the period; null: no date. */
  readonly period: string | null;
  readonly leads: number;
  readonly total: number;
  readonly hits: number;
}

/** The column with the date by which a lead stands in its period. */
export const dateColumn = ({ by }: Pick<Request, 'by'>): 'entry_on' | 'delivered_on' =>
  by === 'entry' ? 'entry_on' : 'delivered_on';

/** The flag that says that a lead has reached a step. */
export const reachedColumn = (step: Exclude<FunnelStep, 'delivered'>, basis: Request['basis']): string =>
  step === 'matched' ? 'is_matched' : `has_${METRICS[step].stage.column}_${basis}`;

/** Dimensions by which it can be asked that do not stand in time and that grids can be narrowed to. */
const PLAIN = Object.keys(BREAKDOWN_KEYS).filter(
  (dimension) => dimension !== 'entry_month' && dimension !== 'job_status_city',
);

/** By what a value of a dimension is told apart, and how it is written. */
function valueOf(dimension: string): { readonly key: Sql; readonly label: Sql } {
  if (keptName(dimension) !== null) return { key: raw('d.value'), label: raw('max(d.value)') };
  if (dimension === 'tier') return { key: raw('tier'), label: raw('max(tier)') };
  const name = dimension === 'disposition_group' ? 'disposition' : dimension;
  const known = Object.hasOwn(BREAKDOWN_KEYS, name) ? BREAKDOWN_KEYS[name] : undefined;
  if (!known) throw unknownDimension(dimension);
  return known;
}

/** Leads by value and period, of those that the filters leave. */
export async function countTrends(
  context: FilterContext,
  request: Request,
  filters: readonly GridFilter[],
): Promise<readonly TrendCount[]> {
  const { dimension, of, per, basis, every } = request;
  const { key, label } = valueOf(dimension);
  const kept = keptName(dimension);
  const date = ident(dateColumn(request));
  const base = per === 'delivered' ? raw('true') : ident(reachedColumn(per, basis));
  const leads = outcomesWhere([{ op: 'equals', column: 'link_setting', value: request.links }, ...filters]);
  const rows = await readRows(
    context.workspace,
    sql`select ${label} as "key", is_matched as reported,
      ${every === 'month' ? isoMonth(date) : isoDate(weekOf(date))} as period,
      cast(count(*) as integer) as leads, cast(count(*) filter (${base}) as integer) as total,
      cast(count(*) filter (${base} and ${ident(reachedColumn(of, basis))}) as integer) as hits
    from ${leads} t
    ${kept === null ? sql`` : sql`left join ${intLeadDimensions} d on d.lead_id = t.lead_id and d.dimension = ${lit(kept)}`}
    group by ${key}, 2, 3`,
    context.signal,
  );
  return rows.map((row) => {
    const code = text(row, 'key');
    const isGrouped = dimension === 'disposition_group' && code !== null;
    return {
      key: isGrouped ? dispositionGroupOf(code, context.groups) : code,
      reported: isOfDelivery(dimension) ? null : row['reported'] === true,
      period: text(row, 'period'),
      leads: int(row, 'leads'),
      total: int(row, 'total'),
      hits: int(row, 'hits'),
    };
  });
}

/** By what these leads can be told apart, and whether it is known when they were delivered. */
export async function trendDimensions({
  workspace,
  signal,
}: FilterContext): Promise<{ readonly dimensions: readonly string[]; readonly hasDeliveryDates: boolean }> {
  const [known] = await readRows(
    workspace,
    sql`select count(vendor) > 0 as vendor, count(campaign_id) > 0 as campaign_id, count(price) > 0 as price,
      count(delivered_on) > 0 as delivered_on from ${intLeadOutcomes} where link_setting = 'linked'`,
    signal,
  );
  const kept = await readRows(
    workspace,
    sql`select distinct dimension from ${intLeadDimensions} order by 1`,
    signal,
  );
  return {
    dimensions: [
      ...PLAIN.filter((dimension) => !DELIVERY_DIMENSIONS.has(dimension) || known?.[dimension] === true),
      'disposition_group',
      'tier',
      ...kept.map((row) => keptDimension(requiredText(row, 'dimension'))),
    ],
    hasDeliveryDates: known?.['delivered_on'] === true,
  };
}
