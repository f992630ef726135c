import type { GridColumn } from '../../../shared/contract/grid';

/** The option that leaves a choice to the program, and the one that chooses nothing. No column goes by them: see `named`. */
export const AUTOMATIC = 'automatic';
export const NONE = 'none';

/** The value of the option of a column. */
export const named = (column: string): string => `=${column}`;

/** The column that the value of an option names; null of other options. */
export const nameIn = (value: string | null): string | null =>
  value?.startsWith('=') ? value.slice(1) : null;

/** An option for each column. */
export const columnOptions = (columns: readonly GridColumn[]): { value: string; label: string }[] =>
  columns.map((column) => ({ value: named(column.name), label: column.label }));
