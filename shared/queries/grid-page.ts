import type { GridFilter, GridPage, GridQuery, GridTable } from '../contract/grid';
import { LeadlensError } from '../domain/fault';
import type { Cell } from '../ports/database';
import { isoDate, isoTimestamp } from '../sql/dialect';
import type { AnyRelation } from '../sql/model';
import { commas, ident, join, lit, raw, sql, type Sql } from '../sql/sql';
import type { Workspace } from '../sql/workspace';
import { gridTable, TABLES } from './tables';

/** Finds a table of the catalogue. */
export function relationOf(name: string): AnyRelation {
  const relation = TABLES.find((table) => table.name === name);
  if (!relation) {
    throw new LeadlensError({ kind: 'bug', code: 'unknown_table', message: `There is no table ${name}.` });
  }
  return relation;
}

const literals = (values: readonly Cell[]): Sql => commas(values.map(lit));

function condition(filter: GridFilter, table: GridTable): Sql {
  const known = table.columns.find((column) => column.name === filter.column);
  if (!known) {
    throw new LeadlensError({
      kind: 'bug',
      code: 'unknown_column',
      message: `Table ${table.name} has no column ${filter.column}.`,
    });
  }
  const name = ident(filter.column);
  const column =
    known.kind === 'date' ? isoDate(name) : known.kind === 'timestamp' ? isoTimestamp(name) : name;
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
      return sql`contains(lower(cast(${column} as varchar)), ${lit(filter.value.toLowerCase())})`;
    case 'between':
      return sql`(${filter.low === null ? raw('true') : sql`${column} >= ${lit(filter.low)}`} and ${filter.high === null ? raw('true') : sql`${column} <= ${lit(filter.high)}`})`;
    case 'empty':
      return sql`${column} is null`;
    case 'notEmpty':
      return sql`${column} is not null`;
  }
}

/** The rows that the filters of a grid leave. */
export const whereOf = (filters: readonly GridFilter[], table: GridTable): Sql =>
  filters.length === 0
    ? sql``
    : sql`where ${join(
        filters.map((filter) => condition(filter, table)),
        raw(' and '),
      )}`;

/** The rows of a grid query: every value as text, number or boolean. A key at the end makes the order total. */
function select(query: GridQuery, relation: AnyRelation, table: GridTable): Sql {
  const shown = table.columns.map(({ name, kind }) => {
    const column = ident(name);
    if (kind === 'date') return sql`${isoDate(column)} as ${column}`;
    if (kind === 'timestamp') return sql`${isoTimestamp(column)} as ${column}`;
    return column;
  });
  const sorted = query.sort.filter((by) => table.columns.some((column) => column.name === by.column));
  const order = [
    ...sorted.map(({ column, direction }) =>
      direction === 'asc' ? sql`t.${ident(column)} asc nulls last` : sql`t.${ident(column)} desc nulls last`,
    ),
    ...relation.key
      .filter((key) => !sorted.some((by) => by.column === key))
      .map((key) => sql`t.${ident(key)}`),
  ];
  return sql`select ${commas(shown)} from ${relation} t ${whereOf(query.filters, table)} ${
    order.length === 0 ? sql`` : sql`order by ${commas(order)}`
  }`;
}

export async function countRows(
  workspace: Workspace,
  query: GridQuery,
  signal?: AbortSignal,
): Promise<number> {
  const relation = relationOf(query.table);
  const result = await workspace.read(
    sql`select cast(count(*) as integer) from ${relation} ${whereOf(query.filters, gridTable(relation))}`,
    signal,
  );
  return Number(result.rows()[0]?.[0] ?? 0);
}

/** One page of a grid query. */
export async function readPage(
  workspace: Workspace,
  query: GridQuery & { readonly offset: number; readonly limit: number },
  signal?: AbortSignal,
): Promise<GridPage> {
  const relation = relationOf(query.table);
  const table = gridTable(relation);
  const total = await countRows(workspace, query, signal);
  const result = await workspace.read(
    sql`${select(query, relation, table)} limit ${lit(query.limit)} offset ${lit(query.offset)}`,
    signal,
  );
  return { columns: table.columns, rows: result.rows(), total };
}
