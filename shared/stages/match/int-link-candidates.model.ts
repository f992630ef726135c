import { defineModel, type Columns } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intSharedKeys } from './int-shared-keys.model';

/** A candidate, and what its tier makes of it. */
export const CANDIDATE_COLUMNS = {
  identity_id: { type: 'INTEGER', description: 'The identity.' },
  lead_id: { type: 'INTEGER', description: 'The delivered lead.' },
  tier: { type: 'VARCHAR', kind: 'code', description: 'both, email_only, phone_only or conflict.' },
  is_strict: {
    type: 'BOOLEAN',
    description: 'Both keys agree, and not both are shared by many: evidence without a reviewer.',
    notNull: true,
  },
} satisfies Columns;

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
    ...CANDIDATE_COLUMNS,
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
), shared as (
  select i.identity_id from ${intCrmIdentities} i
  semi join ${intSharedKeys} e on e.key_name = 'email' and e.key_value = i.email_key
  semi join ${intSharedKeys} p on p.key_name = 'phone' and p.key_value = i.phone_key
)
select h.identity_id, h.lead_id, t.tier, t.tier = 'both' and s.identity_id is null as is_strict,
  h.is_email_equal, h.is_phone_equal
from hits h join identities t using (identity_id) left join shared s using (identity_id)
where t.tier <> 'both' or (h.is_email_equal and h.is_phone_equal)`,
});
