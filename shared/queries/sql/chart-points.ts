import type { EngineRequest } from '../../contract/engine';
import type { Aggregate, ChartPoints, ChartSeries } from '../../contract/explore';
import type { GridCell } from '../../contract/grid';
import { join, lit, raw, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { filteredRows } from '../grid/column-values';
import { gridSource } from '../grid/grid-source';
import { columnIn, type GridSource, type SourceColumn } from '../grid/relation-source';
import { aggregateOf, chosenAggregate } from './aggregates';

/** Bars, places on a line and dots that a reader can still tell apart. */
export const MOST_POINTS = { bar: 24, line: 1000, scatter: 2000 } as const;

/** Series that colours tell apart. */
export const MOST_SERIES = 8;

type Request = EngineRequest<'chartPoints'>;

/** The rows that can have a mark: `x`, what it is sorted by (`place`), `y`, `s` of the series, and where they lie (`lies`). */
function rowsOf(source: GridSource, { query, kind, x, series }: Request, up: SourceColumn | null): Sql {
  const across = columnIn(source, x);
  const by = series === null ? raw('null') : columnIn(source, series).shown;
  // A bar stands for what has no value too; a line or a dot has no place for it.
  const conditions = [
    ...(kind === 'bar' ? [] : [sql`${across.raw} is not null`]),
    ...(up ? [sql`isfinite(cast(${up.raw} as double))`] : []),
  ];
  const rows = filteredRows(
    source,
    query.filters,
    conditions.length === 0 ? undefined : join(conditions, raw(' and ')),
  );
  return sql`(select ${across.shown} as x, ${across.raw} as place, ${up ? up.raw : raw('null')} as y, ${by} as s,
    ${source.hasRowIds ? raw('t.rowid') : raw('0')} as lies ${rows})`;
}

/** The series that have a colour of their own, most rows first, and how many others there are with how many rows. */
async function seriesOf(
  workspace: Workspace,
  rows: Sql,
  merges: boolean,
  signal: AbortSignal,
): Promise<{ readonly own: readonly GridCell[]; readonly others: number; readonly otherRows: number }> {
  const found = await workspace.read(
    sql`select s, cast(count(*) as double) as n, cast(count(*) over () as double), cast(sum(count(*)) over () as double)
      from ${rows} group by s order by n desc, s nulls last limit ${lit(MOST_SERIES)}`,
    signal,
  );
  const listed = found.rows();
  const [, , all = 0, allRows = 0] = (listed[0] ?? []).map(Number);
  // The others together need a colour as well.
  const own = all > MOST_SERIES && merges ? listed.slice(0, MOST_SERIES - 1) : listed;
  const ownRows = own.reduce((sum, [, n]) => sum + Number(n), 0);
  return {
    own: own.map(([value = null]) => value),
    others: all - own.length,
    otherRows: allRows - ownRows,
  };
}

/** The rows with the position of their series; those of a series without a colour have the last one, or are left out. */
function coloured(rows: Sql, own: readonly GridCell[], others: 'merged' | 'left out'): Sql {
  const cases = own.map((value, index) => sql`when s is not distinct from ${lit(value)} then ${lit(index)}`);
  const series =
    own.length === 0
      ? raw('0')
      : sql`case ${join(cases, raw(' '))} else ${others === 'merged' ? lit(own.length) : raw('null')} end`;
  return sql`(select * from (select x, place, y, lies, ${series} as series from ${rows}) where series is not null)`;
}

const ORDERS: Readonly<Record<Request['sort'], Sql>> = {
  greatest: raw('v desc nulls last, place nulls last, lies'),
  smallest: raw('v asc nulls last, place nulls last, lies'),
  x: raw('place nulls last, v, lies'),
  given: raw('lies, place nulls last, v'),
};

/** Which units are drawn, by their number from 0: bars are the first ones, places and dots are evenly chosen. */
function chosenUnits(kind: Request['kind'], units: number): Sql {
  if (kind === 'bar') return sql`unit < ${lit(MOST_POINTS.bar)}`;
  return sql`unit % ${lit(Math.max(1, Math.ceil(units / MOST_POINTS[kind])))} = 0`;
}

/** A mark a row. The units that are counted and left out are rows. */
const singleMarks = (rows: Sql, { kind, sort }: Request, units: number): Sql =>
  sql`select x, cast(y as double), series, cast(1 as double) from (select *, row_number() over (order by ${ORDERS[sort]}) - 1 as unit
    from (select *, y as v from ${rows})) where ${chosenUnits(kind, units)} order by unit`;

/** A mark for each x and series. The units are the different values of x, sorted by what all their rows together show. */
const groupedMarks = (rows: Sql, { kind, sort }: Request, units: number, aggregate: Aggregate): Sql =>
  sql`select m.x, m.y, m.series, m.n
    from (select x, series, ${aggregateOf(aggregate)} as y, cast(count(*) as double) as n from ${rows} group by x, series) m
    join (select x, row_number() over (order by ${ORDERS[sort]}) - 1 as unit
      from (select x, any_value(place) as place, ${aggregateOf(aggregate)} as v, min(lies) as lies from ${rows} group by x)) u
      on m.x is not distinct from u.x
    where ${chosenUnits(kind, units)} order by u.unit, m.series`;

/**
 * The points of a chart of any table. Bars: the first 24 in the order of the sort. Line: every n-th place where there are
 * too many. Scatter: rows, every n-th where there are too many.
 */
export async function chartPoints(
  workspace: Workspace,
  request: Request,
  signal: AbortSignal,
): Promise<ChartPoints> {
  const source = gridSource(workspace, request.query);
  const up = request.y === null ? null : columnIn(source, request.y);
  const rows = rowsOf(source, request, up);
  const numbers = async (select: Sql): Promise<readonly number[]> =>
    ((await workspace.read(select, signal)).rows()[0] ?? []).map(Number);

  const [most = 0] = await numbers(
    sql`select cast(coalesce(max(n), 0) as double) from (select count(*) as n from ${rows} group by x, s)`,
  );
  const isUnique = most <= 1;
  const aggregate = request.aggregate ?? chosenAggregate(request.kind, up, isUnique);
  // Counted are rows: each on its own would be one.
  const used = up === null ? 'count' : aggregate;
  const merges = used !== 'none';
  const { own, others, otherRows } = await seriesOf(workspace, rows, merges, signal);
  const drawn = coloured(rows, request.series === null ? [] : own, merges ? 'merged' : 'left out');
  const isSingle = used === 'none' && (request.kind === 'scatter' || !isUnique);

  const counted = sql`cast(count(*) as double), cast(count(distinct x) + coalesce(max(case when x is null then 1 end), 0) as double),
    ${used === 'sum' ? sql`coalesce(${aggregateOf('sum')}, 0)` : sql`cast(count(*) as double)`}`;
  const [rowCount = 0, places = 0, total = 0] = await numbers(sql`select ${counted} from ${drawn}`);
  const [all = 0] = await numbers(
    sql`select cast(count(*) as double) ${filteredRows(source, request.query.filters)}`,
  );
  const units = isSingle ? rowCount : places;
  const marks = isSingle ? singleMarks(drawn, request, units) : groupedMarks(drawn, request, units, used);
  const found = await workspace.read(marks, signal);
  const points = found
    .rows()
    .map(([x = null, y, series, n]) => ({ x, y: Number(y), series: Number(series), rows: Number(n) }));
  const shownUnits = isSingle ? points.length : new Set(points.map((point) => point.x)).size;
  const addsUp = used === 'sum' || used === 'count';
  const leftOut = merges ? { series: 0, seriesRows: 0 } : { series: others, seriesRows: otherRows };
  const { kind, x, y, series, sort } = request;
  return {
    of: { kind, x, y, series, sort },
    aggregate: used,
    series: [
      ...own.map((value): ChartSeries => ({ value })),
      ...(merges && others > 0 ? ['rest' as const] : []),
    ],
    points,
    rows: rowCount,
    missing: all - rowCount - leftOut.seriesRows,
    left: {
      points: units - shownUnits,
      y: addsUp ? total - points.reduce((sum, point) => sum + point.y, 0) : null,
      ...leftOut,
    },
  };
}
