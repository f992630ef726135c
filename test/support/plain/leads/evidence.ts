import { groupsOf } from '../groups';
import type { TieredIdentity } from './candidates';

/** A group of more leads is held together by keys that many share, and is written as `many`. */
const LARGEST_GROUP = 40;

/** Delivered leads that identities point to together, directly or over others. */
export const leadGroups = (tiered: readonly TieredIdentity[]): readonly (readonly string[])[] => {
  const ids = [...new Set(tiered.flatMap(({ candidates }) => candidates.map(({ lead }) => lead.leadId)))];
  const pointing = new Map<string, string[]>();
  tiered.forEach(({ candidates }, i) => {
    for (const { lead } of candidates)
      pointing.set(lead.leadId, [...(pointing.get(lead.leadId) ?? []), String(i)]);
  });
  return groupsOf(ids, (id) => pointing.get(id) ?? []);
};

/**
 * What a decision about an identity rests on: its tier, its candidates with the keys that agree, and the delivered leads
 * of its group, sorted. Never outcomes.
 */
export function evidenceOf(
  { tier, candidates }: TieredIdentity,
  groups: readonly (readonly string[])[],
): string {
  const own = candidates
    .map(({ lead, isEmailEqual, isPhoneEqual }) => {
      const keys = [...(isEmailEqual ? ['email'] : []), ...(isPhoneEqual ? ['phone'] : [])];
      return `${lead.leadId}=${keys.join('+')}`;
    })
    .sort();
  const group = groups.find((ids) => ids.includes(candidates[0]?.lead.leadId ?? '')) ?? [];
  const members = group.length > LARGEST_GROUP ? ['many'] : [...group].sort();
  return `${tier}; ${own.join(' ')}; group ${members.join(' ')}`;
}
