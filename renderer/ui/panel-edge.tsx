import type { RefObject } from 'react';
import { stopsOf } from './panel-focus';

interface PanelEdgeProps {
  readonly panel: RefObject<HTMLElement | null>;
  /** Where the focus goes on that comes here from within. */
  readonly to: 'first' | 'last';
}

/** Stands before the first and after the last stop of a panel, so that Tab goes round within it. */
export const PanelEdge = ({ panel, to }: PanelEdgeProps) => (
  <div
    tabIndex={0}
    data-panel-edge=""
    onFocus={({ relatedTarget }) => {
      // The panel itself has the focus when it comes: from there Tab goes to what stands first.
      const end = relatedTarget === panel.current ? 'first' : to;
      if (panel.current)
        stopsOf(panel.current)
          .at(end === 'first' ? 0 : -1)
          ?.focus();
    }}
  />
);
