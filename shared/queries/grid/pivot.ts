import type { EngineRequest } from '../../contract/engine';
import type { PivotCell, PivotKeys, PivotTable } from '../../contract/explore';
import type { ColumnKind, GridCell } from '../../contract/grid';
import { lit, raw, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { aggregateOf, chosenAggregate } from '../sql/aggregates';
import { filteredRows } from './column-values';
import { gridSource } from './grid-source';
import { columnIn } from './relation-source';

/** Values that have a row, and a column, of their own: the most frequent ones. */
export const MOST_KEYS = { rows: 200, columns: 24 } as const;

/** Kinds whose values have an order that people expect; names stand by how frequent they are. */
const ORDERED: ReadonlySet<ColumnKind> = new Set(['date', 'timestamp', 'count', 'number', 'money', 'share']);

/** The most frequent values of `key` with their numbers `i`; equally frequent ones in the order of `place`. */
function frequent(rows: Sql, key: Sql, place: Sql, most: number, kind: ColumnKind): Sql {
  const frequency = raw('n desc, place nulls last');
  const order = ORDERED.has(kind) ? raw('place nulls last') : frequency;
  return sql`(select key, row_number() over (order by ${order}) - 1 as i, keys
    from (select *, row_number() over (order by ${frequency}) as frequent, count(*) over () as keys
      from (select ${key} as key, any_value(${place}) as place, count(*) as n from ${rows} group by ${key}))
    where frequent <= ${lit(most)})`;
}

/** The keys in their order, and how many others there are. */
async function keysOf(workspace: Workspace, keys: Sql, signal: AbortSignal): Promise<PivotKeys> {
  const found = await workspace.read(sql`select key, cast(keys as double) from ${keys} order by i`, signal);
  const listed = found.rows();
  return {
    values: listed.map(([value = null]): GridCell => value),
    others: Number(listed[0]?.[1] ?? 0) - listed.length,
  };
}

/**
 * The rows of a query by the values of two columns: what a measure is of the rows of each cell, with the totals, which
 * are computed from the rows too. Values beyond the most frequent ones are one row and one column together.
 */
export async function pivotTable(
  workspace: Workspace,
  { query, rows: rowColumn, columns: columnColumn, measure, aggregate }: EngineRequest<'pivot'>,
  signal: AbortSignal,
): Promise<PivotTable> {
  const source = gridSource(workspace, query);
  const down = columnIn(source, rowColumn);
  const across = columnColumn === null ? null : columnIn(source, columnColumn);
  const up = measure === null ? null : columnIn(source, measure);
  const used = up === null ? 'count' : (aggregate ?? chosenAggregate('bar', up, false));
  const present = up ? sql`isfinite(cast(${up.raw} as double))` : undefined;
  const rows = sql`(select ${down.shown} as r, ${down.raw} as r_place, ${across ? across.shown : raw('null')} as c,
    ${across ? across.raw : raw('null')} as c_place, ${up ? up.raw : raw('null')} as y
    ${filteredRows(source, query.filters, present)})`;
  const rowKeys = frequent(rows, raw('r'), raw('r_place'), MOST_KEYS.rows, down.kind);
  const columnKeys = frequent(rows, raw('c'), raw('c_place'), MOST_KEYS.columns, across?.kind ?? 'text');

  const [all = 0] = (
    (
      await workspace.read(
        sql`select cast(count(*) as double) ${filteredRows(source, query.filters)}`,
        signal,
      )
    ).rows()[0] ?? []
  ).map(Number);
  const byRow = await keysOf(workspace, rowKeys, signal);
  const byColumn = await keysOf(workspace, columnKeys, signal);
  const found = await workspace.read(
    sql`select cast(ri as double), cast(ci as double), cast(grouping(ri) as double), cast(grouping(ci) as double),
      ${aggregateOf(used)}, cast(count(*) as double)
    from (select coalesce(a.i, ${lit(MOST_KEYS.rows)}) as ri, coalesce(b.i, ${lit(MOST_KEYS.columns)}) as ci, y
      from ${rows} t left join ${rowKeys} a on t.r is not distinct from a.key
        left join ${columnKeys} b on t.c is not distinct from b.key)
    group by grouping sets ((ri, ci), (ri), (ci), ())`,
    signal,
  );
  const height = byRow.values.length + Number(byRow.others > 0);
  const width = byColumn.values.length + Number(byColumn.others > 0);
  const empty: PivotCell = { value: null, rows: 0 };
  const cells = Array.from({ length: height }, () => Array.from({ length: width }, () => empty));
  const rowTotals = Array.from({ length: height }, () => empty);
  const columnTotals = Array.from({ length: width }, () => empty);
  let total = empty;
  for (const [ri, ci, isRowTotal, isColumnTotal, value = null, n] of found.rows()) {
    const cell = { value: value === null ? null : Number(value), rows: Number(n) };
    // What is grouped over all rows is a total of a column, and the other way round.
    if (Number(isRowTotal) === 1 && Number(isColumnTotal) === 1) total = cell;
    else if (Number(isRowTotal) === 1) columnTotals[Number(ci)] = cell;
    else if (Number(isColumnTotal) === 1) rowTotals[Number(ri)] = cell;
    else (cells[Number(ri)] ?? [])[Number(ci)] = cell;
  }
  return {
    of: { rows: rowColumn, columns: columnColumn, measure },
    aggregate: used,
    rows: byRow,
    columns: byColumn,
    cells,
    rowTotals,
    columnTotals,
    total,
    missing: all - total.rows,
  };
}
