import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intKeyFrequencies } from './int-key-frequencies.model';
import { intSharedKeys } from './int-shared-keys.model';

/**
 * Delivered leads that are one person: they share an e-mail or a phone, directly or over others, and not one that many
 * share. Only people who were delivered more than once are in it.
 */
export const intDeliveredPeople = defineModel({
  name: 'int_delivered_people',
  title: 'People delivered more than once',
  description:
    'Delivered leads that share an e-mail or a phone with another one; keys that many share join nobody.',
  grain: 'one row per delivered lead of a person with several',
  key: ['lead_id'],
  columns: {
    lead_id: { type: 'INTEGER', description: 'The delivered lead.' },
    person_lead_id: { type: 'INTEGER', description: 'The first of its person, in the order of lead ids.' },
  },
  select: () => sql`
with recursive repeated as (
  select key_name, key_value from ${intKeyFrequencies}
  anti join ${intSharedKeys} using (key_name, key_value)
  where delivered_leads > 1
), holders as (
  select d.lead_id, r.key_name || r.key_value as k
  from ${intDeliveredLeads} d join repeated r on r.key_name = 'email' and r.key_value = d.email_key
  union all
  select d.lead_id, r.key_name || r.key_value
  from ${intDeliveredLeads} d join repeated r on r.key_name = 'phone' and r.key_value = d.phone_key
), edges as (
  select distinct a.lead_id as lead_id, b.lead_id as other_id from holders a join holders b using (k)
), reached as (
  select distinct lead_id, lead_id as other_id from holders
  union
  select r.lead_id, e.other_id from reached r join edges e on e.lead_id = r.other_id
)
select lead_id, min(other_id) as person_lead_id from reached group by lead_id`,
});
