import type { SqlAnswer, SqlTable } from '../../contract/explore';
import type { ColumnKind, GridColumn } from '../../contract/grid';
import { cancelled, faultOf } from '../../domain/fault';
import { commas, ident, lit, sql, type Sql } from '../../sql/sql';
import { relationsOf } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { ALL_STAGES } from '../../stages/all-stages';
import { temporaryTable } from '../grid/row-order';
import { guardNames } from './connection-guard';
import {
  changedConnection,
  explained,
  forbiddenIn,
  isDoing,
  notAQuery,
  readFault,
  type SqlFault,
} from './sql-rules';
import { groupOf } from '../grid/table-groups';
import { TABLES } from '../grid/tables';
import { resultName, resultOf, type UserResult } from './user-results';

/** Results that stay: the one that is shown, and the one before. */
const KEPT_RESULTS = 2;

let lastResult = 0;

/** What SQL of users can name: the tables of the last run, with all their columns. */
export const sqlTables = (workspace: Workspace): readonly SqlTable[] =>
  TABLES.filter((table) => workspace.has(table)).map((table) => ({
    name: table.name,
    title: table.title,
    description: table.description,
    group: groupOf(table),
    columns: Object.entries(table.columns).map(([column, { type, description }]) => ({
      name: column,
      type,
      description,
    })),
  }));

/** Gives the tables of the last run their plain names, once a run: also those that the SQL of a drill reads. */
function namedTables(workspace: Workspace, signal: AbortSignal): Promise<null> {
  const tables = ALL_STAGES.flatMap(relationsOf).filter((table) => workspace.has(table));
  return workspace.scratch.value('names', signal, async () => {
    for (const table of tables) {
      await workspace.read(
        sql`create or replace view project.${ident(table.name)} as select * from ${table}`,
      );
    }
    return {
      value: null,
      cells: 0,
      isPinned: true,
      drop: async () => {
        for (const { name } of tables) await workspace.read(sql`drop view if exists project.${ident(name)}`);
      },
    };
  });
}

/** Names of the functions that give tables: most reach outside, or into the database itself. */
function tableFunctions(workspace: Workspace, signal: AbortSignal): Promise<readonly string[]> {
  return workspace.scratch.value('functions', signal, async (until) => {
    const found = await workspace.read(
      sql`select distinct function_name from duckdb_functions() where function_type in ('table', 'pragma')
        and function_name not in (select function_name from duckdb_functions() where function_type in ('scalar', 'aggregate', 'macro'))`,
      until,
    );
    return { value: found.rows().map(([name]) => String(name)), cells: 0, isPinned: true };
  });
}

/**
 * Runs one query that a user wrote, on the tables of the last run by their plain names, into a temporary table that
 * the grid can page. Text from outside comes into SQL here and nowhere else: as a literal, which the database's own
 * parser takes for exactly one query (`query()`), or refuses. What begins as a statement that does something does not
 * even get there, and a connection that is not as it was afterwards is put right.
 * @throws LeadlensError `cancelled`; what is wrong with the query is an answer
 */
export const runUserSql = (workspace: Workspace, text: string, signal: AbortSignal): Promise<SqlAnswer> =>
  runQuery(workspace, text, signal, (physical, drop) => {
    lastResult += 1;
    return keepResult(workspace, lastResult, { text, physical, drop }, signal);
  });

/** Results that were there for a moment. What is remembered of their rows goes by their names, so that each has its own. */
let passing = 0;

/**
 * Runs one query of a user, and lets go of its result when what is done with it is done: results that screens show stay.
 * @throws LeadlensError `cancelled`, and what `use` throws
 */
export async function withUserSql<T>(
  workspace: Workspace,
  text: string,
  signal: AbortSignal,
  use: (answer: SqlAnswer) => Promise<T>,
): Promise<T> {
  passing += 1;
  const name = resultName(`passing-${String(passing)}`);
  try {
    return await use(
      await runQuery(workspace, text, signal, (physical, drop) =>
        nameResult(workspace, name, { text, physical, drop }, signal),
      ),
    );
  } finally {
    await workspace.scratch.forget(name);
  }
}

/** A result as it comes: the query, the table that holds it, and how that is dropped. */
interface Given {
  readonly text: string;
  readonly physical: string;
  readonly drop: () => Promise<void>;
}

async function runQuery(
  workspace: Workspace,
  text: string,
  signal: AbortSignal,
  keep: (physical: string, drop: () => Promise<void>) => Promise<UserResult['table']>,
): Promise<SqlAnswer> {
  const refused = (fault: SqlFault): SqlAnswer => ({ state: 'refused', ...fault });
  const startedAt = performance.now();
  const forbidden = forbiddenIn(text, await tableFunctions(workspace, signal));
  if (forbidden !== null) {
    return refused({ message: forbidden, hint: 'Queries read the tables of the project.', place: null });
  }
  const plan = explained(text);
  if (isDoing(plan ?? text)) return refused(notAQuery(text));
  await namedTables(workspace, signal);
  const guard = await guardNames(workspace, signal);
  try {
    const select =
      plan === null ? sql`select * from query(${lit(text)})` : await planOf(workspace, plan, signal);
    const { name: physical, rows, drop } = await temporaryTable(workspace, select, signal);
    if (await guard.restored()) {
      await drop();
      return refused(changedConnection());
    }
    const table = await keep(physical, drop);
    return { state: 'done', table, rows, milliseconds: performance.now() - startedAt };
  } catch (error) {
    const { kind, code, message } = faultOf(error);
    if (code === 'out_of_memory') {
      return refused({
        message: 'The query needs more memory than there is (3 GB).',
        hint: 'Take fewer rows or columns, or group earlier.',
        place: null,
      });
    }
    if (code !== 'sql' || kind === 'cancelled') throw error;
    if (message.includes('Expected a single SELECT statement')) return refused(notAQuery(text));
    // The database sees the query as one literal: where in it the mistake lies, only a check of its own can say.
    const complaint = await workspace.check(plan ?? text);
    if (signal.aborted) throw cancelled();
    return refused(
      readFault(complaint ?? message.replace(/^The database refused a statement: /, ''), plan ?? text),
    );
  }
}

/** The plan of a query, a line a row. */
async function planOf(workspace: Workspace, text: string, signal: AbortSignal): Promise<Sql> {
  const explanation = await workspace.read(sql`explain select * from query(${lit(text)})`, signal);
  const lines = explanation.rows().flatMap(([, plan]) => String(plan).split('\n'));
  return sql`select unnest([${commas(lines.map(lit))}]) as plan`;
}

/** Makes a result known under a name. */
async function nameResult(
  workspace: Workspace,
  name: string,
  { text, physical, drop }: Given,
  signal: AbortSignal,
): Promise<UserResult['table']> {
  const { table } = await workspace.scratch.value(name, signal, async (until) => {
    const value = { ...(await describeResult(workspace, name, physical, until)), sql: text };
    return { value, cells: 0, isPinned: true, drop };
  });
  return table;
}

/** Makes a result known under a number of its own, and lets go of the oldest one. */
async function keepResult(
  workspace: Workspace,
  number: number,
  given: Given,
  signal: AbortSignal,
): Promise<UserResult['table']> {
  const table = await nameResult(workspace, resultName(number), given, signal);
  for (let old = number - KEPT_RESULTS; old > 0 && resultOf(workspace, resultName(old)); old--) {
    await workspace.scratch.forget(resultName(old));
  }
  return table;
}

async function describeResult(
  workspace: Workspace,
  name: string,
  physical: string,
  signal: AbortSignal,
): Promise<Omit<UserResult, 'sql'>> {
  const described = await workspace.read(
    sql`select column_name, data_type from duckdb_columns() where table_name = ${lit(physical)} order by column_index`,
    signal,
  );
  const columns: GridColumn[] = [];
  const asText = new Set<string>();
  for (const [given, type] of described.rows().map((row) => row.map(String) as [string, string])) {
    const column = await renamed(workspace, physical, given);
    const kind = kindOf(column, type);
    columns.push({ name: column, label: column, kind, description: type.toLowerCase() });
    if (await needsText(workspace, physical, column, type, signal)) asText.add(column);
  }
  return {
    physical,
    asText,
    table: {
      name,
      title: 'Result',
      description: 'The result of a query.',
      grain: 'one row per row',
      columns,
    },
  };
}

/** A column called `rowid` would hide the numbers of the rows. */
async function renamed(workspace: Workspace, physical: string, column: string): Promise<string> {
  if (column.toLowerCase() !== 'rowid') return column;
  const other = `${column}_`;
  await workspace.read(sql`alter table ${ident(physical)} rename column ${ident(column)} to ${ident(other)}`);
  return other;
}

const WHOLE = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/;
const WIDE = /^(UBIGINT|BIGINT|HUGEINT|UHUGEINT)$/;
/** Numbers that are read as names: no thousands separators. */
const NAMED = /(^|_)(id|no|number|year|zip|code)$/i;

function kindOf(column: string, type: string): ColumnKind {
  if (WHOLE.test(type)) return NAMED.test(column) ? 'text' : 'count';
  if (type === 'DOUBLE' || type === 'FLOAT' || type.startsWith('DECIMAL')) return 'number';
  if (type === 'BOOLEAN') return 'boolean';
  if (type === 'DATE') return 'date';
  if (type.startsWith('TIMESTAMP') && !type.includes('TIME ZONE')) return 'timestamp';
  return /hash/i.test(column) && type === 'VARCHAR' ? 'hash' : 'text';
}

/** Whether values must cross as text: what JavaScript has no exact number for, and what is no scalar. */
async function needsText(
  workspace: Workspace,
  physical: string,
  column: string,
  type: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (WIDE.test(type)) {
    const beyond = await workspace.read(
      sql`select bool_or(${ident(column)} > 9007199254740991 or ${ident(column)} < -9007199254740991) from ${ident(physical)}`,
      signal,
    );
    return beyond.rows()[0]?.[0] === true || type.includes('HUGE');
  }
  return !(
    WHOLE.test(type) ||
    ['VARCHAR', 'DOUBLE', 'FLOAT', 'BOOLEAN', 'DATE'].includes(type) ||
    (type.startsWith('TIMESTAMP') && !type.includes('TIME ZONE'))
  );
}
