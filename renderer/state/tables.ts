import { create } from 'zustand';
import type { GridFilter, GridQuery } from '../../shared/contract/grid';

/** How the reader looks at one table; stays while the window does. */
export interface TableState {
  readonly filters: readonly GridFilter[];
  readonly sort: GridQuery['sort'];
  /** Pixels, by column. */
  readonly widths: Readonly<Record<string, number>>;
  readonly hidden: readonly string[];
  /** null: the first column. */
  readonly pinned: readonly string[] | null;
}

const FRESH: TableState = { filters: [], sort: [], widths: {}, hidden: [], pinned: null };

const useTables = create<Readonly<Record<string, TableState>>>(() => ({}));

export const useTable = (name: string): TableState => useTables((all) => all[name] ?? FRESH);

export function changeTable(name: string, change: Partial<TableState>): void {
  useTables.setState((all) => ({ [name]: { ...(all[name] ?? FRESH), ...change } }));
}

/** Replaces all filters of one column. */
export function filterColumn(name: string, column: string, filters: readonly GridFilter[]): void {
  const { filters: before } = useTables.getState()[name] ?? FRESH;
  changeTable(name, { filters: [...before.filter((filter) => filter.column !== column), ...filters] });
}
