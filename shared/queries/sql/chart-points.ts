import type { EngineRequest } from '../../contract/engine';
import type { ChartPoints } from '../../contract/explore';
import { lit, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { filteredRows } from '../grid/column-values';
import { gridSource } from '../grid/grid-source';
import { columnIn } from '../grid/relation-source';

/** Bars, places on a line and dots that a reader can still tell apart. */
export const MOST_POINTS = { bar: 24, line: 1000, scatter: 2000 } as const;

/**
 * The points of a chart of any table. Bars: the sum of y (or the rows) by x, the greatest first, the rest summed.
 * Line: the same in the order of x, every n-th where there are too many. Scatter: rows, a fixed choice of them
 * where there are too many.
 */
export async function chartPoints(
  workspace: Workspace,
  { query, kind, x, y }: EngineRequest<'chartPoints'>,
  signal: AbortSignal,
): Promise<ChartPoints> {
  const source = gridSource(workspace, query);
  const across = columnIn(source, x);
  const up = y === null ? null : columnIn(source, y);
  const most = MOST_POINTS[kind];
  const value = up ? sql`cast(${up.raw} as double)` : sql`1.0`;
  const present = up
    ? sql`${across.raw} is not null and isfinite(cast(${up.raw} as double))`
    : sql`${across.raw} is not null`;
  // A bar stands for what has no value too; a line or a dot has no place for it.
  const rows = filteredRows(
    source,
    query.filters,
    kind === 'bar' ? (up ? sql`isfinite(cast(${up.raw} as double))` : undefined) : present,
  );
  const grouped = sql`(select ${across.shown} as x, any_value(${across.raw}) as place, cast(sum(${value}) as double) as y, count(*) as n ${rows} group by ${across.shown})`;
  const single = sql`(select ${across.shown} as x, ${across.raw} as place, ${value} as y, 1 as n ${rows})`;
  const all = kind === 'scatter' ? single : grouped;
  const counted = await workspace.read(
    sql`select cast(count(*) as double), cast(coalesce(sum(n), 0) as double), cast(coalesce(sum(y), 0) as double) from ${all}`,
    signal,
  );
  const [points = 0, rowCount = 0, sum = 0] = (counted.rows()[0] ?? []).map(Number);
  const nth = Math.max(1, Math.ceil(points / most));
  const chosen =
    kind === 'bar'
      ? sql`select x, y from ${all} order by y desc, place nulls last limit ${lit(most)}`
      : sql`select x, y from (select x, y, place, row_number() over (order by place, y) as i from ${all}) where (i - 1) % ${lit(nth)} = 0 order by i`;
  const result = await workspace.read(chosen, signal);
  const shown = result.rows().map(([at = null, height]) => ({ x: at, y: Number(height) }));
  return {
    points: shown,
    rows: rowCount,
    left: {
      points: points - shown.length,
      y: kind === 'bar' ? sum - shown.reduce((total, point) => total + point.y, 0) : 0,
    },
  };
}
