import type { LogHold, LogProblem } from '../../../shared/contract/decision';
import { LeadlensError } from '../../../shared/domain/fault';
import { holderText, type LockHolder } from '../writer-lock';

/** What an error says, for the end of a sentence. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The log is read-only: somebody else writes it. */
export function heldBy(holder: LockHolder): LogHold {
  const text = holderText(holder);
  return {
    code: 'held',
    message: `Another Leadlens writes these decisions: ${text}.`,
    hint: 'Judge there, or close it and try again.',
    holder: text,
    canRetry: true,
  };
}

/** The log is read-only: the system refuses. */
export const notWritable = (folder: string, error: unknown): LogHold => ({
  code: 'no_right',
  message: `Nothing can be written to ${folder}: ${reasonOf(error)}`,
  hint: 'Check that you may write there and that the disk has room, then try again.',
  holder: null,
  canRetry: true,
});

/** Whether problems of a log make it read-only. @returns null where they do not */
export function holdOfProblems(problems: readonly LogProblem[]): LogHold | null {
  const messagesOf = (code: LogProblem['code']): readonly string[] =>
    problems.filter((p) => p.code === code).map((p) => p.message);
  if (messagesOf('newer_version').length > 0) {
    return {
      code: 'newer_version',
      message: 'These decisions were written by a newer Leadlens.',
      hint: 'Open the project with the newer one. Here it can be read.',
      holder: null,
      canRetry: false,
    };
  }
  const unread = messagesOf('unreadable');
  if (unread.length > 0) {
    return {
      code: 'no_right',
      message: `A part of the decisions cannot be read. ${unread.join(' ')}`,
      hint: 'The others are shown. Check that you may read the file and that its disk is sound, then try again.',
      holder: null,
      canRetry: true,
    };
  }
  const damaged = messagesOf('damaged_record');
  if (damaged.length === 0) return null;
  return {
    code: 'damaged',
    message: `The log of decisions is damaged. ${damaged.join(' ')}`,
    hint: 'Nothing was changed. Repair it: the damaged file is kept aside, and what can be read goes on.',
    holder: null,
    canRetry: false,
  };
}

/** What is thrown at who writes to a log that is read-only. */
export const readOnly = (folder: string, { message, hint }: LogHold): LeadlensError =>
  new LeadlensError({ kind: 'environment', code: 'log_read_only', message, hint, file: folder });

const failed = (folder: string, code: string, message: string, hint: string, cause: unknown): LeadlensError =>
  new LeadlensError(
    { kind: 'environment', code, message: `${message}: ${reasonOf(cause)}`, hint, file: folder },
    { cause },
  );

export const unreadable = (folder: string, cause: unknown): LeadlensError =>
  failed(
    folder,
    'log_unreadable',
    `The decisions in ${folder} cannot be read`,
    'Check that you may read the folder and everything in it, then open the project again.',
    cause,
  );

export const notSaved = (folder: string, cause: unknown): LeadlensError =>
  failed(
    folder,
    'decision_not_saved',
    'The decision was not saved',
    `Nothing that was saved before is lost. Check that ${folder} is there and that its disk has room, then decide again.`,
    cause,
  );

export const notRepaired = (folder: string, cause: unknown): LeadlensError =>
  failed(
    folder,
    'repair_failed',
    'The log could not be repaired',
    `Nothing is lost. Check that you may write to ${folder} and that its disk has room, then try again.`,
    cause,
  );
