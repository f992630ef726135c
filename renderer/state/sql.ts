import { create } from 'zustand';
import type { SqlAnswer } from '../../shared/contract/explore';
import type { SavedQuery } from '../../shared/contract/project';
import { cancelled, faultOf, type FaultDetails } from '../../shared/domain/fault';
import type { GridQuery } from '../../shared/contract/grid';
import { fetchSql } from './drill';
import { goTo } from './navigation';
import { keepViews } from './project-views';
import { services } from './services';
import { useSession } from './session';
import { holdWindow } from './unsaved';

/** Queries that the project remembers. */
const MOST_HISTORY = 50;

export type SqlRun =
  | { readonly state: 'none' | 'running' | 'cancelled' }
  | { readonly state: 'answered'; readonly answer: SqlAnswer; readonly runId: number }
  | { readonly state: 'failed'; readonly fault: FaultDetails };

interface SqlState {
  readonly text: string;
  /** What was last put into the editor from outside; the number tells two equal ones apart. */
  readonly given: { readonly text: string; readonly number: number };
  /** What was last put where the cursor is. */
  readonly inserted: { readonly text: string; readonly number: number };
  readonly run: SqlRun;
}

/** The SQL that the reader is at; stays while the window does. */
export const useSql = create<SqlState>(() => ({
  text: '',
  given: { text: '', number: 0 },
  inserted: { text: '', number: 0 },
  run: { state: 'none' },
}));

/** What the reader types. */
export const typeSql = (text: string): void => useSql.setState({ text });

/** Puts a query into the editor. */
export const writeSql = (text: string): void =>
  useSql.setState(({ given }) => ({ text, given: { text, number: given.number + 1 } }));

/** Puts a name where the cursor of the editor is. */
export const insertIntoSql = (text: string): void =>
  useSql.setState(({ inserted }) => ({ inserted: { text, number: inserted.number + 1 } }));

/** Shows the SQL of the rows of a grid in Explore, with what it gives. Gives the fault where it cannot be said. */
export async function openInSql(query: GridQuery): Promise<FaultDetails | null> {
  try {
    writeSql(await fetchSql(query));
  } catch (error) {
    return faultOf(error);
  }
  goTo('explore', { view: 'sql' });
  await runSql();
  return null;
}

let running: AbortController | null = null;

/** Runs what stands in the editor; what was running is cancelled. */
export async function runSql(): Promise<void> {
  const text = useSql.getState().text;
  if (text.trim() === '') return;
  running?.abort();
  const mine = new AbortController();
  running = mine;
  useSql.setState({ run: { state: 'running' } });
  void keepViews(({ explore }) => ({ explore: { ...explore, history: withNewest(text, explore.history) } }));
  const settle = (run: SqlRun): void => {
    if (running !== mine) return;
    running = null;
    useSql.setState({ run });
  };
  try {
    const answer = await services().engine.call('sql', { sql: text }, { signal: mine.signal });
    settle({ state: 'answered', answer, runId: useSession.getState().runId });
  } catch (error) {
    const fault = faultOf(error);
    settle(fault.kind === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', fault });
  }
}

export function cancelSql(): void {
  if (running === null) return;
  running.abort(cancelled());
  // Where the database does not stop, this is who hears it: a fresh one starts then.
  void services()
    .engine.call('pulse', {})
    .catch(() => undefined);
}

/** Keeps the queries of the project on disk. */
const keepQueries = (change: (before: readonly SavedQuery[]) => readonly SavedQuery[]): Promise<void> =>
  keepViews(({ queries }) => ({ queries: [...change(queries)] }));

/** The queries that were run with this one as the newest, each once. */
export const withNewest = (sql: string, history: readonly string[]): string[] =>
  [sql, ...history.filter((other) => other !== sql)].slice(0, MOST_HISTORY);

const byName = (a: SavedQuery, b: SavedQuery): number => a.name.localeCompare(b.name);

/** Saves a query under a name; one that has the name already is replaced. Returns when it is on disk, or was said not to be. */
export async function saveQuery(name: string, sql: string): Promise<void> {
  const fresh = crypto.randomUUID();
  const release = holdWindow();
  try {
    await keepQueries((before) => {
      const id = before.find((query) => query.name === name)?.id ?? fresh;
      return [...before.filter((query) => query.id !== id), { id, name, sql }].sort(byName);
    });
  } finally {
    release();
  }
}

export const forgetQuery = (id: string): Promise<void> =>
  keepQueries((before) => before.filter((query) => query.id !== id));
