import {
  formatCell,
  formatDecimals,
  formatIsoDate,
  NOTHING,
  shortenHash,
} from '../../../shared/charts/format';
import type { ColumnKind, GridCell } from '../../../shared/contract/grid';

export type GridRow = readonly GridCell[];

/** Of measured numbers in cells. */
const DECIMALS = 2;

/** A value as it stands in a cell. */
export function cellText(value: GridCell, kind: ColumnKind): string {
  if (value === null) return NOTHING;
  if (typeof value === 'string') {
    if (kind === 'hash') return shortenHash(value);
    if (kind === 'date' || kind === 'timestamp') return formatIsoDate(value);
    if (kind === 'code') return formatCell(value, kind);
    return value === '' ? '\u00a0' : value;
  }
  // One below the other they are compared by their places.
  if (kind === 'number' && typeof value === 'number') return formatDecimals(value, DECIMALS);
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
