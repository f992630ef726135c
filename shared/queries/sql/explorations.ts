import type { Exploration, ExplorationOutcome, ExploredResult } from '../../contract/exploration';
import { allRows, type GridTable } from '../../contract/grid';
import { cancelled, faultOf } from '../../domain/fault';
import type { Workspace } from '../../sql/workspace';
import { readPage } from '../grid/grid-page';
import { pivotTable } from '../grid/pivot';
import { chartPoints } from './chart-points';
import { withUserSql } from './user-sql';

/** Rows of a result that a report holds at most; a workbook shows all of them, a page the first ones. */
const MOST_ROWS = 1000;

/** The columns that are shown by name. */
function columnsUsed({ shown }: Exploration): readonly string[] {
  const some = (...names: readonly (string | null)[]): readonly string[] =>
    names.flatMap((name) => (name === null ? [] : [name]));
  switch (shown.kind) {
    case 'rows':
      return [];
    case 'chart':
      return some(shown.chart.x, shown.chart.y, shown.chart.series);
    case 'pivot':
      return some(shown.pivot.rows, shown.pivot.columns, shown.pivot.measure);
  }
}

async function outcomeOf(
  workspace: Workspace,
  { shown }: Exploration,
  table: GridTable,
  signal: AbortSignal,
): Promise<ExplorationOutcome> {
  const query = allRows(table.name);
  switch (shown.kind) {
    case 'rows': {
      const { rows, total } = await readPage(workspace, { query, offset: 0, limit: MOST_ROWS }, signal);
      return { state: 'rows', rows, total };
    }
    case 'chart':
      return { state: 'chart', points: await chartPoints(workspace, { ...shown.chart, query }, signal) };
    case 'pivot':
      return { state: 'pivot', pivot: await pivotTable(workspace, { ...shown.pivot, query }, signal) };
  }
}

/**
 * Computes an exploration on the tables of the last run. Results that screens show stay as they are.
 * @throws LeadlensError `cancelled`; a query that does not work any more is an answer
 */
export async function explore(
  workspace: Workspace,
  exploration: Exploration,
  signal: AbortSignal,
): Promise<ExploredResult> {
  const failed = (why: string): ExploredResult => ({
    exploration,
    columns: [],
    outcome: { state: 'failed', why },
  });
  try {
    return await withUserSql(workspace, exploration.sql, signal, async (answer) => {
      if (answer.state === 'refused') {
        return failed([answer.message, answer.hint].filter((part) => part !== null).join(' '));
      }
      const { columns } = answer.table;
      const gone = columnsUsed(exploration).filter((name) => !columns.some((column) => column.name === name));
      if (gone.length > 0) {
        return failed(`Its result has no column ${gone.join(', ')} any more. Add it to the report again.`);
      }
      return { exploration, columns, outcome: await outcomeOf(workspace, exploration, answer.table, signal) };
    });
  } catch (error) {
    const { kind, message, hint } = faultOf(error);
    if (kind === 'cancelled' || signal.aborted) throw cancelled();
    return failed([message, hint ?? ''].filter((part) => part !== '').join(' '));
  }
}
