import { defineModel } from '../../sql/model';
import { intList, lit, raw, sql, textList, type Sql } from '../../sql/sql';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intKeyChanges } from './int-key-changes.model';
import { EXAMPLE_KEY_PLAN, comparableEmail, comparablePhone, type KeyPlan } from './key-plan';

const turnsOf = (key: 'email' | 'phone', orders: readonly number[]): Sql =>
  sql`(key_name = ${lit(key)} and snapshot_order in (${intList(orders)}))`;

/**
 * Keys that a report makes in another way than those before it, each with the key that the same CRM lead has in a report
 * of the way of the delivered leads. A key that a delivered lead has stands for itself; one that different CRM leads
 * lead to different keys is left as it is.
 */
export const intRekeyedKeys = defineModel<KeyPlan>({
  name: 'int_rekeyed_keys',
  title: 'Keys made in another way',
  description:
    'Keys of reports that make theirs in another way than those before, with the key of the same CRM lead there.',
  grain: 'one row per reported key',
  key: ['key_name', 'reported_key'],
  shown: { grid: 526 },
  columns: {
    key_name: { type: 'VARCHAR', label: 'Key', description: 'email or phone.' },
    reported_key: { type: 'VARCHAR', label: 'Reported key', kind: 'hash', description: 'As it is reported.' },
    compared_key: {
      type: 'VARCHAR',
      label: 'Read as',
      kind: 'hash',
      description: 'Key of the same CRM lead in other reports.',
    },
  },
  example: { ...EXAMPLE_KEY_PLAN, rekeyed: { email: [1], phone: [1] } },
  select: ({ crm, notAKey, rekeyed }) => sql`
with turns as (
  select * from ${intKeyChanges}
  where is_same_person is not false and (${turnsOf('email', rekeyed.email)} or ${turnsOf('phone', rekeyed.phone)})
    and key_before not in (${textList(['', ...notAKey])}) and key_after not in (${textList(['', ...notAKey])})
), chains as (
  select crm_lead_id, key_name, key_before as reported_key, 2 * snapshot_order - 1 as place from turns
  union all select crm_lead_id, key_name, key_after, 2 * snapshot_order from turns
), treated as (
  select *, case key_name when 'email'
    then ${comparableEmail(raw('reported_key'), raw('reported_key'), raw('reported_key'), crm.email, [])}
    else ${comparablePhone(raw('reported_key'), raw('reported_key'), crm.phone, [])} end as treated_key
  from chains
), delivered as (
  select distinct 'email' as key_name, email_key as treated_key from ${intDeliveredLeads} where email_key is not null
  union all select distinct 'phone', phone_key from ${intDeliveredLeads} where phone_key is not null
), known as (
  select t.*, d.treated_key is not null as is_delivered from treated t left join delivered d using (key_name, treated_key)
), targets as (
  select crm_lead_id, key_name,
    coalesce(arg_max(reported_key, place) filter (is_delivered), arg_min(reported_key, place)) as compared_key
  from known group by crm_lead_id, key_name
)
select key_name, reported_key, min(compared_key) as compared_key
from known join targets using (crm_lead_id, key_name) where compared_key <> reported_key and not is_delivered
group by key_name, reported_key having min(compared_key) = max(compared_key)`,
});
