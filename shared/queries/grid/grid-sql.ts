import type { GridQuery } from '../../contract/grid';
import { commas, ident, render, sql, type Relation, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { gridSource } from './grid-source';
import { whereOf } from './grid-where';
import { resultOf } from '../sql/user-results';
import { orderOf } from './row-order';

/** What the query of a user is called where its result is narrowed or sorted further. */
const OWN = 'result';

/**
 * The SQL of a grid query with the plain names of tables, for people to read and to run. That of a result is the query that
 * gave it, with its filters and its order around it where it has some.
 */
export function sqlOfQuery(workspace: Workspace, query: GridQuery): string {
  const own = resultOf(workspace, query.table)?.sql ?? null;
  if (own === null) return selectOf(workspace, query);
  const isWhole = query.filters.length === 0 && query.sort.length === 0;
  return isWhole
    ? own
    : `with ${OWN} as (\n${own.trim().replace(/;\s*$/, '')}\n)\n${selectOf(workspace, query, sql`${ident(OWN)}`)}`;
}

/** @param from what the rows are taken from, where that is not the table itself */
function selectOf(workspace: Workspace, query: GridQuery, from?: Sql): string {
  // Who runs it reads views, whose rows have no numbers of their own.
  const source = { ...gridSource(workspace, query), hasRowIds: false };
  const order = orderOf(source, query);
  const plainName = ({ name }: Relation): string => `"${name}"`;
  const shown = source.columns.map(({ name, shown: value, raw }) =>
    render(value, plainName) === render(raw, plainName) ? value : sql`${value} as ${ident(name)}`,
  );
  const select = sql`select ${commas(shown)}
from ${from ?? source.from} t
${whereOf(source, query.filters)}${
    order.length === 0
      ? sql``
      : sql`
order by ${commas(order)}`
  }`;
  return render(select, plainName);
}
