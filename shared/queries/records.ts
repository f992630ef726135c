import type { Cell } from '../ports/database';
import type { Sql } from '../sql/sql';
import type { Workspace } from '../sql/workspace';

export type Row = Readonly<Record<string, Cell>>;

/** Rows of the last committed run, by column name. */
export async function readRows(
  workspace: Workspace,
  query: Sql,
  signal?: AbortSignal,
): Promise<readonly Row[]> {
  const result = await workspace.read(query, signal);
  return result
    .rows()
    .map((row) => Object.fromEntries(result.names.map((name, i) => [name, row[i] ?? null])));
}

export const int = (row: Row | undefined, column: string): number => Number(row?.[column] ?? 0);

export const text = (row: Row | undefined, column: string): string | null => {
  const value = row?.[column];
  return value === null || value === undefined ? null : String(value);
};
