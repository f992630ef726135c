import type { ReviewQueue } from '../../../shared/contract/review';
import type { DecideEntry, DecisionRecord, DecisionSubject } from '../../../shared/domain/decision';
import { currentDecisions, liveIds } from '../../../shared/domain/decision-state';
import { shortenHash } from '../../../shared/charts/format';
import { VERDICT_WORDS } from './words';

export const RECORD_STATES = [
  'counts',
  'unsure',
  'stale',
  'unattached',
  'disputed',
  'replaced',
  'taken back',
] as const;
/**
 * What became of a decision. `unsure`: it stands and changes nothing; `unattached`: nothing in the data is what it is
 * about; `replaced`: a later one stands instead.
 */
export type RecordState = (typeof RECORD_STATES)[number];

export interface HistoryRow {
  readonly record: DecisionRecord;
  readonly entry: DecideEntry;
  readonly state: RecordState;
  /** "CRM lead 1002231" */
  readonly about: string;
  /** "Accepted 3b7c33…7ac4" */
  readonly decision: string;
  /** The record that took it back; null where none does. */
  readonly takenBackBy: DecisionRecord | null;
}

function subjectWords(subject: DecisionSubject): string {
  switch (subject.kind) {
    case 'identity':
      return `CRM lead ${subject.leadNumber ?? '–'}`;
    case 'pair':
      return `${subject.left.email ?? '–'} and ${subject.right.email ?? '–'}`;
    case 'key':
      return `Not a key: ${shortenHash(subject.value)}`;
    case 'repair':
      return `Repair: ${subject.code.replaceAll('_', ' ')}`;
  }
}

const decisionWords = ({ verdict, leads }: DecideEntry): string =>
  [VERDICT_WORDS[verdict], leads.map(shortenHash).join(', ')].filter(Boolean).join(' ');

/** Every decision of a log, newest first, with what became of it. */
export function historyRows(
  records: readonly DecisionRecord[],
  notApplied: ReviewQueue['notApplied'],
): readonly HistoryRow[] {
  const live = liveIds(records);
  const why = new Map(notApplied.map((n) => [n.decisionId, n.state]));
  const heads = new Map(
    [...currentDecisions(records).values()].flatMap(({ heads: those, isDisputed }) =>
      those.map((head) => [head.id, isDisputed] as const),
    ),
  );
  const takenBack = new Map(
    records.flatMap((record) =>
      record.entry.kind === 'undo' && live.has(record.id)
        ? record.entry.of.map((id) => [id, record] as const)
        : [],
    ),
  );
  const stateOf = (record: DecisionRecord, entry: DecideEntry): RecordState => {
    if (!live.has(record.id)) return 'taken back';
    const isDisputed = heads.get(record.id);
    if (isDisputed === undefined) return 'replaced';
    if (isDisputed) return 'disputed';
    return why.get(record.id) ?? (entry.verdict === 'unsure' ? 'unsure' : 'counts');
  };
  return records
    .flatMap((record): HistoryRow[] => {
      const { entry } = record;
      if (entry.kind !== 'decide') return [];
      return [
        {
          record,
          entry,
          state: stateOf(record, entry),
          about: subjectWords(entry.subject),
          decision: decisionWords(entry),
          takenBackBy: takenBack.get(record.id) ?? null,
        },
      ];
    })
    .reverse();
}

/** Whether a row is found by what somebody typed: its subject, leads, person, verdict or note. */
export function isFound({ record, entry, about, decision }: HistoryRow, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return (
    wanted === '' ||
    [about, decision, ...entry.leads, record.who.name, entry.note].join(' ').toLowerCase().includes(wanted)
  );
}
