import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';

/**
 * Each identity with the delivered leads that its keys point to, and the tier that follows, taken literally.
 * Where both keys point to a common lead, leads that only one key hits are no candidates.
 */
export const intLinkCandidates = defineModel({
  name: 'int_link_candidates',
  title: 'Link candidates',
  description: 'Identities with the delivered leads that their keys point to.',
  grain: 'one row per identity and delivered lead',
  key: ['identity_id', 'lead_id'],
  columns: {
    identity_id: { type: 'INTEGER', description: 'The identity.' },
    lead_id: { type: 'INTEGER', description: 'The delivered lead.' },
    tier: { type: 'VARCHAR', description: 'both, email_only, phone_only or conflict.' },
    is_email_equal: { type: 'BOOLEAN', description: 'The e-mail keys are equal.' },
    is_phone_equal: { type: 'BOOLEAN', description: 'The phone keys are equal.' },
  },
  select: () => sql`
with email_hits as (
  select i.identity_id, d.lead_id from ${intCrmIdentities} i join ${intDeliveredLeads} d on i.email_key = d.email_key
), phone_hits as (
  select i.identity_id, d.lead_id from ${intCrmIdentities} i join ${intDeliveredLeads} d on i.phone_key = d.phone_key
), hits as (
  select identity_id, lead_id, e.lead_id is not null as is_email_equal, p.lead_id is not null as is_phone_equal
  from email_hits e full join phone_hits p using (identity_id, lead_id)
), identities as (
  select identity_id,
    case when bool_or(is_email_equal and is_phone_equal) then 'both'
      when bool_or(is_email_equal) and bool_or(is_phone_equal) then 'conflict'
      when bool_or(is_email_equal) then 'email_only' else 'phone_only' end as tier
  from hits group by identity_id
)
select identity_id, lead_id, tier, is_email_equal, is_phone_equal
from hits join identities using (identity_id)
where tier <> 'both' or (is_email_equal and is_phone_equal)`,
});
