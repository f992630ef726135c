import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intKeyFrequencies } from './int-key-frequencies.model';
import { intLinkCandidates } from './int-link-candidates.model';

/**
 * The chance u that a stranger has a key value. A value counts for as many strangers as it has further holders; a
 * lead of either side that comes again with the same partner key is no stranger. A value with one holder is not impossible for a
 * stranger: Good and Turing expect 2·n₂/n₁ further ones, n₁ and n₂ being the values with one and two holders. But
 * where each side has one holder and the two are strangers, both must lack their own counterpart on the other side:
 * so that chance is taken times the shares of CRM leads and of delivered leads that have no partner by both keys.
 * Source: I. J. Good, "The population frequencies of species and the estimation of population parameters",
 * Biometrika 40 (1953); half a value is added to n₂ so that none is taken to be unique for sure.
 */
export const intKeyRarity = defineModel({
  name: 'int_key_rarity',
  title: 'Rarity of keys',
  description: 'For each key value that both sides have: the chance that a stranger has it.',
  grain: 'one row per key and value that both sides have',
  key: ['key_name', 'key_value'],
  columns: {
    key_name: { type: 'VARCHAR', label: 'Key', description: 'email or phone.' },
    key_value: { type: 'VARCHAR', label: 'Value', kind: 'hash', description: 'The key.' },
    u: { type: 'DOUBLE', description: 'Chance that a stranger has this value.' },
    u_average: { type: 'DOUBLE', description: 'Chance that two strangers share a value of this key.' },
  },
  select: () => sql`
with holders as (
  select key_name, key_value, greatest(1, case when partners = 0 then crm_leads else least(crm_leads, partners) end) as crm,
    greatest(1, case when delivered_partners = 0 then delivered_leads else least(delivered_leads, delivered_partners) end) as delivered,
    crm_leads > 0 as is_reported, delivered_leads > 0 as is_delivered
  from ${intKeyFrequencies}
), sizes as (
  select greatest(1, (select count(distinct crm_lead_id) from ${intCrmIdentities})) as crm,
    greatest(1, (select count(*) from ${intDeliveredLeads})) as delivered
), overlap as (
  select greatest(0.5 / s.crm, 1 - count(distinct i.crm_lead_id) / s.crm) as crm_alone,
    greatest(0.5 / s.delivered, 1 - count(distinct c.lead_id) / s.delivered) as delivered_alone
  from sizes s left join ${intLinkCandidates} c on c.tier = 'both' left join ${intCrmIdentities} i using (identity_id)
  group by s.crm, s.delivered
), shape as (
  select key_name,
    least(1, 2 * (count(*) filter (is_reported and h.crm = 2) + 0.5) / greatest(1, count(*) filter (is_reported and h.crm = 1))) as crm_once,
    least(1, 2 * (count(*) filter (is_delivered and h.delivered = 2) + 0.5) / greatest(1, count(*) filter (is_delivered and h.delivered = 1))) as delivered_once,
    greatest(
      coalesce(sum(cast(h.crm as double) * (h.crm - 1)) filter (is_reported), 0) / any_value(cast(s.crm as double) * greatest(1, s.crm - 1)),
      coalesce(sum(cast(h.delivered as double) * (h.delivered - 1)) filter (is_delivered), 0) / any_value(cast(s.delivered as double) * greatest(1, s.delivered - 1)),
      1 / any_value(cast(s.crm as double) * s.delivered)) as u_average
  from holders h, sizes s group by key_name
)
select h.key_name, h.key_value,
  least(0.5, case when h.crm = 1 and h.delivered = 1
    then greatest(p.crm_once / s.crm, p.delivered_once / s.delivered) * o.crm_alone * o.delivered_alone
    else greatest((h.crm - 1) / s.crm, (h.delivered - 1) / s.delivered) end) as u,
  least(0.5, p.u_average) as u_average
from holders h join shape p using (key_name), sizes s, overlap o
where h.is_reported and h.is_delivered`,
});
