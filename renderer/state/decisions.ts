import { create } from 'zustand';
import type { DecisionLogView } from '../../shared/contract/decision';
import type { DecideEntry, DecisionSubject } from '../../shared/domain/decision';
import { currentDecisions, type SubjectState } from '../../shared/domain/decision-state';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';

/** A judgement as a person gives it; which decisions it replaces is known when it is written. */
export type Judgement = Omit<DecideEntry, 'kind' | 'supersedes'>;

/** What one key press did, to be taken back as one. */
export interface Action {
  /** Ids of the records it made. */
  readonly ids: readonly string[];
  /** What it was about first; null where it was a taking back out of the history. */
  readonly about: DecisionSubject | null;
}

/** What could not be saved: it stands nowhere, and is kept here until it is saved after all or let go. */
export interface Unsaved {
  readonly judgements: readonly Judgement[];
}

interface DecisionsState {
  readonly grantId: string | null;
  readonly log: DecisionLogView | null;
  /** Given and not yet on disk, oldest first. */
  readonly pending: readonly Judgement[];
  readonly unsaved: readonly Unsaved[];
  /** What this window did, oldest first: undo goes from its end. */
  readonly done: readonly Action[];
  readonly undone: readonly Action[];
  readonly fault: FaultDetails | null;
}

/** Of no project. */
export const NO_DECISIONS: DecisionsState = {
  grantId: null,
  log: null,
  pending: [],
  unsaved: [],
  done: [],
  undone: [],
  fault: null,
};

export const useDecisions = create<DecisionsState>(() => NO_DECISIONS);

const set = useDecisions.setState;
const get = useDecisions.getState;

let changed: () => void = () => undefined;

/** What is on disk has changed. */
export const tellDecisionsChanged = (): void => {
  changed();
};

/** Tells `listener` when decisions on disk have changed. */
export function onDecisionsChanged(listener: () => void): void {
  changed = listener;
}

/** The fault of what could not be saved stays until that is saved or let go. */
export const keepLog = (log: DecisionLogView): void => {
  set({ log, ...(get().unsaved.length === 0 ? { fault: null } : {}) });
};

/** What is decided of each subject, by those on disk. */
export const decidedSubjects = (log: DecisionLogView | null): ReadonlyMap<string, SubjectState> =>
  currentDecisions(log?.records ?? []);

/** Shows why something failed. */
export const failDecisions = (error: unknown): void => {
  set({ fault: faultOf(error) });
};

/** Lets go of what could not be saved: it stays open. */
export const letGoOfUnsaved = (): void => {
  set({ unsaved: [], fault: null });
};

/** The reader has seen it. */
export const dismissDecisionFault = (): void => {
  set({ fault: null });
};
