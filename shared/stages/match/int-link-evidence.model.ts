import { defineModel } from '../../sql/model';
import { raw, sql, type Sql } from '../../sql/sql';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intKeyRarity } from './int-key-rarity.model';
import { CANDIDATE_COLUMNS, intLinkCandidates } from './int-link-candidates.model';

const compared = (key: 'email' | 'phone'): Sql => {
  const column = raw(`${key}_key`);
  return sql`case when c.is_${raw(key)}_equal then 'agrees' when i.${column} is null or d.${column} is null then 'missing' else 'differs' end`;
};

/** What the keys say of each candidate, and how rare the values are that agree: all that weighing a link needs. */
export const intLinkEvidence = defineModel({
  name: 'int_link_evidence',
  title: 'Evidence of links',
  description: 'How the keys of each candidate compare, and the chance that a stranger has the same.',
  grain: 'one row per identity and delivered lead',
  key: ['identity_id', 'lead_id'],
  columns: {
    ...CANDIDATE_COLUMNS,
    email: { type: 'VARCHAR', description: 'agrees, differs, or missing on a side.' },
    phone: { type: 'VARCHAR', description: 'agrees, differs, or missing on a side.' },
    email_u: { type: 'DOUBLE', description: 'Chance that a stranger has this e-mail; 0 unless it agrees.' },
    phone_u: { type: 'DOUBLE', description: 'Chance that a stranger has this phone; 0 unless it agrees.' },
  },
  select: () => sql`
select c.identity_id, c.lead_id, c.tier, c.is_strict, ${compared('email')} as email, ${compared('phone')} as phone,
  case when c.is_email_equal then e.u else 0 end as email_u, case when c.is_phone_equal then p.u else 0 end as phone_u
from ${intLinkCandidates} c join ${intCrmIdentities} i using (identity_id) join ${intDeliveredLeads} d using (lead_id)
left join ${intKeyRarity} e on e.key_name = 'email' and e.key_value = i.email_key
left join ${intKeyRarity} p on p.key_name = 'phone' and p.key_value = i.phone_key`,
});
