import type { TieredIdentity } from './candidates';
import { evidenceOf, leadGroups } from './evidence';
import type { LeadFacts } from './facts';

/** What the decisions make of the identities. */
export interface Decided {
  /** Identities that are settled, with the leads that they were accepted for; none: rejected. */
  readonly settled: ReadonlyMap<TieredIdentity, readonly string[]>;
  /** Identities decided on evidence that has changed: kept, marked, counting for nothing. */
  readonly stale: readonly TieredIdentity[];
  /** Identities that a reviewer looked at and left open. */
  readonly unsure: readonly TieredIdentity[];
}

/**
 * Applies the decisions: by what the reports say, never by a row. *Unsure* changes nothing. A decision is stale when its
 * evidence is another one today, or a lead that it accepts is no candidate any more.
 */
export function decide(tiered: readonly TieredIdentity[], { decisions }: LeadFacts): Decided {
  const groups = leadGroups(tiered);
  const settled = new Map<TieredIdentity, readonly string[]>();
  const stale: TieredIdentity[] = [];
  const unsure: TieredIdentity[] = [];
  for (const decision of decisions) {
    const about = tiered.find(
      ({ identity }) =>
        identity.leadNumber === decision.leadNumber &&
        identity.reportedEmail === decision.email &&
        identity.reportedPhone === decision.phone,
    );
    if (!about) continue;
    const ids = about.candidates.map(({ lead }) => lead.leadId);
    const isWhole =
      decision.leads.every((id) => ids.includes(id)) &&
      (decision.verdict !== 'accept' || decision.leads.length > 0);
    if (!isWhole || evidenceOf(about, groups) !== decision.evidence) stale.push(about);
    else if (decision.verdict === 'accept') settled.set(about, decision.leads);
    else if (decision.verdict === 'reject') settled.set(about, []);
    else unsure.push(about);
  }
  return { settled, stale, unsure };
}
