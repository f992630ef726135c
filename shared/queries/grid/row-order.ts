import type { GridQuery } from '../../contract/grid';
import type { QueryResult } from '../../ports/database';
import type { Workspace } from '../../sql/workspace';
import { commas, ident, lit, raw, sql, type Sql } from '../../sql/sql';
import type { GridSource } from './relation-source';
import { whereOf } from './grid-where';

/**
 * Where the rows of a query stand, in their order. Reading far into a sorted table costs a sort each time (11 s at
 * 5 million rows), so the order is computed once, as row numbers, and pages are looked up by them.
 */
export interface OrderedRows {
  /** A relation `t` of the rows from `offset` on, with `ll_position`; not in order. */
  readonly slice: (offset: number, limit: number) => Sql;
  /** A relation `t` of all rows with `ll_position`, from 0. */
  readonly all: Sql;
  readonly total: number;
}

/** What `order by` says: the wanted sort, then the key, so that the order is total. */
export function orderOf(source: GridSource, query: GridQuery): readonly Sql[] {
  const sorted = query.sort.filter((by) => source.columns.some((column) => column.name === by.column));
  return [
    ...sorted.map(
      ({ column, direction }) =>
        sql`t.${ident(column)} ${direction === 'asc' ? raw('asc nulls last') : raw('desc nulls last')}`,
    ),
    ...source.key.filter((key) => !sorted.some((by) => by.column === key)).map((key) => sql`t.${ident(key)}`),
    // Equal rows keep the order in which they lie.
    ...(source.hasRowIds ? [raw('t.rowid')] : []),
  ];
}

/** Names the rows that a query leaves, whatever their order. */
export const rowsKey = (query: GridQuery): string => JSON.stringify({ ...query, sort: [] });

/** Names the rows of a query in their order. */
export const orderKey = (query: GridQuery): string => JSON.stringify(query);

const isNatural = (source: GridSource, query: GridQuery): boolean =>
  source.hasRowIds && source.key.length === 0 && query.filters.length === 0 && query.sort.length === 0;

/** How many rows a query leaves. */
export function countOf(
  workspace: Workspace,
  source: GridSource,
  query: GridQuery,
  signal?: AbortSignal,
): Promise<number> {
  const key = `count ${rowsKey(query)}`;
  return workspace.scratch.value(key, signal, async (until) => {
    const result = await workspace.read(
      sql`select cast(count(*) as double) from ${source.from} t ${whereOf(source, query.filters)}`,
      until,
    );
    return { value: Number(result.rows()[0]?.[0] ?? 0), cells: 1 };
  });
}

let lastTable = 0;

/** A temporary table of a select, until `drop`; its number of rows. Dropped as well when it is cancelled late. */
export async function temporaryTable(
  workspace: Workspace,
  select: Sql,
  signal: AbortSignal | undefined,
): Promise<{ readonly name: string; readonly rows: number; readonly drop: () => Promise<void> }> {
  const name = `scratch_${String(++lastTable)}`;
  const drop = async (): Promise<void> => {
    await workspace.read(sql`drop table if exists temp.${ident(name)}`);
  };
  try {
    await workspace.read(sql`create temp table ${ident(name)} as ${select}`, signal);
    const counted = await workspace.read(sql`select cast(count(*) as double) from ${ident(name)}`);
    return { name, rows: Number(counted.rows()[0]?.[0] ?? 0), drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** Gives the ordered rows of a query to `use`; they are kept for whoever asks next. */
export async function withOrder<R>(
  workspace: Workspace,
  source: GridSource,
  query: GridQuery,
  signal: AbortSignal | undefined,
  use: (rows: OrderedRows) => Promise<R>,
): Promise<R> {
  if (isNatural(source, query)) {
    const total = await countOf(workspace, source, query, signal);
    return use(naturalRows(source.from, total));
  }
  const order = orderOf(source, query);
  const sorted = sql`from ${source.from} t ${whereOf(source, query.filters)} ${order.length === 0 ? sql`` : sql`order by ${commas(order)}`}`;
  const key = `order ${orderKey(query)}`;
  // A view's rows have no numbers to keep: they are kept themselves.
  const select = source.hasRowIds ? sql`select t.rowid as ll_row ${sorted}` : sql`select * ${sorted}`;
  return workspace.scratch.with(
    key,
    signal,
    async (until) => {
      const { name, rows, drop } = await temporaryTable(workspace, select, until);
      return {
        value: { name, rows },
        cells: rows * (source.hasRowIds ? 1 : source.columns.length),
        drop,
      };
    },
    ({ name, rows }) => {
      const kept = ident(name);
      if (!source.hasRowIds) return use(naturalRows(kept, rows));
      return use({
        slice: (offset, limit) =>
          sql`(select b.*, o.ll_position from (select ll_row, rowid as ll_position from ${kept} where rowid >= ${lit(offset)} and rowid < ${lit(offset + limit)}) o join ${source.from} b on b.rowid = o.ll_row) t`,
        all: sql`(select b.*, o.rowid as ll_position from ${kept} o join ${source.from} b on b.rowid = o.ll_row) t`,
        total: rows,
      });
    },
  );
}

const naturalRows = (from: Sql, total: number): OrderedRows => ({
  slice: (offset, limit) =>
    sql`(select *, rowid as ll_position from ${from} where rowid >= ${lit(offset)} and rowid < ${lit(offset + limit)}) t`,
  all: sql`(select *, rowid as ll_position from ${from}) t`,
  total,
});

/** All rows of a query in pages, in their order: the way for results, whose rows have no key to go on from. */
export async function* orderedPages(
  workspace: Workspace,
  source: GridSource,
  query: GridQuery,
  shown: readonly Sql[],
  pageRows: number,
  signal: AbortSignal,
): AsyncGenerator<QueryResult> {
  const total = await countOf(workspace, source, query, signal);
  for (let offset = 0; offset < total; offset += pageRows) {
    yield await withOrder(workspace, source, query, signal, (rows) =>
      workspace.read(
        sql`select ${commas(shown)} from ${rows.slice(offset, pageRows)} order by t.ll_position`,
        signal,
      ),
    );
  }
}
