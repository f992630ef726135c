import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intKeyFrequencies } from './int-key-frequencies.model';
import { intLinkCandidates } from './int-link-candidates.model';
import { intSharedKeys } from './int-shared-keys.model';

/**
 * Keys that several leads of one side have and that are most likely nobody's own, however few the leads are. Either their
 * other key leads to people on the other side whose own keys are others; or the other side has none of them, and they are
 * shared by many; or several CRM leads at different places have the same two keys, and none or several of the delivered.
 */
export const rptDoubtfulKeys = defineModel({
  name: 'rpt_doubtful_keys',
  title: 'Keys that are nobody’s own',
  description:
    'Keys of several leads of one side whose people have other keys on the other side, or that the other side has none of.',
  grain: 'one row per key, value and side',
  key: ['key_name', 'key_value', 'side'],
  shown: { grid: 562 },
  columns: {
    key_name: { type: 'VARCHAR', kind: 'code', label: 'Key', description: 'email or phone.' },
    key_value: { type: 'VARCHAR', label: 'Value', kind: 'hash', description: 'The key as it is compared.' },
    side: { type: 'VARCHAR', kind: 'code', description: 'Whose leads have it: delivered or crm.' },
    reason: {
      type: 'VARCHAR',
      kind: 'code',
      description:
        'contradicted: their people have other keys on the other side; one_sided: the other side has none of it; pair: leads at different places have the same two keys.',
    },
    leads: { type: 'INTEGER', description: 'Leads of the side with the key.' },
    told_leads: {
      type: 'INTEGER',
      label: 'Told by the other key',
      description: 'Of these, leads whose other key finds somebody with another value.',
    },
    other_values: {
      type: 'INTEGER',
      label: 'Other values',
      description: 'Different values that these people have on the other side.',
    },
  },
  select: () => sql`
with pairs as (
  select c.lead_id, i.crm_lead_id, c.is_phone_equal, d.email_key as delivered_email, i.email_key as crm_email,
    d.phone_key as delivered_phone, i.phone_key as crm_phone
  from ${intLinkCandidates} c join ${intCrmIdentities} i using (identity_id) join ${intDeliveredLeads} d using (lead_id)
  where c.is_email_equal <> c.is_phone_equal
), told as (
  select 'email' as key_name, delivered_email as delivered_key, crm_email as crm_key, lead_id, crm_lead_id
  from pairs where is_phone_equal and delivered_email <> crm_email
  union all
  select 'phone', delivered_phone, crm_phone, lead_id, crm_lead_id
  from pairs where not is_phone_equal and delivered_phone <> crm_phone
), contradicted as (
  select key_name, delivered_key as key_value, 'delivered' as side, count(distinct lead_id) as told_leads,
    count(distinct crm_key) as other_values
  from told group by key_name, delivered_key
  union all
  select key_name, crm_key, 'crm', count(distinct crm_lead_id), count(distinct delivered_key) from told group by key_name, crm_key
), repeated as (
  -- One delivered lead is the person of all CRM leads with its keys.
  select key_name, key_value, delivered_leads from ${intKeyFrequencies} where crm_leads > 1 and delivered_leads <> 1
), emails as (select * from repeated where key_name = 'email'), phones as (select * from repeated where key_name = 'phone'
), held as (
  select e.key_value as email_key, p.key_value as phone_key, greatest(e.delivered_leads, p.delivered_leads) as delivered_leads
  from ${intCrmIdentities} i join emails e on e.key_value = i.email_key join phones p on p.key_value = i.phone_key
  join ${srcCrmValues} v using (identity_id) semi join ${srcCrmRanges} r on r.state_id = v.state_id
  group by all having count(distinct i.crm_lead_id) > 1 and count(distinct coalesce(v.zip, v.city)) > 1
), sided as (
  select key_name, key_value, 'delivered' as side, 'one_sided' as reason from ${intSharedKeys} where crm_leads = 0
  union
  select key_name, key_value, 'crm', 'one_sided' from ${intSharedKeys} where delivered_leads = 0 and partners > 1
  union
  select 'email', email_key, 'crm', case delivered_leads when 0 then 'one_sided' else 'pair' end from held
  union
  select 'phone', phone_key, 'crm', case delivered_leads when 0 then 'one_sided' else 'pair' end from held
), sure as (
  select c.* from contradicted c join ${intKeyFrequencies} f using (key_name, key_value)
  where (told_leads > 1 and other_values > 1)
    or (side = 'crm' and f.crm_leads > 1 and f.partners > 1 and f.delivered_leads <> 1)
    or (side = 'delivered' and f.delivered_leads > 1 and f.delivered_partners > 1 and f.crm_leads <> 1)
), doubtful as (
  select key_name, key_value, side, 'contradicted' as reason, told_leads, other_values from sure
  union all
  select key_name, key_value, side, min(reason), 0, 0 from sided anti join sure using (key_name, key_value, side)
  group by key_name, key_value, side
)
select key_name, key_value, side, reason, case side when 'crm' then f.crm_leads else f.delivered_leads end as leads,
  cast(told_leads as integer) as told_leads, cast(other_values as integer) as other_values
from doubtful join ${intKeyFrequencies} f using (key_name, key_value)`,
});
