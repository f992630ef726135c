import type { GridApi } from 'ag-grid-community';
import { isInside, type CellRange, type GridRow } from './cells';

const HIGHLIGHT = 'sought';

interface MarkedGrid {
  readonly api: GridApi<GridRow>;
  readonly range: () => CellRange | null;
  /** Shown columns from left to right. */
  readonly shown: () => readonly string[];
  /** What is looked for, in lower case; empty: nothing. */
  readonly sought: () => string;
  /** Place of a column in the rows. */
  readonly indexOf: (column: string) => number;
  /** Class of the cells inside the range. */
  readonly inside: string;
}

export interface Place {
  readonly row: number;
  readonly column: string;
}

/** The place of the cell that an element lies in. */
export function placeOf(element: EventTarget | null): Place | null {
  if (!(element instanceof Element)) return null;
  const cell = element.closest('.ag-cell');
  const row = cell?.closest('.ag-row')?.getAttribute('row-index');
  const column = cell?.getAttribute('col-id');
  return typeof row === 'string' && typeof column === 'string' ? { row: Number(row), column } : null;
}

/** Marks what is chosen and what is looked for among the cells in sight. Done by hand: rules would cost every cell. */
export function markCells(grid: HTMLElement, marked: MarkedGrid): void {
  const { api, range, shown, sought, indexOf, inside } = marked;
  const chosen = range();
  const wanted = sought();
  const found: Range[] = [];
  const order = shown();
  for (const cell of grid.querySelectorAll('.ag-cell')) {
    const place = placeOf(cell);
    if (!place) continue;
    cell.classList.toggle(inside, isInside(chosen, place.row, place.column, order));
    if (wanted === '') continue;
    const value = api.getDisplayedRowAtIndex(place.row)?.data?.[indexOf(place.column)] ?? null;
    if (value !== null && String(value).toLowerCase().includes(wanted))
      found.push(...textRanges(cell, wanted));
  }
  if (found.length > 0) CSS.highlights.set(HIGHLIGHT, new Highlight(...found));
  else CSS.highlights.delete(HIGHLIGHT);
}

/** Where a text stands in a cell; the whole cell where it is not shown as it is: a shortened hash, a date in words. */
function textRanges(cell: Element, wanted: string): Range[] {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const node = walker.nextNode();
  if (!node) return [];
  const range = new Range();
  const at = (node.textContent ?? '').toLowerCase().indexOf(wanted);
  if (at < 0) range.selectNodeContents(node);
  else {
    range.setStart(node, at);
    range.setEnd(node, at + wanted.length);
  }
  return [range];
}
