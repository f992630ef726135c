import type { DeliveredLead } from './delivered-leads';
import type { TieredIdentity } from './candidates';
import type { KeyCounts } from './shared-keys';
import type { KeyName } from './facts';

/** By value the chance u that a stranger has it, for values that both sides have. */
export type Rarity = ReadonlyMap<string, number>;

/** Persons that hold a value: its holders, but no more than the partner keys it comes with; at least one. */
const holdersOf = (holders: number, partners: number): number =>
  Math.max(1, partners === 0 ? holders : Math.min(holders, partners));

/**
 * u of the values of a key. With n holders on a side of N, a value is a stranger's with (n − 1) / N; the greater of both
 * sides counts. Where each side has one holder, Good and Turing expect 2 · (n₂ + ½) / n₁ further ones, n₁ and n₂ being
 * the values with one and two holders; both must then lack their own counterpart, so that is taken times the shares of
 * CRM leads and of delivered leads that have no partner by both keys (at least half a lead). Never more than a half.
 */
export function rarityOf(
  counts: ReadonlyMap<string, KeyCounts>,
  leads: readonly DeliveredLead[],
  tiered: readonly TieredIdentity[],
): Rarity {
  const crmSize = Math.max(1, new Set(tiered.map(({ identity }) => identity.leadNumber)).size);
  const deliveredSize = Math.max(1, leads.length);
  const both = tiered.filter(({ tier }) => tier === 'both');
  const crmBoth = new Set(both.map(({ identity }) => identity.leadNumber)).size;
  const deliveredBoth = new Set(both.flatMap(({ candidates }) => candidates.map(({ lead }) => lead.leadId)))
    .size;
  const alone =
    Math.max(0.5 / crmSize, 1 - crmBoth / crmSize) *
    Math.max(0.5 / deliveredSize, 1 - deliveredBoth / deliveredSize);

  const crm = [...counts.values()]
    .filter(({ crmLeads }) => crmLeads > 0)
    .map((c) => holdersOf(c.crmLeads, c.partners));
  const delivered = [...counts.values()]
    .filter(({ deliveredLeads }) => deliveredLeads > 0)
    .map((c) => holdersOf(c.deliveredLeads, c.deliveredPartners));
  const further = (holders: readonly number[]): number => {
    const [once, twice] = [1, 2].map((n) => holders.filter((h) => h === n).length) as [number, number];
    return Math.min(1, (2 * (twice + 0.5)) / Math.max(1, once));
  };
  const once = Math.max(further(crm) / crmSize, further(delivered) / deliveredSize) * alone;

  return new Map(
    [...counts]
      .filter(([, { crmLeads, deliveredLeads }]) => crmLeads > 0 && deliveredLeads > 0)
      .map(([value, c]) => {
        const ofCrm = holdersOf(c.crmLeads, c.partners);
        const ofDelivered = holdersOf(c.deliveredLeads, c.deliveredPartners);
        const u =
          ofCrm === 1 && ofDelivered === 1
            ? once
            : Math.max((ofCrm - 1) / crmSize, (ofDelivered - 1) / deliveredSize);
        return [value, Math.min(0.5, u)];
      }),
  );
}

/** u of both keys. */
export type KeyRarity = Readonly<Record<KeyName, Rarity>>;
