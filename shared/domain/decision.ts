/** What a reviewer says: it is so, it is not so, or it cannot be told (which changes nothing and stays open). */
export const VERDICTS = ['accept', 'reject', 'unsure'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** An identity of the CRM reports, by what the reports say; never by a row number. `accept` links it to `leads`. */
export interface IdentitySubject {
  readonly kind: 'identity';
  readonly leadNumber: string | null;
  /** Hashes as reported, in the form that clean gives them. */
  readonly emailKey: string | null;
  readonly phoneKey: string | null;
}

/** A record of a lead export, by its stable keys. */
export interface PersonRecordKey {
  readonly source: string;
  readonly leadId: string | null;
  readonly userUid: string | null;
  readonly email: string | null;
}

/** Two records that may be one person; `left` sorts before `right`. `accept`: they are one. */
export interface PairSubject {
  readonly kind: 'pair';
  readonly left: PersonRecordKey;
  readonly right: PersonRecordKey;
}

/** A key value that stands for many people. `accept`: it is not a key. */
export interface KeySubject {
  readonly kind: 'key';
  readonly value: string;
}

/** The repair of a finding. `accept`: it is used. */
export interface RepairSubject {
  readonly kind: 'repair';
  readonly code: string;
}

export type DecisionSubject = IdentitySubject | PairSubject | KeySubject | RepairSubject;

/** One judgement. */
export interface DecideEntry {
  readonly kind: 'decide';
  readonly subject: DecisionSubject;
  readonly verdict: Verdict;
  /** The delivered leads that an accepted identity is linked to, sorted; empty for all other decisions. */
  readonly leads: readonly string[];
  /** What it was decided on, as text: when the evidence of today differs the decision is stale. */
  readonly evidence: string;
  readonly note: string;
  /** Ids of the decisions on this subject that were known when this one was taken, and which it replaces. */
  readonly supersedes: readonly string[];
}

/** Takes entries back: decisions, or earlier takings back (which brings their targets back). */
export interface UndoEntry {
  readonly kind: 'undo';
  readonly of: readonly string[];
  readonly note: string;
}

export type DecisionEntry = DecideEntry | UndoEntry;

/** An entry as the log holds it. */
export interface DecisionRecord {
  /** `<segment>:<seq>`, unique over all logs. */
  readonly id: string;
  /** Logical time (Lamport): greater than that of everything its writer knew. Orders records where clocks lie. */
  readonly clock: number;
  /** ISO time of the writer's wall clock, for people to read; never used to order. */
  readonly at: string;
  readonly who: { readonly id: string; readonly name: string };
  readonly entry: DecisionEntry;
}

/** A subject as text: equal for equal subjects. */
export function subjectKey(subject: DecisionSubject): string {
  switch (subject.kind) {
    case 'identity':
      return JSON.stringify(['identity', subject.leadNumber, subject.emailKey, subject.phoneKey]);
    case 'pair':
      return JSON.stringify(['pair', ...[subject.left, subject.right].map(personRecordText).sort()]);
    case 'key':
      return JSON.stringify(['key', subject.value]);
    case 'repair':
      return JSON.stringify(['repair', subject.code]);
  }
}

/** A record key as text: equal for equal keys. */
export const personRecordText = (key: PersonRecordKey): string =>
  JSON.stringify([key.source, key.leadId, key.userUid, key.email]);
