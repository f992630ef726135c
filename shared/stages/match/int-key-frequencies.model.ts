import { defineModel } from '../../sql/model';
import { raw, sql, type Sql } from '../../sql/sql';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';

const side = (key: 'email' | 'phone'): Sql => {
  const column = raw(`${key}_key`);
  return sql`
  select ${raw(`'${key}'`)} as key_name, coalesce(c.key_value, d.key_value) as key_value,
    coalesce(c.n, 0) as crm_leads, coalesce(d.n, 0) as delivered_leads,
    coalesce(c.partners, 0) as partners, coalesce(d.partners, 0) as delivered_partners
  from (select ${column} as key_value, count(distinct crm_lead_id) as n, count(distinct ${raw(key === 'email' ? 'phone_key' : 'email_key')}) as partners
    from ${intCrmIdentities} where ${column} is not null group by 1) c
  full join (select ${column} as key_value, count(*) as n, count(distinct ${raw(key === 'email' ? 'phone_key' : 'email_key')}) as partners
    from ${intDeliveredLeads} where ${column} is not null group by 1) d
    on c.key_value = d.key_value`;
};

/** How often each key value occurs on either side, and with how many different partner keys. */
export const intKeyFrequencies = defineModel({
  name: 'int_key_frequencies',
  title: 'Key frequencies',
  description:
    'How often each e-mail and phone key occurs, and with how many different keys of the other kind.',
  grain: 'one row per key and value',
  key: ['key_name', 'key_value'],
  shown: { grid: 540 },
  columns: {
    key_name: { type: 'VARCHAR', label: 'Key', description: 'email or phone.' },
    key_value: { type: 'VARCHAR', label: 'Value', kind: 'hash', description: 'The key.' },
    crm_leads: { type: 'INTEGER', label: 'CRM leads', description: 'CRM leads that carry it.' },
    delivered_leads: {
      type: 'INTEGER',
      label: 'Delivered leads',
      description: 'Delivered leads that carry it.',
    },
    partners: {
      type: 'INTEGER',
      description: 'Different keys of the other kind that stand beside it in the reports.',
    },
    delivered_partners: {
      type: 'INTEGER',
      label: 'Delivered partners',
      description: 'Different keys of the other kind that stand beside it among the delivered leads.',
    },
  },
  select: () => sql`
select key_name, key_value, cast(crm_leads as integer) as crm_leads, cast(delivered_leads as integer) as delivered_leads,
  cast(partners as integer) as partners, cast(delivered_partners as integer) as delivered_partners
from (${side('email')} union all ${side('phone')})`,
});
