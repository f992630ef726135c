import { useMemo, useState } from 'react';
import { create } from 'zustand';
import type { GridFilter, GridQuery } from '../../shared/contract/grid';
import type { TableLayout } from '../../shared/contract/project';
import { keepViews } from './project-views';
import { useSession } from './session';

/** How the reader looks at the rows of one query: what is left of them, in which order, how the columns stand. */
export interface TableState {
  readonly filters: readonly GridFilter[];
  readonly sort: GridQuery['sort'];
  /** Pixels, by column. */
  readonly widths: Readonly<Record<string, number>>;
  readonly hidden: readonly string[];
  /** null: the first column. */
  readonly pinned: readonly string[] | null;
}

export interface TableView {
  readonly state: TableState;
  readonly change: (change: Partial<TableState>) => void;
}

const NO_LAYOUT: TableLayout = { widths: {}, hidden: [], pinned: null };
const FRESH: TableState = { filters: [], sort: [], ...NO_LAYOUT };

const useTables = create<Readonly<Record<string, TableState>>>(() => ({}));

/** The result of a query is gone with the window; a table of the catalogue is there again after the next run. */
const isKept = (name: string): boolean => !name.startsWith('sql:');

/** Narrows a table that nobody has looked at yet in this window; its reader can take the filters away. */
export function narrowAtFirst(name: string, filters: readonly GridFilter[]): void {
  useTables.setState((all) => (all[name] ? all : { [name]: { ...FRESH, filters } }));
}

/** Widths, hidden and pinned columns are kept by the project, filters and order while the window stays. */
function changeTable(name: string, change: Partial<TableState>): void {
  const { filters, sort, ...arranged } = change;
  const layout = arranged as Partial<TableLayout>;
  const passing = isKept(name)
    ? { ...(filters === undefined ? {} : { filters }), ...(sort === undefined ? {} : { sort }) }
    : change;
  if (Object.keys(passing).length > 0) {
    useTables.setState((all) => ({ [name]: { ...(all[name] ?? FRESH), ...passing } }));
  }
  if (isKept(name) && Object.keys(layout).length > 0) {
    void keepViews(({ explore }) => ({
      explore: {
        ...explore,
        layouts: { ...explore.layouts, [name]: { ...NO_LAYOUT, ...explore.layouts[name], ...layout } },
      },
    }));
  }
}

/** How a whole table is looked at, wherever it is shown; its columns are those that the project keeps. */
export function useTable(name: string): TableView {
  const own = useTables((all) => all[name] ?? FRESH);
  const kept = useSession((s) => (isKept(name) ? s.settings?.explore.layouts[name] : undefined));
  return useMemo(
    () => ({ state: { ...own, ...kept }, change: (change) => changeTable(name, change) }),
    [own, kept, name],
  );
}

/**
 * How the rows behind a number are looked at, as long as they are shown.
 * @param hidden columns that say nothing in these rows
 */
export function useOwnTable(hidden: readonly string[]): TableView {
  const [state, setState] = useState<TableState>({ ...FRESH, hidden });
  return useMemo(
    () => ({ state, change: (change) => setState((before) => ({ ...before, ...change })) }),
    [state],
  );
}
