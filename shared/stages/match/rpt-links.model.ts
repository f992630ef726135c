import { defineModel } from '../../sql/model';
import { raw, sql, type Sql } from '../../sql/sql';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intKeyFrequencies } from './int-key-frequencies.model';
import { intKeyRarity } from './int-key-rarity.model';
import { intLinkCandidates } from './int-link-candidates.model';
import { srcWeightModel } from './src-weight-model';

/**
 * log2(m/u) where the key agrees, log2((1-m)/(1-u)) where both sides have it and it differs, 0 where one lacks it.
 * Source: I. P. Fellegi, A. B. Sunter, "A theory for record linkage", JASA 64 (1969); u by value frequency after
 * W. E. Winkler, "Frequency-based matching in the Fellegi-Sunter model" (1989).
 */
const weight = (isEqual: Sql, m: Sql, u: Sql, isComparable: Sql): Sql => sql`case
    when ${isEqual} then log2(${m} / ${u})
    when ${isComparable} then log2(1 - ${m})
    else 0 end`;

/** Each candidate link with its weight and the parts of it. */
export const rptLinks = defineModel({
  name: 'links',
  title: 'Links',
  description:
    'Each identity of the CRM reports with the delivered lead it points to, and how much the keys say.',
  grain: 'one row per identity and delivered lead',
  key: ['identity_id', 'lead_uuid'],
  shown: { grid: 20 },
  materialized: 'view',
  columns: {
    identity_id: {
      type: 'INTEGER',
      label: 'Identity',
      kind: 'text',
      description: 'Number of the identity within this session.',
    },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of the CRM.' },
    lead_uuid: {
      type: 'VARCHAR',
      label: 'Delivered lead',
      kind: 'hash',
      description: 'Id of the delivered lead.',
    },
    tier: {
      type: 'VARCHAR',
      description:
        'both: both keys agree; email_only, phone_only: the other key hits no lead; conflict: the keys point to different leads.',
    },
    weight: {
      type: 'DOUBLE',
      label: 'Weight (bits)',
      description:
        'Sum of the two parts: how much more likely these keys are for a true link than by chance, as a power of two.',
    },
    email_weight: {
      type: 'DOUBLE',
      label: 'E-mail part (bits)',
      description: 'log2(m/u) where the e-mail agrees, log2(1−m) where it differs.',
    },
    phone_weight: {
      type: 'DOUBLE',
      label: 'Phone part (bits)',
      description: 'log2(m/u) where the phone agrees, log2(1−m) where it differs.',
    },
    prior_weight: {
      type: 'DOUBLE',
      label: 'Prior (bits)',
      description: 'log2 of the odds that an identity and a delivered lead drawn at random are one person.',
    },
    probability: {
      type: 'DOUBLE',
      kind: 'share',
      label: 'Probability',
      description: 'Chance that the link is true: prior and weights together.',
    },
    email_crm_leads: {
      type: 'INTEGER',
      label: 'CRM leads with this e-mail',
      description: 'A key that many share says little.',
    },
    phone_crm_leads: {
      type: 'INTEGER',
      label: 'CRM leads with this phone',
      description: 'A key that many share says little.',
    },
    email_key: {
      type: 'VARCHAR',
      label: 'E-mail key',
      kind: 'hash',
      description: 'E-mail key of the identity.',
    },
    phone_key: {
      type: 'VARCHAR',
      label: 'Phone key',
      kind: 'hash',
      description: 'Phone key of the identity.',
    },
  },
  select: () => sql`
with parts as (
  select c.*, i.lead_number, i.email_key, i.phone_key, d.lead_uuid, f.crm_leads as email_crm_leads, g.crm_leads as phone_crm_leads,
    e.u as email_u, p.u as phone_u,
    i.email_key is not null and d.email_key is not null as has_emails,
    i.phone_key is not null and d.phone_key is not null as has_phones,
    w.m_email, w.m_phone, w.prior
  from ${intLinkCandidates} c
  join ${intCrmIdentities} i using (identity_id)
  join ${intDeliveredLeads} d using (lead_id)
  left join ${intKeyRarity} e on e.key_name = 'email' and e.key_value = i.email_key
  left join ${intKeyRarity} p on p.key_name = 'phone' and p.key_value = i.phone_key
  left join ${intKeyFrequencies} f on f.key_name = 'email' and f.key_value = i.email_key
  left join ${intKeyFrequencies} g on g.key_name = 'phone' and g.key_value = i.phone_key
  cross join ${srcWeightModel} w
), weighed as (
  select *,
    ${weight(raw('is_email_equal'), raw('m_email'), raw('email_u'), raw('has_emails'))} as email_weight,
    ${weight(raw('is_phone_equal'), raw('m_phone'), raw('phone_u'), raw('has_phones'))} as phone_weight,
    log2(prior / (1 - prior)) as prior_weight
  from parts
)
select identity_id, lead_number, lead_uuid, tier,
  round(email_weight + phone_weight, 3) as weight, round(email_weight, 3) as email_weight, round(phone_weight, 3) as phone_weight,
  round(prior_weight, 3) as prior_weight,
  1 / (1 + pow(2, -greatest(-1000, least(1000, prior_weight + email_weight + phone_weight)))) as probability,
  email_crm_leads, phone_crm_leads, email_key, phone_key
from weighed`,
});
