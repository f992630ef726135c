import { create } from 'zustand';
import type { Figure, GridQuery } from '../../shared/contract/grid';
import type { LeadFilter } from '../../shared/contract/lead-filter';
import type { Subject } from '../../shared/contract/subject';
import type { Thing } from '../../shared/contract/thing';
import type { TopicId } from '../../shared/domain/help/topics';
import type { MetricId } from '../../shared/domain/metrics';

/** What the panel at the right shows: the rows behind something, all of one lead, person, invoice or campaign, one file, notes, what a run changed, the groups of dispositions, how to export, the server that files come from, or what a screen is about. */
export type Panel =
  | {
      readonly kind: 'rows';
      readonly title: string;
      readonly subtitle: string;
      readonly metricId: MetricId | null;
      readonly query: GridQuery;
      /** What the number is of the rows; absent or none: how many they are. */
      readonly figures?: readonly Figure[];
      /** What narrows the whole screen to the same part; absent where nothing does. */
      readonly narrow?: LeadFilter;
    }
  | { readonly kind: 'subject'; readonly subject: Subject }
  | { readonly kind: 'file'; readonly file: string }
  | {
      readonly kind: 'notes';
      /** What the reader writes about; null: all notes. */
      readonly on: { readonly thing: Thing; readonly title: string } | null;
    }
  | { readonly kind: 'dispositions' }
  /** What the last run changed. */
  | { readonly kind: 'changes' }
  /** What the last run took. */
  | { readonly kind: 'timing' }
  /** Versions, and the licences of what is in the program. */
  | { readonly kind: 'about' }
  | { readonly kind: 'export-guide' }
  /** The server that files are fetched from. */
  | { readonly kind: 'server' }
  /** `search`: what is looked for at first; empty: the topic is shown. */
  | { readonly kind: 'help'; readonly topic: TopicId; readonly search: string };

interface PanelState {
  readonly panel: Panel | null;
  /** Pixels. */
  readonly width: number;
}

export const PANEL_WIDTH = { min: 360, default: 480, max: 1100 } as const;

export const usePanel = create<PanelState>(() => ({ panel: null, width: PANEL_WIDTH.default }));

/** Marks an entry of the history that was made by opening a panel. */
interface HistoryEntry {
  readonly panel: Panel;
  /** Panels that were opened one over the other, this one included. */
  readonly depth: number;
}

const isEntry = (state: unknown): state is HistoryEntry =>
  typeof state === 'object' && state !== null && 'panel' in state && state.panel !== null;

const depthOf = (state: unknown): number => (isEntry(state) ? state.depth : 0);

/** Shows what an entry of the history held: back and forward open and close panels too. */
export const followHistory = (state: unknown): void =>
  usePanel.setState({ panel: isEntry(state) ? state.panel : null });

/** Opens a panel as a step that *back* takes back; null takes it away without a trace. */
export function showPanel(panel: Panel | null): void {
  usePanel.setState({ panel });
  const depth = depthOf(window.history.state);
  if (panel) window.history.pushState({ panel, depth: depth + 1 } satisfies HistoryEntry, '');
  else if (depth > 0) window.history.replaceState(null, '');
}

/** Closes the panel as its reader does: back to where the first of the panels was opened. */
export function closePanel(): void {
  usePanel.setState({ panel: null });
  const depth = depthOf(window.history.state);
  if (depth > 0) window.history.go(-depth);
}

export const resizePanel = (width: number): void =>
  usePanel.setState({ width: Math.round(Math.min(PANEL_WIDTH.max, Math.max(PANEL_WIDTH.min, width))) });
