import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import { formatCell, NOTHING, shortenHash } from '../../../shared/charts/format';
import type { ColumnKind, GridCell } from '../../../shared/contract/grid';
import classes from './table-grid.module.css';

export type GridRow = readonly GridCell[];

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** Formatting a date takes as long as drawing its cell: days repeat. */
const known = new Map<string, string>();
const MOST_KNOWN = 5000;

/** Dates in the reader's locale; they carry no time zone, so none may shift them. */
function localised(value: string, format: Intl.DateTimeFormat): string {
  const found = known.get(value);
  if (found !== undefined) return found;
  const hasTime = /T|\d{2}:\d{2}/.test(value);
  const time = Date.parse(hasTime ? `${value.replace(' ', 'T').replace(/Z$/, '')}Z` : value);
  const text = Number.isNaN(time) ? value : format.format(time);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(value, text);
  return text;
}

/** A value as it stands in a cell. */
export function cellText(value: GridCell, kind: ColumnKind): string {
  if (value === null) return NOTHING;
  if (typeof value === 'string') {
    if (kind === 'hash') return shortenHash(value);
    if (kind === 'date') return localised(value, dates);
    if (kind === 'timestamp') return localised(value, times);
    return value;
  }
  return formatCell(value, kind);
}

interface CellParams extends ICellRendererParams<GridRow, GridCell> {
  readonly kind: ColumnKind;
  /** What is being looked for, in lower case; empty: nothing. */
  readonly sought: () => string;
}

/**
 * A cell as plain text in the page. No framework: while five million rows pass by, a frame has eight milliseconds
 * for a hundred of these.
 */
export class CellView implements ICellRendererComp<GridRow> {
  readonly #element = document.createElement('span');

  init(params: CellParams): void {
    this.#draw(params);
  }

  getGui(): HTMLElement {
    return this.#element;
  }

  refresh(params: CellParams): boolean {
    this.#draw(params);
    return true;
  }

  #draw({ value, kind, data, sought }: CellParams): void {
    const element = this.#element;
    // A row that is still on its way has no data; a null in a row that is there has.
    if (data === undefined) {
      element.className = classes.waiting ?? '';
      element.textContent = '';
      return;
    }
    const nothing = value === null || value === undefined;
    element.className = nothing ? (classes.nothing ?? '') : kind === 'hash' ? 'mono' : '';
    const text = nothing ? NOTHING : cellText(value, kind);
    const wanted = sought();
    const found =
      wanted !== '' && !nothing && String(value).toLowerCase().includes(wanted)
        ? text.toLowerCase().indexOf(wanted)
        : null;
    if (found === null) {
      element.textContent = text;
    } else if (found >= 0) {
      const mark = document.createElement('mark');
      mark.textContent = text.slice(found, found + wanted.length);
      element.replaceChildren(text.slice(0, found), mark, text.slice(found + wanted.length));
    } else {
      // The value holds it, but not as it is shown: a shortened hash, a number with separators.
      const mark = document.createElement('mark');
      mark.textContent = text;
      element.replaceChildren(mark);
    }
  }
}

/** A rectangle of cells, by position of the row and of the shown column. */
export interface CellRange {
  readonly anchor: { readonly row: number; readonly column: string };
  readonly head: { readonly row: number; readonly column: string };
}

/** Whether a cell lies in the range; `order` are the shown columns from left to right. */
export function isInside(
  range: CellRange | null,
  row: number,
  column: string,
  order: readonly string[],
): boolean {
  if (!range) return false;
  const { anchor, head } = range;
  if (row < Math.min(anchor.row, head.row) || row > Math.max(anchor.row, head.row)) return false;
  const at = order.indexOf(column);
  const [a, b] = [order.indexOf(anchor.column), order.indexOf(head.column)];
  return at >= Math.min(a, b) && at <= Math.max(a, b);
}
