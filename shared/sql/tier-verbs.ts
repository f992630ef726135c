import { sql, textList, type Relation, type Sql } from './sql';

/**
 * One row: identities with both keys, one key, in conflict, and matched leads (*linked*), as they are or would be without
 * some keys, before any decision of a reviewer.
 * @param identities @param leads with the columns `email_key` and `phone_key`
 */
export const tiersWithout = (identities: Relation, leads: Relation, keys: readonly string[]): Sql => sql`
with i as (
  select identity_id, case when email_key in (${textList(keys)}) then null else email_key end as e,
    case when phone_key in (${textList(keys)}) then null else phone_key end as p
  from ${identities}
), hits as (
  select i.identity_id, d.lead_id, true as by_email, false as by_phone from i join ${leads} d on d.email_key = i.e
  union all
  select i.identity_id, d.lead_id, false, true from i join ${leads} d on d.phone_key = i.p
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
