import type { GridApi } from 'ag-grid-community';
import type { CellRange, GridRow } from './cells';
import { placeOf } from './marks';

interface RangeHost {
  readonly api: GridApi<GridRow>;
  /** The chosen cells; null where only the focus says which. */
  readonly range: { current: CellRange | null };
  readonly shown: () => readonly string[];
  readonly onColumn: (column: string) => void;
  /** Shows what is chosen now. */
  readonly mark: () => void;
}

/**
 * Lets cells be drawn over with the pointer, with Shift and a click, or with Shift and the arrows; the free edition
 * of the grid knows single cells only. Alt and the arrow down on a header opens its column.
 * @returns undoes it
 */
export function watchRange(grid: HTMLElement, { api, range, shown, onColumn, mark }: RangeHost): () => void {
  let drawing = false;

  const choose = (next: CellRange | null): void => {
    if (next === null && range.current === null) return;
    range.current = next;
    mark();
  };
  const focused = (): CellRange['head'] | null => {
    const cell = api.getFocusedCell();
    return cell ? { row: cell.rowIndex, column: cell.column.getColId() } : null;
  };

  const onPointerDown = (event: PointerEvent): void => {
    const place = placeOf(event.target);
    if (!place || event.button !== 0) return;
    if (event.shiftKey) {
      const anchor = range.current?.anchor ?? focused() ?? place;
      choose({ anchor, head: place });
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    choose(null);
    drawing = true;
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (!drawing) return;
    const head = placeOf(document.elementFromPoint(event.clientX, event.clientY));
    const anchor = range.current?.anchor ?? focused();
    if (!head || !anchor) return;
    const isNew = head.row !== anchor.row || head.column !== anchor.column;
    const before = range.current?.head;
    if ((isNew || before) && (before?.row !== head.row || before.column !== head.column)) {
      choose({ anchor, head });
    }
  };
  const onPointerUp = (): void => {
    drawing = false;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    const header = target?.closest('.ag-header-cell')?.getAttribute('col-id');
    if (typeof header === 'string' && event.altKey && event.key === 'ArrowDown') {
      event.preventDefault();
      event.stopPropagation();
      onColumn(header);
      return;
    }
    if (!target?.closest('.ag-cell')) return;
    if (!event.key.startsWith('Arrow')) {
      if (event.key === 'Escape' && range.current) {
        choose(null);
        event.preventDefault();
      }
      return;
    }
    if (!event.shiftKey) {
      choose(null);
      return;
    }
    const anchor = range.current?.anchor ?? focused();
    if (!anchor) return;
    event.preventDefault();
    event.stopPropagation();
    choose({ anchor, head: moved(range.current?.head ?? anchor, event.key, event.ctrlKey || event.metaKey) });
    const head = range.current?.head;
    if (head) {
      api.ensureIndexVisible(head.row);
      api.ensureColumnVisible(head.column);
    }
  };

  /** One step from a cell, or to the end. */
  const moved = (from: CellRange['head'], key: string, toEnd: boolean): CellRange['head'] => {
    const order = shown();
    const last = api.getDisplayedRowCount() - 1;
    const at = order.indexOf(from.column);
    const step = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1;
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      const row = toEnd ? (step < 0 ? 0 : last) : Math.min(last, Math.max(0, from.row + step));
      return { row, column: from.column };
    }
    const index = toEnd
      ? step < 0
        ? 0
        : order.length - 1
      : Math.min(order.length - 1, Math.max(0, at + step));
    return { row: from.row, column: order[index] ?? from.column };
  };

  grid.addEventListener('pointerdown', onPointerDown, true);
  grid.addEventListener('pointermove', onPointerMove);
  window.addEventListener('pointerup', onPointerUp);
  grid.addEventListener('keydown', onKeyDown, true);
  return () => {
    grid.removeEventListener('pointerdown', onPointerDown, true);
    grid.removeEventListener('pointermove', onPointerMove);
    window.removeEventListener('pointerup', onPointerUp);
    grid.removeEventListener('keydown', onKeyDown, true);
  };
}
