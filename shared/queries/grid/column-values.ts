import type { EngineRequest } from '../../contract/engine';
import type { ColumnValues, ValueCount } from '../../contract/explore';
import { lit, raw, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { gridSource } from './grid-source';
import { columnIn, type GridSource, type SourceColumn } from './relation-source';
import { loweredText, whereOf } from './grid-where';

/** Above this many different values they are not all grouped: the frequent ones are looked for instead. */
const MOST_GROUPS = 500_000;

/** Rows of a source that filters leave, as `from t where …`. */
export const filteredRows = (source: GridSource, filters: Parameters<typeof whereOf>[1], and?: Sql): Sql => {
  const where = whereOf(source, filters);
  if (!and) return sql`from ${source.from} t ${where}`;
  return sql`from ${source.from} t ${where} ${filters.length === 0 ? raw('where') : raw('and')} ${and}`;
};

/** Different values of a column, about. */
export async function roughDistinct(
  workspace: Workspace,
  column: SourceColumn,
  rows: Sql,
  signal: AbortSignal,
): Promise<number> {
  const result = await workspace.read(
    sql`select cast(approx_count_distinct(${column.raw}) as double) ${rows}`,
    signal,
  );
  return Number(result.rows()[0]?.[0] ?? 0);
}

/** The most frequent values, the most frequent first, equal ones in their order. `rows` must end in its `where`. */
export async function topValues(
  workspace: Workspace,
  column: SourceColumn,
  rows: (and?: Sql) => Sql,
  limit: number,
  distinct: number,
  signal: AbortSignal,
): Promise<readonly ValueCount[]> {
  // Grouping millions of different values takes their memory again: candidates come from a sketch, their counts do not.
  const some =
    distinct > MOST_GROUPS
      ? rows(sql`${column.raw} in (select unnest(approx_top_k(${column.raw}, ${lit(limit)})) ${rows()})`)
      : rows();
  const result = await workspace.read(
    sql`select ${column.shown} as value, cast(count(*) as double) as n
      ${some} group by ${column.shown} order by n desc, any_value(${column.raw}) nulls last limit ${lit(limit)}`,
    signal,
  );
  return result.rows().map(([value = null, rowCount]) => ({ value: value, rows: Number(rowCount) }));
}

/** The most frequent values of a column in the rows of a query, for choosing among them. */
export async function columnValues(
  workspace: Workspace,
  { query, column: name, search, limit }: EngineRequest<'columnValues'>,
  signal: AbortSignal,
): Promise<ColumnValues> {
  const source = gridSource(workspace, query);
  const column = columnIn(source, name);
  const contains =
    search === '' ? null : sql`contains(${loweredText(column.shown)}, ${lit(search.toLowerCase())})`;
  const rows = (and?: Sql): Sql => {
    const both = contains && and ? sql`${contains} and ${and}` : (contains ?? and);
    return filteredRows(source, query.filters, both);
  };
  const distinct = await roughDistinct(workspace, column, rows(), signal);
  const values = await topValues(workspace, column, rows, limit + 1, distinct, signal);
  return { values: values.slice(0, limit), isComplete: values.length <= limit && distinct <= MOST_GROUPS };
}
