/**
 * Who must act on a fault. `input`: the user, on a file or a setting. `cancelled`: nobody.
 * `environment`: the user, on the machine (disk, memory, rights). `bug`: us.
 */
export type FaultKind = 'input' | 'cancelled' | 'environment' | 'bug';

export interface FaultDetails {
  /** Stable, for code and tests: `file_changed`, `no_known_source`, … */
  readonly code: string;
  readonly kind: FaultKind;
  /** What happened, in which file and column, in plain words. Never holds data values. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
  readonly file?: string;
  readonly column?: string;
}

/** The one error class of the engine. The rpc server turns it into a plain object once, at the border. */
export class LeadlensError extends Error {
  readonly details: FaultDetails;
  constructor(details: FaultDetails, options?: { cause?: unknown }) {
    super(details.message, options);
    this.name = 'LeadlensError';
    this.details = details;
  }
}

export const cancelled = (): LeadlensError =>
  new LeadlensError({ kind: 'cancelled', code: 'cancelled', message: 'Cancelled.' });

/** For states that only a mistake of ours can bring about. */
export const bug = (message: string, cause?: unknown): LeadlensError =>
  new LeadlensError({ kind: 'bug', code: 'bug', message }, { cause });

/** How Chromium, Firefox and Safari say that nobody answered a request, or gave a part of the program. */
const NOBODY_ANSWERED =
  /^(?:Failed to fetch|NetworkError when|Load failed|Importing a module script failed|error loading dynamically)/i;

/** Any thrown thing as fault details; what is not a LeadlensError is a bug of ours and says so. */
export function faultOf(error: unknown): FaultDetails {
  if (error instanceof LeadlensError) return error.details;
  if (error instanceof Error && error.name === 'AbortError') return cancelled().details;
  if (error instanceof TypeError && NOBODY_ANSWERED.test(error.message))
    return {
      kind: 'environment',
      code: 'host_unreachable',
      message:
        'A part of Leadlens could not be fetched: the program that serves this window does not answer.',
      hint: 'Start Leadlens again in the terminal and open the address that it prints.',
    };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'bug', code: 'bug', message: `Unexpected: ${message}` };
}

/** Stops work that nobody waits for any more. @throws LeadlensError `cancelled` when `signal` has aborted */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}
