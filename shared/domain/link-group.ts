import { clustersOf } from './clusters';
import type { Tier } from './lead-quality';
import { compareText } from './text-order';

/** A delivered lead that an identity points to, and by which keys. */
export interface LinkCandidate {
  readonly leadUuid: string;
  readonly isEmailEqual: boolean;
  readonly isPhoneEqual: boolean;
}

/** Above this many delivered leads a group is held together by shared keys, and says nothing about one link. */
const GROUP_SAYS_SOMETHING = 40;

/**
 * The connected groups of delivered leads and identities.
 * @param leadCount leads are numbered 1 … leadCount
 * @param identities @param leads one entry per candidate link, sorted by identity
 * @returns by lead number (0 is unused) the smallest lead of its group
 */
export function groupLeads(
  leadCount: number,
  identities: ArrayLike<number>,
  leads: ArrayLike<number>,
): Int32Array {
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 1; i < identities.length; i++) {
    if (identities[i] !== identities[i - 1]) continue;
    from.push(leads[i - 1] ?? 0);
    to.push(leads[i] ?? 0);
  }
  return clustersOf(leadCount + 1, from, to);
}

/**
 * What a decision about an identity rests on: its tier, the keys that agree, and the delivered leads of its group.
 * Never outcomes. Equal evidence gives equal text, whatever the order of the input.
 */
export function evidenceOf(
  tier: Tier,
  candidates: readonly LinkCandidate[],
  groupLeadUuids: readonly string[],
): string {
  const own = [...candidates]
    .sort((a, b) => compareText(a.leadUuid, b.leadUuid))
    .map(
      ({ leadUuid, isEmailEqual, isPhoneEqual }) =>
        `${leadUuid}=${isEmailEqual ? 'email' : ''}${isEmailEqual && isPhoneEqual ? '+' : ''}${isPhoneEqual ? 'phone' : ''}`,
    );
  const group =
    groupLeadUuids.length > GROUP_SAYS_SOMETHING ? ['many'] : [...groupLeadUuids].sort(compareText);
  return `${tier}; ${own.join(' ')}; group ${group.join(' ')}`;
}
