import { useEffect, type RefObject } from 'react';

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

/** F6 goes from a panel to what it was opened from, and back; once the panel goes, the focus goes there too. */
export function usePanelFocus(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const part = panel.current;
    if (!part) return undefined;
    const before = document.activeElement;
    const onF6 = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.defaultPrevented) return;
      event.preventDefault();
      if (part.contains(document.activeElement)) focusAgain(before);
      else part.focus({ preventScroll: true });
    };
    window.addEventListener('keydown', onF6);
    return () => {
      window.removeEventListener('keydown', onF6);
      focusAgain(before);
    };
  }, [panel]);
}
