import { autoUpdate } from '@floating-ui/dom';
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
    // What stands above it may grow: it moves then, and nothing of its own changes.
    const stop = autoUpdate(kept, null, place);
    return () => {
      stop();
      page.style.removeProperty('--notices-above');
    };
  }, [element]);
}
