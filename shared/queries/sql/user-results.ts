import type { GridTable } from '../../contract/grid';
import type { Workspace } from '../../sql/workspace';

/** Rows in a temporary table that the grid can page: what SQL of a user gave, or the records of a file. */
export interface UserResult {
  readonly table: GridTable;
  readonly physical: string;
  /** The query that gave it; null for the records of a file. */
  readonly sql: string | null;
  /** Columns whose values are shown as the database writes them: lists, exact decimals, numbers beyond 2^53. */
  readonly asText: ReadonlySet<string>;
}

const SQL = 'sql:';
const FILE = 'file:';

export const resultName = (id: number | `passing-${string}`): string => `${SQL}${String(id)}`;

/** The name of the table of the records of a file. */
export const rawFileName = (file: string): string => `${FILE}${file}`;

/** The result of this name, if there is one still. Null as well for names of tables. */
export const resultOf = (workspace: Workspace, name: string): UserResult | null =>
  isResult(name) ? (workspace.scratch.peek(name) as UserResult | null) : null;

/** Whether a name is that of a result, gone or not. */
export const isResult = (name: string): boolean => name.startsWith(SQL) || name.startsWith(FILE);
