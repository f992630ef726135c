import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { formatCell, formatIsoTime, NOTHING, shortenHash } from '../../shared/charts/format';
import type { ColumnKind, GridCell, GridColumn } from '../../shared/contract/grid';
import { isNumeric } from './column-kinds';
import classes from './data-grid.module.css';
import { HashCell } from './hash-cell';

export type GridRow = readonly GridCell[];

/** Pixels of a letter, of the padding of a cell, and of a header's padding and button. */
const LETTER = { cell: 7.2, header: 6.8 };
const CELL_EXTRA = 30;
const HEADER_EXTRA = 48;
const WIDTH = { least: 72, most: 280 };

function textOf(value: GridCell, kind: ColumnKind): string {
  if (typeof value === 'string' && kind === 'timestamp') return formatIsoTime(value);
  return formatCell(value, kind);
}

interface CellProps extends ICellRendererParams<GridRow, GridCell> {
  readonly kind: ColumnKind;
}

function Cell({ value, kind, data }: CellProps) {
  // A row that is still on its way has no data; a null in a row that is there has.
  if (data === undefined) return <span className={classes.waiting} />;
  if (value === null || value === undefined) return <span className={classes.nothing}>{NOTHING}</span>;
  if (kind === 'hash' && typeof value === 'string') return <HashCell value={value} />;
  return textOf(value, kind);
}

const filterParams = (kind: ColumnKind) => ({
  maxNumConditions: 1,
  buttons: ['reset'],
  filterOptions: isNumeric(kind)
    ? ['equals', 'inRange', 'blank', 'notBlank']
    : ['contains', 'equals', 'blank', 'notBlank'],
});

/** Letters that a value takes where it is shown. */
const lettersOf = (value: GridCell, kind: ColumnKind): number =>
  kind === 'hash' && typeof value === 'string' ? shortenHash(value).length + 1 : textOf(value, kind).length;

/** Wide enough for the name and for the first rows, within bounds. */
function widthOf(column: GridColumn, index: number, rows: readonly GridRow[]): number {
  const longest = Math.max(0, ...rows.map((row) => lettersOf(row[index] ?? null, column.kind)));
  const wanted = Math.max(
    column.label.length * LETTER.header + HEADER_EXTRA,
    longest * LETTER.cell + CELL_EXTRA,
  );
  return Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, wanted)));
}

/** Numbers and keys that hold within one run only join tables: they stand behind what people read. */
export const isRunNumber = ({ name }: Pick<GridColumn, 'name'>): boolean => /_(no|no_a|no_b|key)$/.test(name);

/**
 * Column definitions of the grid from the columns of a table and its first rows; the first one is pinned.
 * @param constant columns in which the query leaves one value: they say nothing and are not shown
 */
export const columnDefs = (
  columns: readonly GridColumn[],
  rows: readonly GridRow[],
  constant: ReadonlySet<string>,
): ColDef<GridRow, GridCell>[] => {
  const ordered = [...columns].sort((a, b) => Number(isRunNumber(a)) - Number(isRunNumber(b)));
  const first = ordered.find(({ name }) => !constant.has(name))?.name;
  const defOf = (column: GridColumn): ColDef<GridRow, GridCell> => {
    const index = columns.indexOf(column);
    return {
      colId: column.name,
      headerName: column.label,
      headerTooltip: column.description,
      width: widthOf(column, index, rows),
      pinned: column.name === first ? 'left' : null,
      hide: constant.has(column.name),
      sortable: true,
      resizable: true,
      suppressMovable: true,
      filter: isNumeric(column.kind) ? 'agNumberColumnFilter' : 'agTextColumnFilter',
      filterParams: filterParams(column.kind),
      valueGetter: ({ data }) => data?.[index] ?? null,
      cellRenderer: Cell,
      cellRendererParams: { kind: column.kind },
      ...(isNumeric(column.kind)
        ? { cellClass: classes.number ?? '', headerClass: classes.numberHeader ?? '' }
        : {}),
    };
  };
  return ordered.map(defOf);
};
