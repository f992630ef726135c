import { useEffect, type RefObject } from 'react';

const STOPS =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]';

/** What Tab finds in a part of the page, without the edges. */
export const stopsOf = (part: HTMLElement): readonly HTMLElement[] =>
  [...part.querySelectorAll<HTMLElement>(STOPS)].filter(
    (element) =>
      element.tabIndex >= 0 &&
      !('panelEdge' in element.dataset) &&
      element.checkVisibility({ visibilityProperty: true }),
  );

/** Gives the focus to what had it before, or to the content of the screen if that is gone. */
function focusAgain(before: Element | null): void {
  const target =
    before instanceof HTMLElement && before.isConnected && before !== document.body
      ? before
      : document.getElementById('content');
  target?.focus({ preventScroll: true });
}

/** Gives the focus back to where it was when the component came, once it goes. */
export function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => focusAgain(before);
  }, []);
}

/**
 * The focus of a panel beside a screen, between two `PanelEdge`s: it is taken when the panel comes and given back when
 * it goes; F6 goes to what the panel was opened from, and back.
 */
export function usePanelFocus(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const part = panel.current;
    if (!part) return undefined;
    const before = document.activeElement;
    part.focus({ preventScroll: true });

    const onBack = (event: KeyboardEvent): void => {
      if (event.key !== 'Tab' || !event.shiftKey || event.target !== part) return;
      event.preventDefault();
      stopsOf(part).at(-1)?.focus();
    };
    const onF6 = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.defaultPrevented) return;
      event.preventDefault();
      if (part.contains(document.activeElement)) focusAgain(before);
      else part.focus({ preventScroll: true });
    };
    part.addEventListener('keydown', onBack);
    window.addEventListener('keydown', onF6);
    return () => {
      part.removeEventListener('keydown', onBack);
      window.removeEventListener('keydown', onF6);
      focusAgain(before);
    };
  }, [panel]);
}
