import type { CellKeyDownEvent, FullWidthCellKeyDownEvent } from 'ag-grid-community';

/**
 * A grid is one stop of Tab, as a list is: the arrows go through its headers and cells. Without this Tab would go
 * through every cell, and what stands after a long table could not be reached.
 */
export const ONE_STOP = { tabToNextCell: () => false, tabToNextHeader: () => false } as const;

/** Enter in a cell presses the button that the cell holds. */
export function pressButtonInCell({
  event,
}: Pick<CellKeyDownEvent | FullWidthCellKeyDownEvent, 'event'>): void {
  if (!(event instanceof KeyboardEvent) || event.key !== 'Enter') return;
  if (event.target instanceof HTMLElement && event.target.matches('.ag-cell')) {
    event.target.querySelector('button')?.click();
  }
}
