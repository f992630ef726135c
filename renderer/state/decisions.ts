import { create } from 'zustand';
import type { DecisionLogView } from '../../shared/contract/decision';
import {
  subjectKey,
  type DecideEntry,
  type DecisionEntry,
  type DecisionRecord,
  type DecisionSubject,
} from '../../shared/domain/decision';
import { currentDecisions, togglingEntries, type SubjectState } from '../../shared/domain/decision-state';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { services } from './services';
import { holdWindow } from './unsaved';

/** A judgement as a person gives it; which decisions it replaces is known when it is written. */
export type Judgement = Omit<DecideEntry, 'kind' | 'supersedes'>;

/** What one key press did, to be taken back as one. */
interface Action {
  /** Ids of the records it made. */
  readonly ids: readonly string[];
  /** What it was about first; null where it was a taking back out of the history. */
  readonly about: DecisionSubject | null;
}

/** What could not be saved: it stands nowhere, and is kept here until it is saved after all or let go. */
interface Unsaved {
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

const NOTHING: DecisionsState = {
  grantId: null,
  log: null,
  pending: [],
  unsaved: [],
  done: [],
  undone: [],
  fault: null,
};

export const useDecisions = create<DecisionsState>(() => NOTHING);

const set = useDecisions.setState;
const get = useDecisions.getState;

const WINDOW_KEY = 'leadlens-window';

/** The same over reloads of this window, another one in every other window. */
export function windowId(): string {
  const known = window.sessionStorage.getItem(WINDOW_KEY);
  if (known !== null) return known;
  const made = crypto.randomUUID();
  window.sessionStorage.setItem(WINDOW_KEY, made);
  return made;
}

let changed: () => void = () => undefined;

/** Tells `listener` when decisions on disk have changed. */
export function onDecisionsChanged(listener: () => void): void {
  changed = listener;
}

const keepRecords = (records: readonly DecisionRecord[]): void => {
  const { log } = get();
  if (log) set({ log: { ...log, records: [...log.records, ...records] } });
};

/** Opens the decisions of a project. What stands in the way is kept as a fault: the project opens all the same. */
export async function openDecisions(grantId: string, takeOver = false): Promise<void> {
  if (get().grantId !== grantId) {
    // What is on its way to the log of the project before belongs there.
    await written();
    const before = get().grantId;
    if (before !== null && before !== grantId) void letGo(before);
    set({ ...NOTHING, grantId });
  }
  await readLog(grantId, takeOver);
}

async function readLog(grantId: string, takeOver: boolean): Promise<void> {
  try {
    const log = await services().host.call('openDecisions', { grantId, windowId: windowId(), takeOver });
    if (get().grantId === grantId) keepLog(log);
  } catch (error) {
    if (get().grantId === grantId) set({ log: null, fault: faultOf(error) });
  }
}

/** The fault of what could not be saved stays until that is saved or let go. */
const keepLog = (log: DecisionLogView): void => {
  set({ log, ...(get().unsaved.length === 0 ? { fault: null } : {}) });
};

/** Another project is open now: other windows may write this one. */
async function letGo(grantId: string): Promise<void> {
  try {
    await services().host.call('closeDecisions', { grantId, windowId: windowId() });
  } catch {
    // Who wants to write it waits a minute, or takes over.
    return;
  }
}

/** Asks again for the right to write: after someone else let go, or to take it. Then saves what could not be. */
export async function holdDecisions(takeOver: boolean): Promise<void> {
  const { grantId } = get();
  if (grantId === null) return;
  await inTurn(() => readLog(grantId, takeOver));
  changed();
  await saveAgain();
}

/** Puts aside what is damaged in the log, goes on in a fresh segment, and saves what could not be. */
export async function repairDecisions(): Promise<void> {
  const { grantId } = get();
  if (grantId === null) return;
  try {
    await inTurn(async () => {
      keepLog(await services().host.call('repairDecisions', { grantId, windowId: windowId() }));
    });
    changed();
    await saveAgain();
  } catch (error) {
    set({ fault: faultOf(error) });
  }
}

let writing: Promise<unknown> = Promise.resolve();

/** Waits until nothing is on its way to the disk, also nothing that was given meanwhile. */
async function written(): Promise<void> {
  for (let last: Promise<unknown> | null = null; last !== writing;) {
    last = writing;
    await last;
  }
}

/** One work on the log at a time, in the order of asking. What it reads of the state is as the one before left it. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const release = holdWindow();
  const result = writing.then(work).finally(release);
  writing = result.catch(() => null);
  return result;
}

/** What is decided of each subject, by those on disk. */
export const decidedSubjects = (log: DecisionLogView | null): ReadonlyMap<string, SubjectState> =>
  currentDecisions(log?.records ?? []);

const subjectsOf = (judgements: readonly Judgement[]): ReadonlySet<string> =>
  new Set(judgements.map((judgement) => subjectKey(judgement.subject)));

const without = (judgements: readonly Judgement[], subjects: ReadonlySet<string>): readonly Judgement[] =>
  judgements.filter((judgement) => !subjects.has(subjectKey(judgement.subject)));

const unsavedWithout = (subjects: ReadonlySet<string>): readonly Unsaved[] =>
  get()
    .unsaved.map(({ judgements }) => ({ judgements: without(judgements, subjects) }))
    .filter(({ judgements }) => judgements.length > 0);

/**
 * Gives judgements as one action. They show at once and count as saved when they are on disk; when that fails none of
 * them stands, the fault says so, and they are kept to be saved again.
 */
export function judge(judgements: readonly Judgement[]): Promise<void> {
  const [first] = judgements;
  if (!first) return Promise.resolve();
  // What is judged anew need not be saved in its old form.
  const unsaved = unsavedWithout(subjectsOf(judgements));
  set({
    pending: [...get().pending, ...judgements],
    unsaved,
    ...(unsaved.length === 0 ? { fault: null } : {}),
  });
  return inTurn(async () => {
    const subjects = decidedSubjects(get().log);
    const records = await append(
      judgements.map((judgement) => ({
        kind: 'decide' as const,
        ...judgement,
        supersedes: (subjects.get(subjectKey(judgement.subject))?.heads ?? []).map((head) => head.id),
      })),
    );
    const pending = get().pending.filter((waiting) => !judgements.includes(waiting));
    if (records) {
      const action = { ids: records.map((record) => record.id), about: first.subject };
      set({ pending, done: [...get().done, action], undone: [] });
      return;
    }
    const failed = without(judgements, subjectsOf(pending));
    set({ pending, ...(failed.length > 0 ? { unsaved: [...get().unsaved, { judgements: failed }] } : {}) });
  });
}

/** Tries once more to save what could not be saved. */
export async function saveAgain(): Promise<void> {
  const { unsaved, log } = get();
  if (!log || log.hold !== null || unsaved.length === 0) return;
  await Promise.all(unsaved.map(({ judgements }) => judge(judgements)));
}

/** Takes back what this window did last. @returns what it was about; null where nothing was taken back */
export const undoLast = (): Promise<DecisionSubject | null> =>
  inTurn(async () => {
    const last = get().done.at(-1);
    const records = last ? await append([{ kind: 'undo', of: last.ids, note: '' }]) : null;
    if (!last || !records) return null;
    const action = { ids: records.map((record) => record.id), about: last.about };
    set({ done: get().done.slice(0, -1), undone: [...get().undone, action] });
    return last.about;
  });

/** Does again what was taken back last: it takes the taking back back. @returns as `undoLast` */
export const redoLast = (): Promise<DecisionSubject | null> =>
  inTurn(async () => {
    const last = get().undone.at(-1);
    const records = last ? await append([{ kind: 'undo', of: last.ids, note: '' }]) : null;
    if (!last || !records) return null;
    const action = { ids: records.map((record) => record.id), about: last.about };
    set({ undone: get().undone.slice(0, -1), done: [...get().done, action] });
    return last.about;
  });

/** Takes back one decision of any time, or brings back one that was taken back, and none beside it. */
export const toggleRecord = (record: DecisionRecord): Promise<void> =>
  inTurn(async () => {
    const entries = togglingEntries(get().log?.records ?? [], record);
    const records = entries.length > 0 ? await append(entries) : null;
    if (!records) return;
    const action = { ids: records.map((made) => made.id), about: null };
    set({ done: [...get().done, action], undone: [] });
  });

/** Writes entries. @returns their records; null where they are not on disk, and `fault` says why */
async function append(entries: readonly DecisionEntry[]): Promise<readonly DecisionRecord[] | null> {
  const { grantId } = get();
  if (grantId === null) return null;
  try {
    const records = await services().host.call('appendDecisions', { grantId, windowId: windowId(), entries });
    keepRecords(records);
    if (get().unsaved.length === 0) set({ fault: null });
    changed();
    return records;
  } catch (error) {
    const fault = faultOf(error);
    // Somebody else holds the log now: how it stands comes with the answer.
    if (fault.code === 'log_read_only') await readLog(grantId, false);
    set({ fault });
    return null;
  }
}

/** Takes in a log that came by another way. */
export function replaceLog(log: DecisionLogView): void {
  keepLog(log);
  changed();
}

export const failDecisions = (error: unknown): void => {
  set({ fault: faultOf(error) });
};

/** Lets go of what could not be saved: it stays open. */
export const letGoOfUnsaved = (): void => {
  set({ unsaved: [], fault: null });
};

export const dismissDecisionFault = (): void => {
  set({ fault: null });
};
