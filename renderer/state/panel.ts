import { create } from 'zustand';
import type { GridQuery } from '../../shared/contract/grid';
import type { MetricId } from '../../shared/domain/metrics';

/** What the panel at the right shows: the rows behind something, or one file. */
export type Panel =
  | {
      readonly kind: 'rows';
      readonly title: string;
      readonly subtitle: string;
      readonly metricId: MetricId | null;
      readonly query: GridQuery;
    }
  | { readonly kind: 'file'; readonly file: string };

interface PanelState {
  readonly panel: Panel | null;
  /** Pixels. */
  readonly width: number;
}

export const PANEL_WIDTH = { min: 360, default: 480, max: 1100 } as const;

export const usePanel = create<PanelState>(() => ({ panel: null, width: PANEL_WIDTH.default }));

export const showPanel = (panel: Panel | null): void => usePanel.setState({ panel });

export const resizePanel = (width: number): void =>
  usePanel.setState({ width: Math.round(Math.min(PANEL_WIDTH.max, Math.max(PANEL_WIDTH.min, width))) });
