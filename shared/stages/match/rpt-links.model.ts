import { defineModel } from '../../sql/model';
import { lit, raw, sql, type Sql } from '../../sql/sql';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intKeyFrequencies } from './int-key-frequencies.model';
import { intLinkCandidates } from './int-link-candidates.model';

/** Chance that a key agrees for a true link. */
const M = 0.95;

/**
 * log2(m/u) where the key agrees, log2((1-m)/(1-u)) where both sides have it and it differs, 0 where one lacks it.
 * Source: I. P. Fellegi, A. B. Sunter, "A theory for record linkage", JASA 64 (1969); u by value frequency after
 * W. E. Winkler, "Frequency-based matching in the Fellegi-Sunter model" (1989).
 */
const weight = (isEqual: Sql, u: Sql, isComparable: Sql): Sql => sql`case
    when ${isEqual} then log2(${lit(M)} / ${u})
    when ${isComparable} then log2((1 - ${lit(M)}) / (1 - least(${u}, 0.999999)))
    else 0 end`;

/** Each candidate link with its weight and the parts of it. */
export const rptLinks = defineModel({
  name: 'links',
  title: 'Links',
  description:
    'Each identity of the CRM reports with the delivered lead it points to, and how much the keys say.',
  grain: 'one row per identity and delivered lead',
  key: ['identity_id', 'lead_uuid'],
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
      description: 'log2(m/u) where the e-mail agrees, log2((1−m)/(1−u)) where it differs.',
    },
    phone_weight: {
      type: 'DOUBLE',
      label: 'Phone part (bits)',
      description: 'log2(m/u) where the phone agrees, log2((1−m)/(1−u)) where it differs.',
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
with totals as (
  select (select count(distinct crm_lead_id) from ${intCrmIdentities}) as crm_leads, (select count(*) from ${intDeliveredLeads}) as delivered_leads
), parts as (
  select c.*, i.lead_number, i.email_key, i.phone_key, d.lead_uuid, e.crm_leads as email_crm_leads, p.crm_leads as phone_crm_leads,
    greatest(coalesce(e.crm_leads, 1) / t.crm_leads, coalesce(e.delivered_leads, 1) / t.delivered_leads, 1e-9) as email_u,
    greatest(coalesce(p.crm_leads, 1) / t.crm_leads, coalesce(p.delivered_leads, 1) / t.delivered_leads, 1e-9) as phone_u,
    i.email_key is not null and d.email_key is not null as has_emails,
    i.phone_key is not null and d.phone_key is not null as has_phones
  from ${intLinkCandidates} c
  join ${intCrmIdentities} i using (identity_id)
  join ${intDeliveredLeads} d using (lead_id)
  left join ${intKeyFrequencies} e on e.key_name = 'email' and e.key_value = i.email_key
  left join ${intKeyFrequencies} p on p.key_name = 'phone' and p.key_value = i.phone_key
  cross join totals t
), weighed as (
  select *,
    ${weight(raw('is_email_equal'), raw('email_u'), raw('has_emails'))} as email_weight,
    ${weight(raw('is_phone_equal'), raw('phone_u'), raw('has_phones'))} as phone_weight
  from parts
)
select identity_id, lead_number, lead_uuid, tier,
  round(email_weight + phone_weight, 3) as weight, round(email_weight, 3) as email_weight, round(phone_weight, 3) as phone_weight,
  email_crm_leads, phone_crm_leads, email_key, phone_key
from weighed`,
});
