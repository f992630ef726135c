import type { Cell, QueryResult } from '../../ports/database';
import { castTo } from '../../sql/dialect';
import type { AnyRelation } from '../../sql/model';
import { commas, ident, join, lit, raw, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';

export interface SortKey {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

export interface Scan {
  readonly relation: AnyRelation;
  /** What the rows are taken from: the relation itself where absent, or a part of it with the same columns. */
  readonly from?: Sql;
  /** What is selected, each with its name. */
  readonly shown: readonly Sql[];
  /** A `where` clause, or nothing. */
  readonly where: Sql;
  /** Before the key of the relation, which makes the order total. Nulls come last. */
  readonly sort: readonly SortKey[];
  readonly pageRows: number;
}

/** The columns that order a scan: what was asked for, then the key. Without a key, all columns. */
function orderOf({ relation, sort }: Scan): readonly SortKey[] {
  const sorted = sort.filter((by) => Object.hasOwn(relation.columns, by.column));
  const key = relation.key.length > 0 ? relation.key : Object.keys(relation.columns);
  const rest = key.filter((column) => !sorted.some((by) => by.column === column));
  return [...sorted, ...rest.map((column) => ({ column, direction: 'asc' as const }))];
}

/** A text literal that keeps NUL characters. */
const exactText = (text: string): Sql => sql`(${join(text.split('\0').map(lit), raw(' || chr(0) || '))})`;

/** What a page ended with, as a literal of the column's own type. */
const valueOf = (relation: AnyRelation, column: string, text: string): Sql =>
  castTo(exactText(text), relation.columns[column]?.type ?? 'VARCHAR');

/** The rows that come after `last` in the order. */
function after(scan: Scan, order: readonly SortKey[], last: readonly (string | null)[]): Sql {
  const cases = order.flatMap(({ column, direction }, index) => {
    const value = last[index] ?? null;
    // Nulls come last: nothing is after them.
    if (value === null) return [];
    const name = sql`t.${ident(column)}`;
    const than = direction === 'asc' ? raw('>') : raw('<');
    const equal = order.slice(0, index).map((by, i) => {
      const before = last[i] ?? null;
      const own = sql`t.${ident(by.column)}`;
      return before === null
        ? sql`${own} is null`
        : sql`${own} = ${valueOf(scan.relation, by.column, before)}`;
    });
    const beyond = sql`(${name} ${than} ${valueOf(scan.relation, column, value)} or ${name} is null)`;
    return [sql`(${join([...equal, beyond], raw(' and '))})`];
  });
  return cases.length === 0 ? raw('false') : sql`(${join(cases, raw(' or '))})`;
}

/**
 * All rows of a relation in pages, in a total order, with the memory of one page: each page begins after the last row
 * of the one before. Rows of a relation without a key may repeat; they are read in pages by number.
 */
export async function* scanRows(
  workspace: Workspace,
  scan: Scan,
  signal: AbortSignal,
): AsyncGenerator<QueryResult> {
  const order = orderOf(scan);
  const orderBy = commas(
    order.map(({ column, direction }) =>
      direction === 'asc' ? sql`t.${ident(column)} asc nulls last` : sql`t.${ident(column)} desc nulls last`,
    ),
  );
  const marks = order.map(
    ({ column }, i) => sql`cast(t.${ident(column)} as varchar) as ${ident(`__after_${String(i)}`)}`,
  );
  const isKeyed = scan.relation.key.length > 0;
  let last: readonly (string | null)[] | null = null;
  for (let read = 0; ; read += scan.pageRows) {
    const rest =
      last === null
        ? sql`${scan.where}`
        : sql`${scan.where.parts.length === 0 ? raw('where') : sql`${scan.where} and`} ${after(scan, order, last)}`;
    const page: QueryResult = await workspace.read(
      sql`select ${commas([...scan.shown, ...(isKeyed ? marks : [])])} from ${scan.from ?? sql`${scan.relation}`} t ${rest}
        order by ${orderBy} limit ${lit(scan.pageRows)}${isKeyed ? sql`` : sql` offset ${lit(read)}`}`,
      signal,
    );
    yield page;
    if (page.rowCount < scan.pageRows) return;
    if (isKeyed) {
      last = order.map((_, i) => textOf(page.column(scan.shown.length + i)[page.rowCount - 1] ?? null));
    }
  }
}

const textOf = (cell: Cell): string | null => (cell === null ? null : String(cell));
