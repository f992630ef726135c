import { create } from 'zustand';
import type { DecisionImport, DecisionLogView } from '../../shared/contract/decision';
import { subjectKey, type DecideEntry, type DecisionRecord } from '../../shared/domain/decision';
import { currentDecisions, liveIds, type SubjectState } from '../../shared/domain/decision-state';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { services } from './services';

/** A judgement as a person gives it; which decisions it replaces is known when it is written. */
export type Judgement = Omit<DecideEntry, 'kind' | 'supersedes'>;

/** What one key press did, to be taken back as one. */
interface Action {
  /** Ids of the records it made; empty until they are on disk. */
  readonly ids: readonly string[];
  readonly words: string;
}

interface DecisionsState {
  readonly grantId: string | null;
  readonly log: DecisionLogView | null;
  /** Given and not yet on disk, oldest first. */
  readonly pending: readonly Judgement[];
  /** What this window did, oldest first: undo goes from its end. */
  readonly done: readonly Action[];
  readonly undone: readonly Action[];
  readonly fault: FaultDetails | null;
}

const NOTHING: DecisionsState = {
  grantId: null,
  log: null,
  pending: [],
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
  const before = get().grantId;
  if (before !== grantId) {
    if (before !== null) void letGo(before);
    set({ ...NOTHING, grantId });
  }
  try {
    const log = await services().host.call('openDecisions', { grantId, windowId: windowId(), takeOver });
    if (get().grantId === grantId) set({ log, fault: null });
  } catch (error) {
    if (get().grantId === grantId) set({ log: null, fault: faultOf(error) });
  }
}

/** Another project is open now: other windows may write this one. */
async function letGo(grantId: string): Promise<void> {
  try {
    await services().host.call('closeDecisions', { grantId, windowId: windowId() });
  } catch {
    // Who wants to write it waits a minute, or takes over.
    return;
  }
}

/** Asks again for the right to write: after someone else let go, or to take it. */
export async function holdDecisions(takeOver: boolean): Promise<void> {
  const { grantId } = get();
  if (grantId === null) return;
  await openDecisions(grantId, takeOver);
  changed();
}

export async function repairDecisions(): Promise<void> {
  const { grantId } = get();
  if (grantId === null) return;
  try {
    set({
      log: await services().host.call('repairDecisions', { grantId, windowId: windowId() }),
      fault: null,
    });
    changed();
  } catch (error) {
    set({ fault: faultOf(error) });
  }
}

let writing: Promise<void> = Promise.resolve();

/** What is decided of each subject, by those on disk. */
export const decidedSubjects = (log: DecisionLogView | null): ReadonlyMap<string, SubjectState> =>
  currentDecisions(log?.records ?? []);

/**
 * Gives judgements as one action. They show at once and count as saved when they are on disk; when that fails none of
 * them stands, and the fault says so.
 */
export function judge(judgements: readonly Judgement[], words: string): Promise<void> {
  if (judgements.length === 0) return writing;
  set({ pending: [...get().pending, ...judgements], fault: null });
  return write(
    () => {
      const subjects = decidedSubjects(get().log);
      return judgements.map((judgement) => ({
        kind: 'decide' as const,
        ...judgement,
        supersedes: (subjects.get(subjectKey(judgement.subject))?.heads ?? []).map((head) => head.id),
      }));
    },
    (records) => {
      set({ done: [...get().done, { ids: records.map((r) => r.id), words }], undone: [] });
    },
    () => {
      set({ pending: get().pending.filter((p) => !judgements.includes(p)) });
    },
  );
}

/** Takes back what this window did last. */
export function undoLast(): Promise<void> {
  return writing.then(() => {
    const last = get().done.at(-1);
    if (!last) return;
    return write(
      () => [{ kind: 'undo', of: last.ids, note: '' }],
      (records) => {
        set({
          done: get().done.slice(0, -1),
          undone: [...get().undone, { ids: records.map((r) => r.id), words: last.words }],
        });
      },
    );
  });
}

/** Does again what was taken back last: it takes the taking back back. */
export function redoLast(): Promise<void> {
  return writing.then(() => {
    const last = get().undone.at(-1);
    if (!last) return;
    return write(
      () => [{ kind: 'undo', of: last.ids, note: '' }],
      (records) => {
        set({
          undone: get().undone.slice(0, -1),
          done: [...get().done, { ids: records.map((r) => r.id), words: last.words }],
        });
      },
    );
  });
}

/** Takes back one decision of any time, or brings one back that was taken back. */
export function toggleRecord(record: DecisionRecord): Promise<void> {
  return writing.then(() => {
    const records = get().log?.records ?? [];
    const live = liveIds(records);
    const of = live.has(record.id)
      ? [record.id]
      : records.flatMap((r) =>
          r.entry.kind === 'undo' && live.has(r.id) && r.entry.of.includes(record.id) ? [r.id] : [],
        );
    return write(
      () => [{ kind: 'undo', of, note: '' }],
      (made) => {
        set({ done: [...get().done, { ids: made.map((r) => r.id), words: 'Taken back' }], undone: [] });
      },
    );
  });
}

/** One write at a time, in the order of asking. */
function write(
  entries: () => readonly (DecideEntry | { kind: 'undo'; of: readonly string[]; note: string })[],
  then: (records: readonly DecisionRecord[]) => void,
  finallyDo: () => void = () => undefined,
): Promise<void> {
  const { grantId } = get();
  writing = writing.then(async () => {
    if (grantId === null || get().grantId !== grantId) return;
    try {
      const records = await services().host.call('appendDecisions', {
        grantId,
        windowId: windowId(),
        entries: entries(),
      });
      keepRecords(records);
      then(records);
      changed();
    } catch (error) {
      const fault = faultOf(error);
      set({ fault });
      // Somebody else holds the log now: how it stands comes with the answer.
      if (fault.code === 'log_read_only') await openAgain(grantId, fault);
    } finally {
      finallyDo();
    }
  });
  return writing;
}

async function openAgain(grantId: string, fault: FaultDetails): Promise<void> {
  await openDecisions(grantId);
  set({ fault });
}

export async function importDecisions(file: File): Promise<DecisionImport | null> {
  const { grantId } = get();
  if (grantId === null) return null;
  try {
    const done = await services().host.call('importDecisions', {
      grantId,
      windowId: windowId(),
      name: file.name,
      text: await file.text(),
    });
    set({ log: done.log, fault: null });
    changed();
    return done;
  } catch (error) {
    set({ fault: faultOf(error) });
    return null;
  }
}

export const exportDecisions = async (
  format: 'csv' | 'log',
): Promise<{ readonly suggestedName: string; readonly bytes: Uint8Array } | null> => {
  const { grantId } = get();
  if (grantId === null) return null;
  const { suggestedName, text } = await services().host.call('exportDecisions', { grantId, format });
  return { suggestedName, bytes: new TextEncoder().encode(text) };
};

export const dismissDecisionFault = (): void => {
  set({ fault: null });
};
