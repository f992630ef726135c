import { allRows, type GridCell, type GridFilter, type GridQuery } from '../../contract/grid';
import type { SubjectSection } from '../../contract/subject';
import type { AnyRelation } from '../../sql/model';
import { queryRows, text } from '../../sql/records';
import type { Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';

type Sort = GridQuery['sort'];

export const equals = (column: string, value: GridCell): GridFilter => ({ op: 'equals', column, value });

/** Rows whose column has one of some values. */
export const among = (column: string, values: readonly GridCell[]): GridFilter => ({
  op: 'in',
  column,
  values: [...values],
});

export const ascending = (...columns: readonly string[]): Sort =>
  columns.map((column) => ({ column, direction: 'asc' as const }));
export const descending = (...columns: readonly string[]): Sort =>
  columns.map((column) => ({ column, direction: 'desc' as const }));

/** Rows of a table of the run; null where the run has no such table. */
export const rowsIn = (
  workspace: Workspace,
  relation: AnyRelation,
  filters: readonly GridFilter[],
  sort: Sort = [],
): GridQuery | null =>
  workspace.has(relation) ? { ...allRows(relation.name), filters: [...filters], sort: [...sort] } : null;

/** The sections whose table the run has. */
export const sectionsOf = (
  ...sections: readonly { readonly title: string; readonly note: string; readonly query: GridQuery | null }[]
): readonly SubjectSection[] =>
  sections.flatMap(({ query, ...words }) => (query === null ? [] : [{ ...words, query }]));

/** The texts of the one column of a query, in its order, without empty ones. */
export async function textsOf(
  workspace: Workspace,
  query: Sql,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const rows = await queryRows(workspace, query, signal);
  return rows.flatMap((row) => {
    const value = text(row, 'value');
    return value === null ? [] : [value];
  });
}
