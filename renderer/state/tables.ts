import { useMemo } from 'react';
import { create } from 'zustand';
import type { GridFilter, GridQuery } from '../../shared/contract/grid';
import type { TableLayout } from '../../shared/contract/project';
import { keepViews } from './project-views';
import { useSession } from './session';

/** How the reader looks at one table: filters and order while the window stays, columns as long as the project. */
export interface TableState {
  readonly filters: readonly GridFilter[];
  readonly sort: GridQuery['sort'];
  /** Pixels, by column. */
  readonly widths: Readonly<Record<string, number>>;
  readonly hidden: readonly string[];
  /** null: the first column. */
  readonly pinned: readonly string[] | null;
}

const NO_LAYOUT: TableLayout = { widths: {}, hidden: [], pinned: null };
const FRESH: TableState = { filters: [], sort: [], ...NO_LAYOUT };

const useTables = create<Readonly<Record<string, TableState>>>(() => ({}));

/** The result of a query is gone with the window; a table of the catalogue is there again after the next run. */
const isKept = (name: string): boolean => !name.startsWith('sql:');

/** The state of one table; its columns are those that the project keeps. */
export function useTable(name: string): TableState {
  const own = useTables((all) => all[name] ?? FRESH);
  const kept = useSession((s) => (isKept(name) ? s.settings?.explore.layouts[name] : undefined));
  return useMemo(() => ({ ...own, ...kept }), [own, kept]);
}

/** Changes how a table is looked at. Widths, hidden and pinned columns are kept by the project. */
export function changeTable(name: string, change: Partial<TableState>): void {
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

/** Sets the width of one column, in pixels. */
export function setWidth(name: string, column: string, width: number): void {
  const { widths } = useTables.getState()[name] ?? FRESH;
  const kept = useSession.getState().settings?.explore.layouts[name]?.widths;
  changeTable(name, { widths: { ...(isKept(name) ? kept : widths), [column]: Math.round(width) } });
}

/** Replaces all filters of one column. */
export function filterColumn(name: string, column: string, filters: readonly GridFilter[]): void {
  const { filters: before } = useTables.getState()[name] ?? FRESH;
  changeTable(name, { filters: [...before.filter((filter) => filter.column !== column), ...filters] });
}
