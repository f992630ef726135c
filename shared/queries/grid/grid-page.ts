import type { GridCell, GridPage, GridQuery, PageRequest } from '../../contract/grid';
import { commas, ident, lit, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { gridSource } from './grid-source';
import type { GridSource } from './relation-source';
import { whereOf } from './grid-where';
import { countOf, orderKey, orderOf, withOrder } from './row-order';

/** The values of the columns as they are shown. */
const shownColumns = (source: GridSource): Sql =>
  commas(source.columns.map(({ name, shown }) => sql`${shown} as ${ident(name)}`));

/** Looking rows up costs much the same for one as for a thousand: they are fetched and kept by the thousand. */
const CHUNK = 1000;

/** One chunk of the ordered rows. */
function chunk(
  workspace: Workspace,
  source: GridSource,
  query: GridQuery,
  number: number,
  signal?: AbortSignal,
): Promise<readonly (readonly GridCell[])[]> {
  return workspace.scratch.value(`page ${String(number)} ${orderKey(query)}`, signal, async (until) => {
    const value = await withOrder(workspace, source, query, until, async (rows) => {
      const result = await workspace.read(
        sql`select ${shownColumns(source)} from ${rows.slice(number * CHUNK, CHUNK)} order by t.ll_position`,
        until,
      );
      return result.rows();
    });
    return { value, cells: value.length * source.columns.length };
  });
}

/** The first rows, by a search for the first alone. */
async function firstRows(
  workspace: Workspace,
  source: GridSource,
  query: GridQuery,
  limit: number,
  signal?: AbortSignal,
): Promise<readonly (readonly GridCell[])[]> {
  const order = orderOf(source, query);
  const result = await workspace.read(
    sql`select ${shownColumns(source)} from ${source.from} t ${whereOf(source, query.filters)}
      ${order.length === 0 ? sql`` : sql`order by ${commas(order)}`} limit ${lit(limit)}`,
    signal,
  );
  return result.rows();
}

/** One page of a grid query. */
export async function readPage(
  workspace: Workspace,
  { query, offset, limit }: PageRequest,
  signal?: AbortSignal,
): Promise<GridPage> {
  const source = gridSource(workspace, query);
  const { columns } = source.table;
  const total = await countOf(workspace, source, query, signal);
  const end = Math.min(offset + limit, total);
  if (offset === 0 && limit < CHUNK) {
    return { columns, rows: await firstRows(workspace, source, query, limit, signal), total };
  }
  const rows: (readonly GridCell[])[] = [];
  for (let number = Math.floor(offset / CHUNK); number * CHUNK < end; number++) {
    const start = number * CHUNK;
    const part = await chunk(workspace, source, query, number, signal);
    rows.push(...part.slice(Math.max(0, offset - start), end - start));
  }
  return { columns, rows, total };
}
