import type { IdentitySubject, PairSubject } from './decision';
import type { Decision } from './decision-state';

export type IdentityDecision = Decision & { readonly subject: IdentitySubject };
export type PairDecision = Decision & { readonly subject: PairSubject };

/** What is decided, by what it is about. */
export interface Decided {
  readonly identities: readonly IdentityDecision[];
  readonly pairs: readonly PairDecision[];
  /** Values that are no key, sorted. */
  readonly notAKey: readonly string[];
  /** Codes of repairs that are used, sorted. */
  readonly acceptedRepairs: readonly string[];
}

const isAboutIdentity = (decision: Decision): decision is IdentityDecision =>
  decision.subject.kind === 'identity';
const isAboutPair = (decision: Decision): decision is PairDecision => decision.subject.kind === 'pair';

/**
 * The one place where decisions are taken apart for those who apply them.
 * @param kept what project files from before the log of decisions hold of the same meaning
 * @param decisions that stand, one per subject
 */
export function decidedOf(
  kept: { readonly notAKey: readonly string[]; readonly acceptedRepairs: readonly string[] },
  decisions: readonly Decision[],
): Decided {
  const accepted = decisions.filter(({ verdict }) => verdict === 'accept').map(({ subject }) => subject);
  const keys = accepted.flatMap((subject) => (subject.kind === 'key' ? [subject.value] : []));
  const repairs = accepted.flatMap((subject) => (subject.kind === 'repair' ? [subject.code] : []));
  return {
    identities: decisions.filter(isAboutIdentity),
    pairs: decisions.filter(isAboutPair),
    notAKey: [...new Set([...kept.notAKey, ...keys])].sort(),
    acceptedRepairs: [...new Set([...kept.acceptedRepairs, ...repairs])].sort(),
  };
}
