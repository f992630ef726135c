import type { TierCounts, WithoutKey } from '../../contract/review';
import { int, readRows } from '../../sql/records';
import { lit, sql } from '../../sql/sql';
import { tiersWithout } from '../../sql/tier-verbs';
import type { Workspace } from '../../sql/workspace';
import { intCrmIdentities } from '../../stages/match/int-crm-identities.model';
import { intDeliveredLeads } from '../../stages/match/int-delivered-leads.model';

/**
 * What one decision that a value is no key would touch, before it is taken.
 * @param value the key as it is compared, of either column
 */
export async function readWithoutKey(
  workspace: Workspace,
  value: string,
  signal?: AbortSignal,
): Promise<WithoutKey> {
  const has = sql`email_key = ${lit(value)} or phone_key = ${lit(value)}`;
  const [held] = await readRows(
    workspace,
    sql`select cast(count(*) as integer) as identities, cast(count(distinct crm_lead_id) as integer) as crm_leads,
      cast((select count(*) from ${intDeliveredLeads} where ${has}) as integer) as delivered_leads
      from ${intCrmIdentities} where ${has}`,
    signal,
  );
  const counts = async (keys: readonly string[]): Promise<TierCounts> => {
    const [both, oneKey, conflicts, matched] =
      (await workspace.read(tiersWithout(intCrmIdentities, intDeliveredLeads, keys), signal)).rows()[0] ?? [];
    return {
      both: Number(both),
      oneKey: Number(oneKey),
      conflicts: Number(conflicts),
      matchedLeads: Number(matched),
    };
  };
  return {
    identities: int(held, 'identities'),
    crmLeads: int(held, 'crm_leads'),
    deliveredLeads: int(held, 'delivered_leads'),
    now: await counts([]),
    without: await counts([value]),
  };
}
