import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intLinkCandidates } from './int-link-candidates.model';
import { intPlaceholderKeys } from './int-placeholder-keys.model';

/**
 * CRM leads whose e-mail stands where a delivered lead has its phone, or the other way round: one of the two has its
 * columns swapped. Keys are compared with their own kind, so nothing links them; two hashes of different values are
 * never equal by chance. Values that stand in both columns of the reports are placeholders, and named as such.
 */
export const rptSwappedKeys = defineModel({
  name: 'rpt_swapped_keys',
  title: 'Keys in the column of the other',
  description: 'CRM leads with a key that a delivered lead has in its other key column.',
  grain: 'one row per CRM lead, delivered lead and key',
  key: ['crm_lead_id', 'lead_uuid', 'key_value'],
  shown: { grid: 551 },
  columns: {
    crm_lead_id: { type: 'INTEGER', description: 'The CRM lead.' },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Its lead number.' },
    lead_uuid: { type: 'VARCHAR', label: 'Lead id', kind: 'hash', description: 'Id of the delivered lead.' },
    crm_column: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'In the reports as',
      description: 'email or phone; the delivered lead has it as the other.',
    },
    key_value: { type: 'VARCHAR', label: 'Value', kind: 'hash', description: 'The key as it is compared.' },
    is_linked: {
      type: 'BOOLEAN',
      label: 'Found all the same',
      description: 'Whether a key finds the delivered lead all the same.',
      notNull: true,
    },
  },
  select: () => sql`
with hits as (
  select distinct i.crm_lead_id, i.lead_number, d.lead_id, d.lead_uuid, 'email' as crm_column, i.email_key as key_value
  from ${intCrmIdentities} i join ${intDeliveredLeads} d on i.email_key = d.phone_key
  union all
  select distinct i.crm_lead_id, i.lead_number, d.lead_id, d.lead_uuid, 'phone', i.phone_key
  from ${intCrmIdentities} i join ${intDeliveredLeads} d on i.phone_key = d.email_key
), found as (
  select distinct i.crm_lead_id, c.lead_id from ${intLinkCandidates} c join ${intCrmIdentities} i using (identity_id)
)
select h.crm_lead_id, h.lead_number, h.lead_uuid, min(h.crm_column) as crm_column, h.key_value, bool_or(f.lead_id is not null) as is_linked
from hits h left join found f using (crm_lead_id, lead_id)
where h.key_value not in (select key_value from ${intPlaceholderKeys})
group by h.crm_lead_id, h.lead_number, h.lead_uuid, h.key_value`,
});
