import type { DeliveredLead } from './delivered-leads';
import type { KeyName, LeadFacts } from './facts';
import type { Identity } from './identities';

const otherOf = (key: KeyName): KeyName => (key === 'email' ? 'phone' : 'email');

/** How often a key value occurs on either side. */
export interface KeyCounts {
  /** CRM leads with it, and different keys of the other kind beside it in the reports. */
  readonly crmLeads: number;
  readonly partners: number;
  /** The same of delivered leads. */
  readonly deliveredLeads: number;
  readonly deliveredPartners: number;
}

const distinct = (values: readonly (string | null)[]): number =>
  new Set(values.filter((value) => value !== null)).size;

/** The counts of each value of a key. */
export function keyCounts(
  key: KeyName,
  leads: readonly DeliveredLead[],
  identities: readonly Identity[],
): ReadonlyMap<string, KeyCounts> {
  const values = new Set([...leads, ...identities].flatMap((of) => of[key] ?? []));
  return new Map(
    [...values].map((value) => {
      const reported = identities.filter((identity) => identity[key] === value);
      const delivered = leads.filter((lead) => lead[key] === value);
      return [
        value,
        {
          crmLeads: distinct(reported.map(({ leadNumber }) => leadNumber)),
          partners: distinct(reported.map((identity) => identity[otherOf(key)])),
          deliveredLeads: delivered.length,
          deliveredPartners: distinct(delivered.map((lead) => lead[otherOf(key)])),
        },
      ];
    }),
  );
}

/**
 * A key is shared by many: as many CRM leads, or partner keys on either side, as the setting says (5), or twice as many
 * delivered leads, since one person can be delivered again and again.
 */
export const isShared = (counts: KeyCounts | undefined, { sharedKeyHolders }: LeadFacts): boolean =>
  counts !== undefined &&
  (counts.crmLeads >= sharedKeyHolders ||
    counts.partners >= sharedKeyHolders ||
    counts.deliveredPartners >= sharedKeyHolders ||
    counts.deliveredLeads >= 2 * sharedKeyHolders);
