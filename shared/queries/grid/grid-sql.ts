import type { GridQuery } from '../../contract/grid';
import { commas, ident, render, sql, type Relation } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { gridSource } from './grid-source';
import { whereOf } from './grid-where';
import { orderOf } from './row-order';

/** The SQL of a grid query with the plain names of tables, for people to read and to run. */
export function sqlOfQuery(workspace: Workspace, query: GridQuery): string {
  // Who runs it reads views, whose rows have no numbers of their own.
  const source = { ...gridSource(workspace, query), hasRowIds: false };
  const order = orderOf(source, query);
  const plainName = ({ name }: Relation): string => `"${name}"`;
  const shown = source.columns.map(({ name, shown: value, raw }) =>
    render(value, plainName) === render(raw, plainName) ? value : sql`${value} as ${ident(name)}`,
  );
  const select = sql`select ${commas(shown)}
from ${source.from} t
${whereOf(source, query.filters)}${
    order.length === 0
      ? sql``
      : sql`
order by ${commas(order)}`
  }`;
  return render(select, plainName);
}
