import { bug } from '../domain/fault';
import type { Cell, QueryResult } from '../ports/database';
import type { Sql } from './sql';
import type { Workspace } from './workspace';

export type Row = Readonly<Record<string, Cell>>;

/** The rows of a result by column name. */
export const rowsOf = (result: QueryResult): readonly Row[] =>
  result.rows().map((row) => Object.fromEntries(result.names.map((name, i) => [name, row[i] ?? null])));

/** Rows of the last committed run, by column name. */
export const readRows = async (
  workspace: Workspace,
  query: Sql,
  signal?: AbortSignal,
): Promise<readonly Row[]> => rowsOf(await workspace.read(query, signal));

/** Rows of the run that is being built, by column name. */
export const queryRows = async (
  workspace: Workspace,
  query: Sql,
  signal?: AbortSignal,
): Promise<readonly Row[]> => rowsOf(await workspace.query(query, signal));

/** An integer of a row; 0 where there is none. */
export const int = (row: Row | undefined, column: string): number => Number(row?.[column] ?? 0);

/** A text of a row; null where there is none. */
export const text = (row: Row | undefined, column: string): string | null => {
  const value = row?.[column];
  return value === null || value === undefined ? null : String(value);
};

/** A text that every row of its query has. @throws LeadlensError where there is none */
export function requiredText(row: Row | undefined, column: string): string {
  const value = text(row, column);
  if (value === null) throw bug(`A row has no ${column}.`);
  return value;
}
