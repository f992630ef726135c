import type { GridFilter } from '../../contract/grid';
import type { LeadFilter } from '../../contract/lead-filter';
import { LeadlensError } from '../../domain/fault';
import { keptName } from '../../domain/kept-dimension';
import { sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { intLeadOutcomes } from '../../stages/measure/int-lead-outcomes.model';
import { DELIVERY_DIMENSIONS } from '../../stages/measure/rpt-breakdowns.model';
import { dispositionGroupOf } from './disposition-groups';
import { whereOf } from '../grid/grid-where';
import { readRows, requiredText } from '../../sql/records';
import { relationSource } from '../grid/relation-source';

/** What turning words into conditions needs: the values that occur, and how dispositions are grouped. */
export interface FilterContext {
  readonly workspace: Workspace;
  readonly groups: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

type Values = readonly (string | null)[];

const NOT_GIVEN = '–';

async function distinct(
  { workspace, signal }: FilterContext,
  column: 'city' | 'disposition' | 'first_disposition',
): Promise<readonly string[]> {
  const columns = {
    city: sql`select distinct city as v from ${intLeadOutcomes} where city is not null`,
    disposition: sql`select distinct disposition as v from ${intLeadOutcomes} where disposition is not null`,
    first_disposition: sql`select distinct first_disposition as v from ${intLeadOutcomes} where first_disposition is not null`,
  };
  const rows = await readRows(workspace, columns[column], signal);
  return rows.map((row) => requiredText(row, 'v')).sort();
}

/** Cities compare case-folded: every spelling that occurs. */
async function cities(context: FilterContext, values: Values): Promise<GridFilter> {
  const wanted = new Set(values.flatMap((value) => (value === null ? [] : [value.toLowerCase()])));
  const spelled = (await distinct(context, 'city')).filter((city) => wanted.has(city.toLowerCase()));
  return { op: 'in', column: 'city', values: values.includes(null) ? [...spelled, null] : spelled };
}

/** The dispositions that lie in these groups; null: no disposition. */
export async function groupFilter(
  context: FilterContext,
  column: 'disposition' | 'first_disposition',
  values: Values,
): Promise<GridFilter> {
  const codes = (await distinct(context, column)).filter((code) =>
    values.includes(dispositionGroupOf(code, context.groups)),
  );
  return { op: 'in', column, values: values.includes(null) ? [...codes, null] : codes };
}

const ordersOf = (values: Values): number[] =>
  values.map(Number).filter((order) => Number.isInteger(order) && order > 0);

/** Conditions on the columns of lead outcomes that say the same as a value of a dimension. */
async function conditionsOf(
  context: FilterContext,
  { dimension, values }: LeadFilter,
): Promise<readonly GridFilter[]> {
  const kept = keptName(dimension);
  if (kept !== null) return [{ op: 'kept', column: 'lead_uuid', dimension: kept, values: [...values] }];
  switch (dimension) {
    case 'reported':
      return [{ op: 'in', column: 'is_matched', values: values.map((value) => value === 'yes') }];
    case 'snapshot':
      return [{ op: 'inSnapshots', column: 'lead_uuid', orders: ordersOf(values) }];
    case 'city':
      return [await cities(context, values)];
    case 'disposition_group':
      return [await groupFilter(context, 'disposition', values)];
    case 'job_status_city': {
      const pairs = values.map((value) => (value ?? `${NOT_GIVEN} · ${NOT_GIVEN}`).split(' · '));
      const part = (at: 0 | 1): Values => [
        ...new Set(pairs.map((pair) => (pair[at] === NOT_GIVEN ? null : (pair[at] ?? null)))),
      ];
      return [{ op: 'in', column: 'job_status', values: [...part(0)] }, await cities(context, part(1))];
    }
    default:
      return [{ op: 'in', column: dimension, values: [...values] }];
  }
}

/** Whether the delivery itself says it: it is known also of leads that no report has. */
export const isOfDelivery = (dimension: string): boolean =>
  DELIVERY_DIMENSIONS.has(dimension) || DELIVERY_PERIODS.has(dimension) || keptName(dimension) !== null;

const DELIVERY_PERIODS: ReadonlySet<string> = new Set(['delivery_week', 'delivery_month']);

/**
 * The filters of a screen as filters of a grid over the lead outcomes: what is counted and what a drill shows are chosen by
 * the same conditions. Values of the reports stand for leads that a report has.
 */
export async function gridFiltersOf(
  context: FilterContext,
  filters: readonly LeadFilter[],
): Promise<readonly GridFilter[]> {
  const parts: GridFilter[] = [];
  for (const filter of filters) {
    if (filter.dimension !== 'reported' && !isOfDelivery(filter.dimension)) {
      parts.push({ op: 'equals', column: 'is_matched', value: true });
    }
    parts.push(...(await conditionsOf(context, filter)));
  }
  const seen = new Set<string>();
  return parts.filter((part) => {
    const key = JSON.stringify(part);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The lead outcomes that grid filters leave, to select from. */
export const outcomesWhere = (filters: readonly GridFilter[]): Sql =>
  filters.length === 0
    ? sql`${intLeadOutcomes}`
    : sql`(select * from ${intLeadOutcomes} t ${whereOf(relationSource(intLeadOutcomes), filters)})`;

/** For a dimension by which nothing can be told apart. */
export const unknownDimension = (dimension: string): LeadlensError =>
  new LeadlensError({
    kind: 'bug',
    code: 'unknown_dimension',
    message: `There is no dimension ${dimension}.`,
  });
