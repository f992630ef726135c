import { count, joined, say, type Sentence } from '../../domain/sentence';
import { sql, textList, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import type { KeyPlan } from './key-plan';

/** One row: identities with both keys, one key, in conflict, and matched leads (*linked*), as they are or would be without some keys. */
export const tiersWithout = (keys: readonly string[]): Sql => sql`
with i as (
  select identity_id, case when email_key in (${textList(keys)}) then null else email_key end as e,
    case when phone_key in (${textList(keys)}) then null else phone_key end as p
  from ${intCrmIdentities}
), hits as (
  select i.identity_id, d.lead_id, true as by_email, false as by_phone from i join ${intDeliveredLeads} d on d.email_key = i.e
  union all
  select i.identity_id, d.lead_id, false, true from i join ${intDeliveredLeads} d on d.phone_key = i.p
), pairs as (
  select identity_id, lead_id, bool_or(by_email) as by_email, bool_or(by_phone) as by_phone from hits group by all
), tiers as (
  select identity_id, case when bool_or(by_email and by_phone) then 'both' when bool_or(by_email) and bool_or(by_phone) then 'conflict'
    when bool_or(by_email) then 'email_only' else 'phone_only' end as tier
  from pairs group by identity_id
)
select cast(count(*) filter (tier = 'both') as integer), cast(count(*) filter (tier in ('email_only', 'phone_only')) as integer),
  cast(count(*) filter (tier = 'conflict') as integer),
  cast((select count(distinct lead_id) from pairs join tiers using (identity_id)
    where tier in ('email_only', 'phone_only') or (tier = 'both' and by_email and by_phone)) as integer)
from tiers`;

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
    (await workspace.query(tiersWithout(keys))).rows()[0] ?? [];
  const [now, without] = [await tiers(notAKey), await tiers([...notAKey, key])];
  return {
    code: `not_a_key:${key}`,
    effect: say`${joined([
      change('Both keys', now[0], without[0]),
      change('one key', now[1], without[1]),
      change('conflicts', now[2], without[2]),
      change('matched leads', now[3], without[3]),
    ])}.`,
  };
}
