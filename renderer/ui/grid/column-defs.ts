import type { ColDef } from 'ag-grid-community';
import type { GridCell, GridColumn } from '../../../shared/contract/grid';
import { ownValue } from '../../../shared/domain/own-value';
import { isNumeric } from '../column-kinds';
import { cellText, type GridRow } from './cells';
import { HeaderView, type HeaderHooks } from './header';
import classes from './table-grid.module.css';

/** How the reader arranged the columns of one table. */
export interface GridLayout {
  /** Pixels, by column. */
  readonly widths: Readonly<Record<string, number>>;
  readonly hidden: readonly string[];
  /** Columns that stay at the left, in their order. */
  readonly pinned: readonly string[];
}

/** Pixels of a letter, of the padding of a cell, and of a header's padding and button. */
const LETTER = { cell: 7.2, header: 6.8 };
const CELL_EXTRA = 30;
const HEADER_EXTRA = 56;
const WIDTH = { least: 72, most: 280 };

/** Wide enough for the name and for the first rows, within bounds. */
function widthOf(column: GridColumn, index: number, rows: readonly GridRow[]): number {
  const longest = Math.max(0, ...rows.map((row) => cellText(row[index] ?? null, column.kind).length));
  const wanted = Math.max(
    column.label.length * LETTER.header + HEADER_EXTRA,
    longest * LETTER.cell + CELL_EXTRA,
  );
  return Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, wanted)));
}

/** Column definitions from the columns of a table, its first rows, and how the reader arranged them. */
export const columnDefs = (
  columns: readonly GridColumn[],
  rows: readonly GridRow[],
  layout: GridLayout,
  hooks: HeaderHooks,
): ColDef<GridRow, GridCell>[] =>
  columns.map((column, index) => ({
    colId: column.name,
    headerName: column.label,
    headerTooltip: column.description,
    width: ownValue(layout.widths, column.name) ?? widthOf(column, index, rows),
    pinned: layout.pinned.includes(column.name) ? 'left' : null,
    hide: layout.hidden.includes(column.name),
    sortable: true,
    resizable: true,
    suppressMovable: true,
    valueGetter: ({ data }) => data?.[index] ?? null,
    // Plain text and no renderer: while five million rows pass by, a frame has eight milliseconds for all its cells.
    // A row that is still on its way has no data; a null in a row that is there has.
    valueFormatter: ({ value, data }) => (data === undefined ? '' : cellText(value ?? null, column.kind)),
    headerComponentParams: { innerHeaderComponent: HeaderView, ...hooks },
    ...(isNumeric(column.kind)
      ? {
          cellClass: classes.number ?? '',
          headerClass: ['ag-right-aligned-header', classes.numberHeader ?? ''],
        }
      : column.kind === 'hash'
        ? { cellClass: 'mono' }
        : {}),
  }));
