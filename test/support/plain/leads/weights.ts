import type { DeliveredLead } from './delivered-leads';
import type { Candidate, TieredIdentity } from './candidates';
import type { Identity } from './identities';
import type { KeyRarity } from './rarity';

/** By what links are weighed. */
export interface Weights {
  readonly email: number;
  readonly phone: number;
  readonly prior: number;
  /** Why the defaults are used; null where the weights were estimated. */
  readonly reason: string | null;
}

/** How a pair compares by one key, and u where it agrees. */
type Compared = { readonly is: 'agrees'; readonly u: number } | { readonly is: 'differs' | 'missing' };

/** A pair of an identity and a candidate. */
export interface Pair {
  readonly of: TieredIdentity;
  readonly lead: DeliveredLead;
  readonly email: Compared;
  readonly phone: Compared;
}

/** All pairs that agree on at least one key. */
export function pairsOf(tiered: readonly TieredIdentity[], rarity: KeyRarity): readonly Pair[] {
  const compare = (key: 'email' | 'phone', identity: Identity, { lead, ...is }: Candidate): Compared => {
    if (key === 'email' ? is.isEmailEqual : is.isPhoneEqual)
      return { is: 'agrees', u: rarity[key].get(identity[key] ?? '') ?? 0 };
    return { is: identity[key] === null || lead[key] === null ? 'missing' : 'differs' };
  };
  return tiered.flatMap((of) =>
    of.candidates.map((candidate) => ({
      of,
      lead: candidate.lead,
      email: compare('email', of.identity, candidate),
      phone: compare('phone', of.identity, candidate),
    })),
  );
}

const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** m / u where a key agrees, (1 − m) / (1 − u) where it differs (u of no value being 0), 1 where a side lacks it. */
export const ratio = (compared: Compared, m: number): number =>
  compared.is === 'agrees' ? m / compared.u : compared.is === 'differs' ? 1 - m : 1;

/**
 * m of both keys (the chance that it agrees for a true link) and the prior (the share of true links among all pairs), by
 * expectation-maximisation over all pairs of identities and delivered leads. It starts from m = 0.95 and as many links as
 * identities have a candidate, keeps m between 0.5 and 1 − 10⁻⁶ and the prior between 10⁻¹² and 0.5, and ends when a
 * round changes m and, in proportion, the prior by less than 10⁻⁷, after 500 rounds at most. Estimated where at least 50
 * pairs agree on both keys and at least 10 on one of two; else m is 0.95, and half the identities with a candidate are links.
 */
export function weightsOf(
  pairs: readonly Pair[],
  identities: number,
  leads: number,
  linkable: number,
): Weights {
  const all = identities * leads;
  const both = pairs.filter(({ email, phone }) => email.is === 'agrees' && phone.is === 'agrees').length;
  const one = pairs.filter(({ email, phone }) => email.is === 'differs' || phone.is === 'differs').length;
  const reason =
    both < 50
      ? `Only ${String(both)} ${both === 1 ? 'pair agrees' : 'pairs agree'} on both keys; 50 are needed to estimate.`
      : one < 10
        ? `Only ${String(one)} ${one === 1 ? 'pair agrees' : 'pairs agree'} on one key and not on the other; 10 are needed to estimate.`
        : null;
  if (reason !== null)
    return {
      email: 0.95,
      phone: 0.95,
      prior: all === 0 ? 0.5 : between(1e-12, linkable / 2 / all, 0.5),
      reason,
    };

  let [email, phone, prior] = [0.95, 0.95, between(1e-12, linkable / all, 0.5)];
  for (let round = 0; round < 500; round++) {
    const chance = (r: number): number => (prior * r) / (prior * r + 1 - prior);
    // The pairs that agree on nothing.
    const missed = (all - pairs.length) * chance((1 - email) * (1 - phone));
    let links = missed;
    const agreeing = { email: 0, phone: 0 };
    const comparable = { email: missed, phone: missed };
    for (const pair of pairs) {
      const link = chance(ratio(pair.email, email) * ratio(pair.phone, phone));
      links += link;
      for (const key of ['email', 'phone'] as const) {
        if (pair[key].is === 'agrees') agreeing[key] += link;
        if (pair[key].is !== 'missing') comparable[key] += link;
      }
    }
    const before = { email, phone, prior };
    email = between(0.5, agreeing.email / comparable.email, 1 - 1e-6);
    phone = between(0.5, agreeing.phone / comparable.phone, 1 - 1e-6);
    prior = between(1e-12, links / all, 0.5);
    const change = Math.max(
      Math.abs(email - before.email),
      Math.abs(phone - before.phone),
      Math.abs(prior / before.prior - 1),
    );
    if (change < 1e-7) break;
  }
  return { email, phone, prior, reason };
}
