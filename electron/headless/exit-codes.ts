import type { RunOutcome } from '../../shared/contract/run';
import { LeadlensError, type FaultDetails } from '../../shared/domain/fault';

/** What schedules look at after `leadlens analyze`. */
export const EXIT = {
  done: 0,
  bug: 1,
  usage: 2,
  unanswered: 3,
  errorFindings: 4,
  cancelled: 5,
  changed: 6,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Faults that lie in the command line, not in the data. */
const USAGE_FAULTS: readonly string[] = [
  'bad_usage',
  'sample_options',
  'no_native_engine',
  'bad_place',
  'server_no_proof',
  'key_file',
  'mirror_taken',
];

/** The command was given something that it cannot work with. */
export const usageFault = (message: string, hint: string): LeadlensError =>
  new LeadlensError({ kind: 'input', code: 'bad_usage', message, hint });

/** The exit code of a run that ended with a fault. */
export function exitCodeOfFault(fault: FaultDetails): ExitCode {
  switch (fault.kind) {
    case 'cancelled':
      return EXIT.cancelled;
    case 'input':
      return USAGE_FAULTS.includes(fault.code) ? EXIT.usage : EXIT.unanswered;
    case 'environment':
    case 'bug':
      return EXIT.bug;
  }
}

/** The exit code of a run that came to its end. @param failOnError whether findings of severity *error* count */
export function exitCodeOfOutcome(
  outcome: Pick<RunOutcome, 'answered' | 'files' | 'findings'>,
  failOnError: boolean,
): ExitCode {
  if (outcome.answered.length === 0) return EXIT.unanswered;
  if (outcome.files.some((file) => file.status === 'needs_mapping')) return EXIT.unanswered;
  if (failOnError && outcome.findings.some((finding) => finding.severity === 'error'))
    return EXIT.errorFindings;
  return EXIT.done;
}
