import type { DecideEntry, DecisionRecord, Verdict } from '../../shared/domain/decision';

/** A decision about the identity of a lead number. */
export const entryAbout = (
  leadNumber: string,
  verdict: Verdict = 'accept',
  supersedes: readonly string[] = [],
): DecideEntry => ({
  kind: 'decide',
  subject: { kind: 'identity', leadNumber, emailKey: 'e'.repeat(40), phoneKey: 'p'.repeat(40) },
  verdict,
  leads: verdict === 'accept' ? [`uuid-${leadNumber}`] : [],
  evidence: `email_only; uuid-${leadNumber}=email; group uuid-${leadNumber}`,
  note: 'note with "quotes", umlauts äöü and a line\nbreak',
  supersedes,
});

/** The lead numbers that records are about, in their order. */
export const leadNumbers = (records: readonly DecisionRecord[]): readonly string[] =>
  records.flatMap(({ entry }) =>
    entry.kind === 'decide' && entry.subject.kind === 'identity' ? [entry.subject.leadNumber ?? ''] : [],
  );
