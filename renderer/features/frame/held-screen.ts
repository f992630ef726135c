import { useEffect, type RefObject } from 'react';
import { usePanel } from '../../state/panel';

/** Pixels of a screen that has room for a panel beside it. */
const WIDE = 1390;

/** Pixels that stay free around what was clicked. */
const ROOM = 24;

/** A button as a whole, or a point of anything else, as shares of its size. */
interface Clicked {
  readonly element: Element;
  readonly point: { readonly x: number; readonly y: number } | null;
}

function clickedAt({ target, clientX, clientY }: MouseEvent): Clicked | null {
  if (!(target instanceof Element)) return null;
  const button = target.closest('button, a');
  if (button) return { element: button, point: null };
  const box = target.getBoundingClientRect();
  return {
    element: target,
    point: {
      x: box.width === 0 ? 0 : (clientX - box.left) / box.width,
      y: box.height === 0 ? 0 : (clientY - box.top) / box.height,
    },
  };
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How far a stretch must be scrolled to lie within another; its beginning, where it is longer. */
function beyond(part: Stretch, whole: Stretch): number {
  const room = Math.min(ROOM, Math.max(0, (whole.to - whole.from - (part.to - part.from)) / 2));
  const least = part.from - (whole.from + room);
  return least < 0 ? least : Math.min(least, Math.max(0, part.to - (whole.to - room)));
}

const across = ({ left, right }: DOMRect): Stretch => ({ from: left, to: right });
const down = ({ top, bottom }: DOMRect): Stretch => ({ from: top, to: bottom });
const at = ({ from, to }: Stretch, share: number): Stretch => {
  const place = from + (to - from) * share;
  return { from: place, to: place };
};

function bringIntoSight(screen: HTMLElement, { element, point }: Clicked): void {
  if (!element.isConnected) return;
  const box = element.getBoundingClientRect();
  const frame = screen.getBoundingClientRect();
  screen.scrollBy({
    left: beyond(point ? at(across(box), point.x) : across(box), across(frame)),
    top: beyond(point ? at(down(box), point.y) : down(box), down(frame)),
    behavior: 'instant',
  });
}

/**
 * A panel takes room beside the screen. Where there is little, the screen stays as wide as it was, so that nothing in it
 * moves, and is scrolled aside; what was clicked stays in sight. A window of another size is laid out anew.
 * @param screen what scrolls; its first child holds all of it
 * @param shown what the screen is: each has elements of its own
 */
export function useHeldScreen(screen: RefObject<HTMLElement | null>, shown: string): void {
  useEffect(() => {
    const element = screen.current;
    if (!element) return undefined;
    let clicked: Clicked | null = null;
    let isNew = false;
    const onClick = (event: MouseEvent): void => {
      clicked = clickedAt(event);
    };
    element.addEventListener('click', onClick, true);
    const hold = (width: string): void => {
      if (element.firstElementChild instanceof HTMLElement) element.firstElementChild.style.minWidth = width;
    };
    const letGo = (): void => {
      isNew = false;
      hold('');
      element.scrollLeft = 0;
    };
    window.addEventListener('resize', letGo);
    const stop = usePanel.subscribe(({ panel }, { panel: before }) => {
      isNew = panel !== null && before === null;
      if (isNew && element.clientWidth < WIDE) hold(`${String(element.clientWidth)}px`);
      if (panel === null) letGo();
    });
    // The panel may come later than it was asked for, and what it takes width from is laid out once it is there.
    let next = 0;
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(next);
      next = requestAnimationFrame(() => {
        if (isNew && clicked) bringIntoSight(element, clicked);
      });
    });
    observer.observe(element);
    return () => {
      element.removeEventListener('click', onClick, true);
      window.removeEventListener('resize', letGo);
      stop();
      cancelAnimationFrame(next);
      observer.disconnect();
    };
  }, [screen, shown]);
}
