import type { GridFilter } from '../../contract/grid';
import type { Cell } from '../../ports/database';
import { commas, join, lit, raw, sql, type Sql } from '../../sql/sql';
import { intLinks } from '../../stages/decide/int-links.model';
import { intLeadDimensions } from '../../stages/match/int-lead-dimensions.model';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { columnIn, type GridSource } from './relation-source';

const literals = (values: readonly Cell[]): Sql => commas(values.map(lit));

const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const isFullDate = (value: Cell): boolean =>
  value === null || (typeof value === 'string' && FULL_DATE.test(value));

/** Text of a cell in lower case, for looking in it. */
export const loweredText = (shown: Sql): Sql => sql`lower(cast(${shown} as varchar))`;

/** Whether a state of an identity that is linked to the lead outcome `t` stood in one of these snapshots. */
function inSnapshots(orders: readonly number[]): Sql {
  if (orders.length === 0) return raw('false');
  const stood = orders.map((order) => sql`${lit(order)} between s.valid_from and s.valid_to`);
  return sql`exists (select 1 from ${intLinks} l join ${intCrmStates} s using (identity_id)
  where l.lead_id = t.lead_id and l.link_setting = t.link_setting and (${join(stood, raw(' or '))}))`;
}

/** Whether the lead of the lead outcome `t` has one of these values in a kept column. */
function hasKept(dimension: string, values: readonly (string | null)[]): Sql {
  const kept = sql`select 1 from ${intLeadDimensions} d where d.lead_id = t.lead_id and d.dimension = ${lit(dimension)}`;
  const some = values.filter((value) => value !== null);
  const parts = [
    ...(some.length > 0 ? [sql`exists (${kept} and d.value in (${literals(some)}))`] : []),
    ...(some.length < values.length ? [sql`not exists (${kept})`] : []),
  ];
  return parts.length === 0 ? raw('false') : sql`(${join(parts, raw(' or '))})`;
}

function condition(filter: GridFilter, source: GridSource): Sql {
  const { kind, shown, raw: stored } = columnIn(source, filter.column);
  // Dates and times are compared as the text that is shown, so that a month is a bound too; whole dates need not be.
  const asDates =
    kind === 'date' && filter.op === 'between' && isFullDate(filter.low) && isFullDate(filter.high);
  const column = (kind === 'date' && !asDates) || kind === 'timestamp' ? shown : stored;
  const bound = (value: Cell): Sql => (asDates ? sql`cast(${lit(value)} as date)` : lit(value));
  switch (filter.op) {
    case 'equals':
      return sql`${column} is not distinct from ${lit(filter.value)}`;
    case 'in': {
      const some = filter.values.filter((value) => value !== null);
      const parts = [
        ...(some.length > 0 ? [sql`${column} in (${literals(some)})`] : []),
        ...(some.length < filter.values.length ? [sql`${column} is null`] : []),
      ];
      return parts.length === 0 ? raw('false') : sql`(${join(parts, raw(' or '))})`;
    }
    case 'contains':
      return sql`contains(${loweredText(shown)}, ${lit(filter.value.toLowerCase())})`;
    case 'between':
      return sql`(${filter.low === null ? raw('true') : sql`${column} >= ${bound(filter.low)}`} and ${filter.high === null ? raw('true') : sql`${column} <= ${bound(filter.high)}`})`;
    case 'empty':
      return sql`${stored} is null`;
    case 'notEmpty':
      return sql`${stored} is not null`;
    case 'kept':
      return hasKept(filter.dimension, filter.values);
    case 'inSnapshots':
      return inSnapshots(filter.orders);
  }
}

/** The `where` of filters over the source as `t`; empty where there are none. */
export const whereOf = (source: GridSource, filters: readonly GridFilter[]): Sql =>
  filters.length === 0
    ? sql``
    : sql`where ${join(
        filters.map((filter) => condition(filter, source)),
        raw(' and '),
      )}`;
