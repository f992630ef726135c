import type { Decision } from '../../../shared/domain/decision-state';
import { evidenceOf, leadGroups } from '../plain/leads/evidence';
import type { IdentityDecision, LeadFacts } from '../plain/leads/facts';
import { reviewedOf } from '../plain/leads/lead-quality';
import type { Dice } from './dice';

/** What a reviewer says of some of the identities; now and then on evidence that is not that of today. */
export function decideIdentities(
  facts: LeadFacts,
  dice: Dice,
): { readonly decisions: readonly Decision[]; readonly about: readonly IdentityDecision[] } {
  const { tiered } = reviewedOf(facts);
  const groups = leadGroups(tiered);
  const often = dice.pick([0.1, 0.5]);
  const about = tiered
    .filter((of) => of.tier !== 'none' && dice.is(of.isStrict ? often / 5 : often))
    .map((of): IdentityDecision => {
      const verdict = dice.pick(['accept', 'accept', 'reject', 'unsure'] as const);
      const ids = of.candidates.map(({ lead }) => lead.leadId);
      const evidence = evidenceOf(of, groups);
      return {
        leadNumber: of.identity.leadNumber,
        email: of.identity.reportedEmail,
        phone: of.identity.reportedPhone,
        verdict,
        leads: verdict === 'accept' ? (dice.is(0.8) ? [dice.pick(ids)] : [...ids].sort()) : [],
        evidence: dice.is(0.1) ? `${evidence} and more` : evidence,
      };
    });
  const decisions = about.map((of, i): Decision => ({
    id: `test:${String(i)}`,
    at: '2026-01-01T00:00:00.000Z',
    who: { id: 'reviewer', name: 'Reviewer' },
    subject: { kind: 'identity', leadNumber: of.leadNumber, emailKey: of.email, phoneKey: of.phone },
    verdict: of.verdict,
    leads: of.leads,
    evidence: of.evidence,
    note: '',
  }));
  return { decisions, about };
}
