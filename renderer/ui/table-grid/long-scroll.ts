/** Wheel steps in lines, as some mice send them. */
const LINE = 30;

/**
 * Makes the wheel move a very long grid by as many pixels as any other. A page cannot be taller than some 30 million
 * pixels, so the grid stretches: what the browser scrolls by one pixel moves the rows by several.
 * @param rowsHeight pixels that all rows would take
 * @returns undoes it
 */
export function evenWheel(grid: HTMLElement, rowsHeight: () => number): () => void {
  const onWheel = (event: WheelEvent): void => {
    const viewport = grid.querySelector('.ag-grid-viewport');
    if (!viewport || event.ctrlKey || event.deltaY === 0 || event.shiftKey) return;
    const reach = viewport.scrollHeight - viewport.clientHeight;
    const stretch = (rowsHeight() - viewport.clientHeight) / reach;
    if (reach <= 0 || stretch <= 1.01) return;
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? event.deltaY * LINE : event.deltaY;
    const step = pixels / stretch;
    // Positions are whole pixels: less than one would stand still.
    viewport.scrollTop += Math.sign(step) * Math.max(1, Math.round(Math.abs(step)));
    viewport.scrollLeft += event.deltaX;
  };
  grid.addEventListener('wheel', onWheel, { passive: false, capture: true });
  return () => grid.removeEventListener('wheel', onWheel, { capture: true });
}
