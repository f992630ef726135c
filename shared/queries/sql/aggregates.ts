import type { Aggregate, ChartKind } from '../../contract/explore';
import type { ColumnKind } from '../../contract/grid';
import { raw, type Sql } from '../../sql/sql';

/** Each as a double, of a column `y`; sums of whole and of decimal numbers are exact before that. */
const AGGREGATE_SQL: Readonly<Record<Aggregate, Sql>> = {
  // Of one row.
  none: raw('cast(max(y) as double)'),
  sum: raw('cast(sum(y) as double)'),
  mean: raw('cast(avg(y) as double)'),
  median: raw('cast(median(y) as double)'),
  count: raw('cast(count(*) as double)'),
  min: raw('cast(min(y) as double)'),
  max: raw('cast(max(y) as double)'),
};

/** The SQL of an aggregate over the column `y` of the rows of a group. */
export const aggregateOf = (aggregate: Aggregate): Sql => AGGREGATE_SQL[aggregate];

/** Words in the name of a column whose values are of one thing each: added up they mean nothing. */
const NO_AMOUNT =
  /(^|_)(rate|share|ratio|pct|percent|percentage|roas|avg|average|mean|median|min|max|per|cpl|cpc|cpa|cpm|ctr|cac|score|weight|probability|price|age|days|rank|index)(_|$)/i;

/** Words in the name of a number with decimals that is an amount. */
const AMOUNT =
  /(^|_)(amount|spend|spent|revenue|cost|costs|total|sum|invoiced|paid|credit|value|usd|eur|cents)(_|$)/i;

/**
 * Whether the values of a column can be added up. Whole numbers and money can unless their name says otherwise; other
 * numbers only where their name says that they are amounts, and rates never.
 */
export function addsUp({ name, kind }: { readonly name: string; readonly kind: ColumnKind }): boolean {
  if (kind === 'share' || NO_AMOUNT.test(name)) return false;
  return kind === 'count' || kind === 'money' || AMOUNT.test(name);
}

/**
 * The aggregate that is taken where the reader chose none: a row a mark where that is plain or dots are drawn.
 * @param y null: rows are counted
 */
export function chosenAggregate(
  kind: ChartKind,
  y: { readonly name: string; readonly kind: ColumnKind } | null,
  isUnique: boolean,
): Aggregate {
  if (y === null) return 'count';
  if (isUnique || kind === 'scatter') return 'none';
  return addsUp(y) ? 'sum' : 'mean';
}
