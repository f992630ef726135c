import { defineModel } from '../../sql/model';
import { raw, sql, type Sql } from '../../sql/sql';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intKeyFrequencies } from './int-key-frequencies.model';
import { intLinkEvidence } from './int-link-evidence.model';
import { intLinkProbabilities } from './int-link-probabilities.model';
import { srcWeightModel } from './src-weight-model';

/**
 * log2(m/u) where the key agrees, log2((1-m)/(1-u)) where both sides have it and it differs, 0 where one lacks it.
 * Source: I. P. Fellegi, A. B. Sunter, "A theory for record linkage", JASA 64 (1969); u by value frequency after
 * W. E. Winkler, "Frequency-based matching in the Fellegi-Sunter model" (1989).
 */
const weight = (comparison: Sql, m: Sql, u: Sql): Sql => sql`case ${comparison}
    when 'agrees' then log2(${m} / ${u}) when 'differs' then log2(1 - ${m}) else 0 end`;

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
      kind: 'code',
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
      description:
        'Chance that the link is true: prior and weights together, shared among all candidates of the identity and none.',
    },
    is_likely: {
      type: 'BOOLEAN',
      label: 'Likely',
      description: 'It counts under likely as long as no reviewer decides.',
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
with weighed as (
  select e.*, p.probability, p.is_likely,
    ${weight(raw('e.email'), raw('w.m_email'), raw('e.email_u'))} as email_weight,
    ${weight(raw('e.phone'), raw('w.m_phone'), raw('e.phone_u'))} as phone_weight,
    log2(w.prior / (1 - w.prior)) as prior_weight
  from ${intLinkEvidence} e join ${intLinkProbabilities} p using (identity_id, lead_id) cross join ${srcWeightModel} w
)
select w.identity_id, i.lead_number, d.lead_uuid, w.tier,
  round(email_weight + phone_weight, 3) as weight, round(email_weight, 3) as email_weight, round(phone_weight, 3) as phone_weight,
  round(prior_weight, 3) as prior_weight, w.probability, w.is_likely,
  f.crm_leads as email_crm_leads, g.crm_leads as phone_crm_leads, i.email_key, i.phone_key
from weighed w join ${intCrmIdentities} i using (identity_id) join ${intDeliveredLeads} d using (lead_id)
left join ${intKeyFrequencies} f on f.key_name = 'email' and f.key_value = i.email_key
left join ${intKeyFrequencies} g on g.key_name = 'phone' and g.key_value = i.phone_key`,
});
