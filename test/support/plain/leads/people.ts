import { groupsOf } from '../groups';
import type { DeliveredLead } from './delivered-leads';
import type { KeyName, LeadFacts } from './facts';
import { isShared, type KeyCounts } from './shared-keys';

/**
 * Delivered leads by the person they are: those that share an e-mail or a phone, directly or over others, and not one
 * that many share.
 * @returns the leads of each person
 */
export function peopleOf(
  leads: readonly DeliveredLead[],
  counts: Readonly<Record<KeyName, ReadonlyMap<string, KeyCounts>>>,
  facts: LeadFacts,
): readonly (readonly DeliveredLead[])[] {
  const keysOf = (lead: DeliveredLead): readonly string[] =>
    (['email', 'phone'] as const).flatMap((key) => {
      const value = lead[key];
      return value === null || isShared(counts[key].get(value), facts) ? [] : [`${key} ${value}`];
    });
  return groupsOf(leads, keysOf);
}
