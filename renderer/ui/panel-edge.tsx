import type { RefObject } from 'react';

const STOPS =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]';

/** What Tab finds in a part of the page, without the edges. */
const stopsOf = (part: HTMLElement): readonly HTMLElement[] =>
  [...part.querySelectorAll<HTMLElement>(STOPS)].filter(
    (element) =>
      element.tabIndex >= 0 &&
      !('panelEdge' in element.dataset) &&
      element.checkVisibility({ visibilityProperty: true }),
  );

interface PanelEdgeProps {
  readonly panel: RefObject<HTMLElement | null>;
  /** Where the focus goes on that comes here. */
  readonly to: 'first' | 'last';
}

/** Stands before the first and after the last stop of a panel, so that Tab goes round within it. */
export const PanelEdge = ({ panel, to }: PanelEdgeProps) => (
  <div
    tabIndex={0}
    data-panel-edge=""
    onFocus={() => {
      if (panel.current)
        stopsOf(panel.current)
          .at(to === 'first' ? 0 : -1)
          ?.focus();
    }}
  />
);
