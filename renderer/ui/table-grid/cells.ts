import { formatCell, NOTHING, shortenHash } from '../../../shared/charts/format';
import type { ColumnKind, GridCell } from '../../../shared/contract/grid';

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
    return value === '' ? '\u00a0' : value;
  }
  return formatCell(value, kind);
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
