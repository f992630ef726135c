import { count, joined, say, type Sentence } from '../../domain/sentence';
import { tiersWithout } from '../../sql/tier-verbs';
import type { Workspace } from '../../sql/workspace';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import type { KeyPlan } from './key-plan';

const change = (what: string, from: unknown, to: unknown): Sentence =>
  say`${what} ${count(Number(from))} → ${count(Number(to))}`;

/** The decision that a value is not a key, with what the tiers and the matched leads would be without it. */
export async function repairWithout(
  workspace: Workspace,
  { notAKey }: KeyPlan,
  key: string,
): Promise<{ readonly code: string; readonly effect: Sentence }> {
  // Both sides by the same count: what reviewers decided moves the summary, not the tiers.
  const tiers = async (keys: readonly string[]): Promise<readonly unknown[]> =>
    (await workspace.query(tiersWithout(intCrmIdentities, intDeliveredLeads, keys))).rows()[0] ?? [];
  const [now, without] = [await tiers(notAKey), await tiers([...notAKey, key])];
  return {
    code: `not_a_key:${key}`,
    effect: say`${joined([
      change('Both keys', now[0], without[0]),
      change('one key', now[1], without[1]),
      change('conflicts', now[2], without[2]),
      change('matched leads (linked)', now[3], without[3]),
    ])}; before any decision.`,
  };
}
