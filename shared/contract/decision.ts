import { z } from 'zod';
import {
  VERDICTS,
  type DecideEntry,
  type DecisionEntry,
  type DecisionRecord,
  type UndoEntry,
} from '../domain/decision';
import type { Decision } from '../domain/decision-state';

const text = z.string().max(4096);
const nullableText = text.nullable();

const personRecordKey = z.strictObject({
  source: text,
  leadId: nullableText,
  userUid: nullableText,
  email: nullableText,
});

const subject = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('identity'),
    leadNumber: nullableText,
    emailKey: nullableText,
    phoneKey: nullableText,
  }),
  z.strictObject({ kind: z.literal('pair'), left: personRecordKey, right: personRecordKey }),
  z.strictObject({ kind: z.literal('key'), value: text }),
  z.strictObject({ kind: z.literal('repair'), code: text }),
]);

const judgement = {
  subject,
  verdict: z.enum(VERDICTS),
  leads: z.array(text).readonly(),
  evidence: z.string(),
  note: text,
};

const decideEntry = z.strictObject({
  kind: z.literal('decide'),
  ...judgement,
  supersedes: z.array(text).readonly(),
}) satisfies z.ZodType<DecideEntry>;

const undoEntry = z.strictObject({
  kind: z.literal('undo'),
  of: z.array(text).readonly(),
  note: text,
}) satisfies z.ZodType<UndoEntry>;

export const decisionEntry = z.discriminatedUnion('kind', [
  decideEntry,
  undoEntry,
]) satisfies z.ZodType<DecisionEntry>;

const who = z.strictObject({ id: text, name: text });

export const decisionRecord = z.strictObject({
  id: text,
  clock: z.int().min(0),
  at: text,
  who,
  entry: decisionEntry,
}) satisfies z.ZodType<DecisionRecord>;

/** A decision as a run applies it. */
export const decision = z.strictObject({
  id: text,
  at: text,
  who,
  ...judgement,
}) satisfies z.ZodType<Decision>;

/** Why a log cannot be written, in words, and who holds it where someone does. */
export interface LogHold {
  readonly code: 'held' | 'damaged' | 'newer_version' | 'no_right' | 'disk' | 'gone';
  /** What happened and what to do next. */
  readonly message: string;
  readonly hint: string;
  /** "Ada on lab-7, since 09:12"; null where nobody holds it. */
  readonly holder: string | null;
  /** Whether *take over* or *try again* may help. */
  readonly canRetry: boolean;
}

/** What was put aside or could not be read when the log was opened. Nothing of it is deleted. */
export interface LogProblem {
  readonly file: string;
  readonly code: 'torn_tail' | 'damaged_record' | 'newer_version' | 'unreadable' | 'foreign_file';
  readonly message: string;
  /** Where the bytes are kept; null where the file itself is left as it is. */
  readonly keptAs: string | null;
}

/** The decision log of a project as a window sees it. */
export interface DecisionLogView {
  /** Every record of every segment, in order. */
  readonly records: readonly DecisionRecord[];
  /** null: this window may write. */
  readonly hold: LogHold | null;
  readonly problems: readonly LogProblem[];
  /** In whose name this window writes. */
  readonly who: { readonly id: string; readonly name: string };
  /** The folder of the log, for people to read. */
  readonly location: string;
}

/** What an import did. */
export interface DecisionImport {
  /** Records that were not known before. */
  readonly added: number;
  readonly alreadyThere: number;
  /** What was not taken, and why. */
  readonly refused: readonly string[];
  /** The log with what came in. */
  readonly log: DecisionLogView;
}
