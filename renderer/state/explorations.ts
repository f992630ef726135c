import type { Exploration, ExplorationShown } from '../../shared/contract/exploration';
import type { GridQuery } from '../../shared/contract/grid';
import { fetchSql } from './drill';
import { keepViews } from './project-views';
import { useSession } from './session';

const NONE: readonly Exploration[] = [];

/** What the reader keeps in the report, in its order. */
export const useExplorations = (): readonly Exploration[] =>
  useSession((s) => s.settings?.explorations ?? NONE);

/**
 * Keeps the rows of a query in the report under a title, with the SQL that gives them; one of the same title is replaced.
 * @throws LeadlensError where the SQL cannot be said, as of a result that is gone
 */
export async function addExploration(
  title: string,
  query: GridQuery,
  shown: ExplorationShown,
): Promise<void> {
  const sql = await fetchSql(query);
  const fresh = crypto.randomUUID();
  await keepViews(({ explorations }) => {
    const at = explorations.findIndex((one) => one.title === title);
    const id = explorations[at]?.id ?? fresh;
    const next = { id, title, sql, shown };
    return { explorations: at < 0 ? [...explorations, next] : explorations.with(at, next) };
  });
}

export const removeExploration = (id: string): Promise<void> =>
  keepViews(({ explorations }) => ({ explorations: explorations.filter((one) => one.id !== id) }));

/** Puts one before the one that it follows. */
export const raiseExploration = (id: string): Promise<void> =>
  keepViews(({ explorations }) => {
    const at = explorations.findIndex((one) => one.id === id);
    const [before, own] = [explorations[at - 1], explorations[at]];
    return { explorations: before && own ? explorations.with(at - 1, own).with(at, before) : explorations };
  });
