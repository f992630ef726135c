/**
 * Settings of a grid that is one stop of Tab, as a list is: the arrows go through its headers and cells. Without them Tab
 * would go through every cell, and what stands after a long table could not be reached.
 */
export const ONE_STOP = { tabToNextCell: () => false, tabToNextHeader: () => false, tabIndex: -1 } as const;

/**
 * Makes a grid its own stop, by the part of it that scrolls, which must be one that keys reach: the focus that comes there goes on into the grid, and while it is inside that
 * part is none, so that Tab leaves either way. What keeps the focus in a panel needs a stop that takes it at once; the grid's
 * own guards pass it on.
 * @param enter puts the focus on a header or cell
 * @returns undoes it
 */
export function oneStop(frame: HTMLElement, enter: () => void): () => void {
  const stop = frame.querySelector<HTMLElement>('[role="grid"]') ?? frame;
  if (stop !== frame) {
    // Its name is that of the frame, whatever table is shown.
    if (frame.id === '') frame.id = `grid-${crypto.randomUUID()}`;
    stop.setAttribute('aria-labelledby', frame.id);
  }
  const onFocusIn = (event: FocusEvent): void => {
    if (event.target === stop) queueMicrotask(enter);
    else stop.tabIndex = -1;
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || !frame.contains(relatedTarget)) stop.tabIndex = 0;
  };
  stop.tabIndex = 0;
  frame.addEventListener('focusin', onFocusIn);
  frame.addEventListener('focusout', onFocusOut);
  return () => {
    frame.removeEventListener('focusin', onFocusIn);
    frame.removeEventListener('focusout', onFocusOut);
  };
}
