import { defineModel, type Columns } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intCrmIdentities } from './int-crm-identities.model';
import { intLinkCandidates } from './int-link-candidates.model';

/** The keys as they are compared. */
export const COMPARED_KEY_COLUMNS = {
  email_key: {
    type: 'VARCHAR',
    label: 'E-mail key',
    kind: 'hash',
    description: 'E-mail key that is compared.',
  },
  phone_key: {
    type: 'VARCHAR',
    label: 'Phone key',
    kind: 'hash',
    description: 'Phone key that is compared.',
  },
} satisfies Columns;

/** Every identity with its tier; `none` where no key hits a delivered lead. */
export const intIdentityTiers = defineModel({
  name: 'int_identity_tiers',
  title: 'Tiers of identities',
  description: 'Every identity of the CRM reports with its tier.',
  grain: 'one row per identity',
  key: ['identity_id'],
  shown: { grid: 530 },
  columns: {
    identity_id: { type: 'INTEGER', description: 'The identity.' },
    crm_lead_id: { type: 'INTEGER', description: 'Its CRM lead.' },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of the CRM.' },
    tier: { type: 'VARCHAR', kind: 'code', description: 'both, email_only, phone_only, conflict or none.' },
    is_strict: {
      type: 'BOOLEAN',
      label: 'Strict',
      description: 'Both keys agree, and not both are shared by many.',
      notNull: true,
    },
    ...COMPARED_KEY_COLUMNS,
    candidate_count: {
      type: 'INTEGER',
      label: 'Candidates',
      description: 'Delivered leads that its keys point to.',
    },
  },
  select: () => sql`
with candidates as (
  select identity_id, first(tier) as tier, first(is_strict) as is_strict, count(*) as candidate_count from ${intLinkCandidates} group by identity_id
)
select i.identity_id, i.crm_lead_id, i.lead_number, coalesce(c.tier, 'none') as tier, coalesce(c.is_strict, false) as is_strict, i.email_key, i.phone_key,
  cast(coalesce(c.candidate_count, 0) as integer) as candidate_count
from ${intCrmIdentities} i left join candidates c using (identity_id)`,
});
