import {
  subjectKey,
  type DecisionEntry,
  type DecisionRecord,
  type DecisionSubject,
} from '../../shared/domain/decision';
import { togglingEntries } from '../../shared/domain/decision-state';
import { faultOf } from '../../shared/domain/fault';
import { inTurn } from './decision-turns';
import {
  decidedSubjects,
  tellDecisionsChanged,
  useDecisions,
  type Action,
  type Judgement,
  type Unsaved,
} from './decisions';
import { readLog } from './open-decisions';
import { services } from './services';
import { windowId } from './window-id';

const set = useDecisions.setState;
const get = useDecisions.getState;

const keepRecords = (records: readonly DecisionRecord[]): void => {
  const { log } = get();
  if (log) set({ log: { ...log, records: [...log.records, ...records] } });
};

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
 * @returns what was done, for `undoAction`; null where nothing is on disk
 */
export function judge(judgements: readonly Judgement[]): Promise<Action | null> {
  const [first] = judgements;
  if (!first) return Promise.resolve(null);
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
      return action;
    }
    const failed = without(judgements, subjectsOf(pending));
    set({ pending, ...(failed.length > 0 ? { unsaved: [...get().unsaved, { judgements: failed }] } : {}) });
    return null;
  });
}

/** Tries once more to save what could not be saved. */
export async function saveAgain(): Promise<void> {
  const { unsaved, log } = get();
  if (!log || log.hold !== null || unsaved.length === 0) return;
  await Promise.all(unsaved.map(({ judgements }) => judge(judgements)));
}

/**
 * Takes back the last action of one list, which makes one of the other.
 * @returns what it was about; null where nothing was taken back
 */
const takeBack = (from: 'done' | 'undone', to: 'done' | 'undone'): Promise<DecisionSubject | null> =>
  inTurn(async () => {
    const last = get()[from].at(-1);
    const records = last ? await append([{ kind: 'undo', of: last.ids, note: '' }]) : null;
    if (!last || !records) return null;
    const action = { ids: records.map((record) => record.id), about: last.about };
    set({ [from]: get()[from].slice(0, -1), [to]: [...get()[to], action] });
    return last.about;
  });

/** Takes back what this window did last. @returns what it was about; null where nothing was taken back */
export const undoLast = (): Promise<DecisionSubject | null> => takeBack('done', 'undone');

/** Takes back one action of this window, whatever was done since. Nothing where it was taken back before. */
export const undoAction = (action: Action): Promise<void> =>
  inTurn(async () => {
    if (!get().done.includes(action)) return;
    const records = await append([{ kind: 'undo', of: action.ids, note: '' }]);
    if (!records) return;
    const undone = { ids: records.map((record) => record.id), about: action.about };
    set({ done: get().done.filter((other) => other !== action), undone: [...get().undone, undone] });
  });

/** Does again what was taken back last: it takes the taking back back. @returns as `undoLast` */
export const redoLast = (): Promise<DecisionSubject | null> => takeBack('undone', 'done');

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
    tellDecisionsChanged();
    return records;
  } catch (error) {
    const fault = faultOf(error);
    // Somebody else holds the log now: how it stands comes with the answer.
    if (fault.code === 'log_read_only') await readLog(grantId, false);
    set({ fault });
    return null;
  }
}
