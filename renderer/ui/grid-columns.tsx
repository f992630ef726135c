import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { formatCell, NOTHING } from '../../shared/charts/format';
import type { ColumnKind, GridCell, GridColumn } from '../../shared/contract/grid';
import { isNumeric } from './column-kinds';
import classes from './data-grid.module.css';
import { HashCell } from './hash-cell';

export type GridRow = readonly GridCell[];

const WIDTHS: { readonly [K in ColumnKind]: number } = {
  text: 160,
  hash: 150,
  count: 110,
  number: 110,
  money: 120,
  share: 100,
  boolean: 90,
  date: 116,
  timestamp: 168,
};

/** Pixels of a letter of a header, and of its padding and button. */
const LETTER = 7;
const HEADER_EXTRA = 54;

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** Dates in the reader's locale; they carry no time zone, so none may shift them. */
function localised(value: string, format: Intl.DateTimeFormat): string {
  const time = Date.parse(
    /T|\d{2}:\d{2}/.test(value) ? `${value.replace(' ', 'T').replace(/Z$/, '')}Z` : value,
  );
  return Number.isNaN(time) ? value : format.format(time);
}

function textOf(value: GridCell, kind: ColumnKind): string {
  if (typeof value === 'string' && kind === 'date') return localised(value, dates);
  if (typeof value === 'string' && kind === 'timestamp') return localised(value, times);
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

/** Column definitions of the grid from the columns of a table; the first one is pinned. */
export const columnDefs = (columns: readonly GridColumn[]): ColDef<GridRow, GridCell>[] =>
  columns.map((column, index) => ({
    colId: column.name,
    headerName: column.label,
    headerTooltip: column.description,
    width: Math.max(WIDTHS[column.kind], column.label.length * LETTER + HEADER_EXTRA),
    pinned: index === 0 ? 'left' : null,
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
  }));
