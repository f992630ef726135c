import {
  subjectKey,
  type DecideEntry,
  type DecisionRecord,
  type DecisionSubject,
  type UndoEntry,
} from './decision';
import { compareText } from './text-order';

/** A judgement with who took it and when. */
export interface Decision extends Omit<DecideEntry, 'kind' | 'supersedes'> {
  readonly id: string;
  readonly at: string;
  readonly who: { readonly id: string; readonly name: string };
}

/** What is decided about one subject. */
export interface SubjectState {
  readonly subject: DecisionSubject;
  /** The decisions that stand: one, or several that were taken without knowing of each other. */
  readonly heads: readonly Decision[];
  /** The heads do not say the same: the subject is open again, and all are shown. */
  readonly isDisputed: boolean;
}

export const compareRecords = (a: DecisionRecord, b: DecisionRecord): number =>
  a.clock - b.clock || compareText(a.id, b.id);

/** Ids of the records that no standing undo takes back. */
export function liveIds(records: readonly DecisionRecord[]): ReadonlySet<string> {
  const live = new Set<string>();
  const undone = new Set<string>();
  // Newest first: an undo is judged before what it takes back, so an undone undo takes nothing back.
  for (const record of [...records].sort(compareRecords).reverse()) {
    if (undone.has(record.id)) continue;
    live.add(record.id);
    if (record.entry.kind === 'undo') for (const id of record.entry.of) undone.add(id);
  }
  return live;
}

/**
 * Ids of the decisions that a live one replaces, directly or over others. Those between may be taken back: who replaced
 * them knew what they had replaced, so taking back a decision that is replaced anyway brings nothing back.
 */
function supersededBy(records: readonly DecisionRecord[], live: ReadonlySet<string>): ReadonlySet<string> {
  const replaces = new Map(
    records.flatMap(({ id, entry }) => (entry.kind === 'decide' ? [[id, entry.supersedes] as const] : [])),
  );
  const superseded = new Set<string>();
  const waiting = [...replaces].flatMap(([id, older]) => (live.has(id) ? older : []));
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (superseded.has(id)) continue;
    superseded.add(id);
    waiting.push(...(replaces.get(id) ?? []));
  }
  return superseded;
}

/**
 * What takes a decision back, or brings back one that was taken back. Others that one undo took back with it stay
 * taken back.
 */
export function togglingEntries(
  records: readonly DecisionRecord[],
  record: DecisionRecord,
): readonly UndoEntry[] {
  const undo = (of: readonly string[]): UndoEntry => ({ kind: 'undo', of, note: '' });
  const live = liveIds(records);
  if (live.has(record.id)) return [undo([record.id])];
  const takings = records.flatMap(({ id, entry }) =>
    entry.kind === 'undo' && live.has(id) && entry.of.includes(record.id) ? [{ id, of: entry.of }] : [],
  );
  if (takings.length === 0) return [];
  const beside = [...new Set(takings.flatMap(({ of }) => of))].filter((id) => id !== record.id);
  return [undo(takings.map(({ id }) => id)), ...(beside.length > 0 ? [undo(beside)] : [])];
}

const says = (decision: Decision): string =>
  decision.verdict === 'accept' ? JSON.stringify([...decision.leads].sort()) : decision.verdict;

/**
 * What stands after all records of all logs, whatever order they come in. A decision replaces those that its writer
 * knew of; two that were taken without knowing of each other stand side by side, as in a multi-value register.
 * @returns by `subjectKey`; subjects of which everything was taken back are absent
 */
export function currentDecisions(records: readonly DecisionRecord[]): ReadonlyMap<string, SubjectState> {
  const unique = [...new Map(records.map((record) => [record.id, record])).values()].sort(compareRecords);
  const live = liveIds(unique);
  const superseded = supersededBy(unique, live);
  const bySubject = new Map<string, Decision[]>();
  for (const { id, at, who, entry } of unique) {
    if (entry.kind !== 'decide' || !live.has(id) || superseded.has(id)) continue;
    const { subject, verdict, leads, evidence, note } = entry;
    const key = subjectKey(subject);
    bySubject.set(key, [
      ...(bySubject.get(key) ?? []),
      { id, at, who, subject, verdict, leads, evidence, note },
    ]);
  }
  return new Map(
    [...bySubject].map(([key, heads]) => {
      const [first] = heads;
      if (!first) throw new Error('A subject has at least one decision.');
      return [key, { subject: first.subject, heads, isDisputed: new Set(heads.map(says)).size > 1 }];
    }),
  );
}

/** The decisions that are applied: of each undisputed subject the newest. */
export const effectiveDecisions = (records: readonly DecisionRecord[]): readonly Decision[] =>
  [...currentDecisions(records).values()].flatMap(({ heads, isDisputed }) => {
    const newest = heads.at(-1);
    return isDisputed || !newest ? [] : [newest];
  });
