import { useEffect, type RefObject } from 'react';

/** Pixels between what is kept in sight and the notices above it. */
const GAP = 8;

/**
 * Keeps notices off an element at the foot of a screen: they stand above it while it is drawn. Its reader must see what
 * a press will do.
 */
export function useKeptInSight(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const kept = element.current;
    if (!kept) return undefined;
    const page = document.documentElement;
    const place = (): void => {
      const { top, bottom } = kept.getBoundingClientRect();
      const isInWindow = top < window.innerHeight && bottom > 0;
      const taken = isInWindow ? window.innerHeight - top + GAP : 0;
      page.style.setProperty('--notices-above', `${String(Math.round(taken))}px`);
    };
    const resized = new ResizeObserver(place);
    resized.observe(kept);
    resized.observe(document.body);
    // In a low window the screen scrolls as a whole; scrolling does not bubble.
    window.addEventListener('scroll', place, { capture: true });
    place();
    return () => {
      resized.disconnect();
      window.removeEventListener('scroll', place, { capture: true });
      page.style.removeProperty('--notices-above');
    };
  }, [element]);
}
