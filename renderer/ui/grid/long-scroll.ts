/** Wheel steps in lines, as some mice send them. */
const LINE = 30;
/** Pixels of rows that one frame moves by at most: eight rows, which leave a frame time for a key that is typed. */
const FRAME = 240;
/** Pixels that may wait for later frames. More is let go, or the grid would run on after the hand has stopped. */
const BACKLOG = 1200;

/**
 * Makes the wheel move a very long grid by as many pixels as any other. A page cannot be taller than some 30 million
 * pixels, so the grid stretches: what the browser scrolls by one pixel moves the rows by several. A flung wheel is
 * spread over the frames that it takes anyway, and goes no faster than rows can be drawn: the scroll bar is for far ways.
 * @param rowsHeight pixels that all rows would take
 * @returns undoes it
 */
export function evenWheel(grid: HTMLElement, rowsHeight: () => number): () => void {
  let waiting = 0;
  let asked = 0;
  const move = (): void => {
    asked = 0;
    const viewport = grid.querySelector('.ag-grid-viewport');
    if (!viewport) return;
    const stretch = stretchOf(viewport, rowsHeight());
    const now = nextStep(waiting);
    waiting -= now;
    const step = now / stretch;
    // Positions are whole pixels: less than one would stand still.
    viewport.scrollTop += Math.sign(step) * Math.max(1, Math.round(Math.abs(step)));
    if (waiting !== 0) asked = requestAnimationFrame(move);
  };
  const onWheel = (event: WheelEvent): void => {
    const viewport = grid.querySelector('.ag-grid-viewport');
    if (!viewport || event.ctrlKey || event.deltaY === 0 || event.shiftKey) return;
    if (stretchOf(viewport, rowsHeight()) <= 1.01) return;
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? event.deltaY * LINE : event.deltaY;
    // A hand that turns back means from here, not from where the grid would have come to.
    waiting = withinBacklog(Math.sign(pixels) === -Math.sign(waiting) ? pixels : waiting + pixels);
    viewport.scrollLeft += event.deltaX;
    if (asked === 0) asked = requestAnimationFrame(move);
  };
  grid.addEventListener('wheel', onWheel, { passive: false, capture: true });
  return () => {
    cancelAnimationFrame(asked);
    grid.removeEventListener('wheel', onWheel, { capture: true });
  };
}

/**
 * Pixels of rows to move by in this frame.
 * @param waiting pixels that the wheel has asked for and that are not moved yet, with their sign
 */
export const nextStep = (waiting: number): number => Math.max(-FRAME, Math.min(FRAME, waiting));

/** What of the pixels that the wheel has asked for may wait, with their sign. */
export const withinBacklog = (asked: number): number => Math.max(-BACKLOG, Math.min(BACKLOG, asked));

/** Pixels of rows that one pixel of the scroll bar moves; 1 where the grid is as tall as its rows. */
function stretchOf(viewport: Element, rowsHeight: number): number {
  const reach = viewport.scrollHeight - viewport.clientHeight;
  return reach <= 0 ? 1 : (rowsHeight - viewport.clientHeight) / reach;
}
