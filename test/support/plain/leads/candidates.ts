import type { Tier } from '../../../../shared/domain/lead-quality';
import type { DeliveredLead } from './delivered-leads';
import type { KeyName, LeadFacts } from './facts';
import type { Identity } from './identities';
import { isShared, type KeyCounts } from './shared-keys';

/** A delivered lead that an identity points to. */
export interface Candidate {
  readonly lead: DeliveredLead;
  readonly isEmailEqual: boolean;
  readonly isPhoneEqual: boolean;
}

/** What the keys of an identity say, literally. */
export interface TieredIdentity {
  readonly identity: Identity;
  readonly tier: Tier;
  /** Tier `both`, and not both of its keys are shared by many. */
  readonly isStrict: boolean;
  readonly candidates: readonly Candidate[];
}

const isEqual = (a: string | null, b: string | null): boolean => a !== null && a === b;

/**
 * `both`: one lead has both keys; those that have one of them are no candidates then. `conflict`: the keys point to
 * different leads. `email_only`, `phone_only`: the other key hits no lead.
 */
export function tiered(
  identity: Identity,
  leads: readonly DeliveredLead[],
  counts: Readonly<Record<KeyName, ReadonlyMap<string, KeyCounts>>>,
  facts: LeadFacts,
): TieredIdentity {
  const hits = leads
    .map((lead) => ({
      lead,
      isEmailEqual: isEqual(lead.email, identity.email),
      isPhoneEqual: isEqual(lead.phone, identity.phone),
    }))
    .filter(({ isEmailEqual, isPhoneEqual }) => isEmailEqual || isPhoneEqual);
  const both = hits.filter(({ isEmailEqual, isPhoneEqual }) => isEmailEqual && isPhoneEqual);
  const hasEmail = hits.some(({ isEmailEqual }) => isEmailEqual);
  const hasPhone = hits.some(({ isPhoneEqual }) => isPhoneEqual);
  const tier =
    both.length > 0
      ? 'both'
      : hasEmail && hasPhone
        ? 'conflict'
        : hasEmail
          ? 'email_only'
          : hasPhone
            ? 'phone_only'
            : 'none';
  const areBothShared =
    isShared(counts.email.get(identity.email ?? ''), facts) &&
    isShared(counts.phone.get(identity.phone ?? ''), facts);
  return {
    identity,
    tier,
    isStrict: tier === 'both' && !areBothShared,
    candidates: tier === 'both' ? both : hits,
  };
}
