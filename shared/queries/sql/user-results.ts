import type { GridTable } from '../../contract/grid';
import type { Workspace } from '../../sql/workspace';

/** What a user's SQL gave, in a temporary table. */
export interface UserResult {
  readonly table: GridTable;
  readonly physical: string;
  /** Columns whose values are shown as the database writes them: lists, exact decimals, numbers beyond 2^53. */
  readonly asText: ReadonlySet<string>;
}

const PREFIX = 'sql:';

export const resultName = (number: number): string => `${PREFIX}${String(number)}`;

/** The result of this name, if there is one still. Null as well for names of tables. */
export const resultOf = (workspace: Workspace, name: string): UserResult | null =>
  name.startsWith(PREFIX) ? (workspace.scratch.peek(name) as UserResult | null) : null;

/** Whether a name is that of a result, gone or not. */
export const isResult = (name: string): boolean => name.startsWith(PREFIX);
