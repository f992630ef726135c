import { defineModel } from '../../sql/model';
import { lit, sql } from '../../sql/sql';
import { intKeyFrequencies } from './int-key-frequencies.model';

export interface PlaceholderParameters {
  /** Different partners from which a key is a placeholder. */
  readonly placeholderPartners: number;
}

/** Values that stand for "no value": one in both key columns, or one with many different partners. */
export const intPlaceholderKeys = defineModel<PlaceholderParameters>({
  name: 'int_placeholder_keys',
  title: 'Placeholder keys',
  description: 'Key values that stand in both key columns, or beside many different partners.',
  grain: 'one row per key value',
  key: ['key_value'],
  shown: { grid: 550 },
  columns: {
    key_value: { type: 'VARCHAR', label: 'Value', kind: 'hash', description: 'The key.' },
    email_crm_leads: {
      type: 'INTEGER',
      label: 'CRM leads with it as e-mail',
      description: 'CRM leads that carry it as their e-mail.',
    },
    phone_crm_leads: {
      type: 'INTEGER',
      label: 'CRM leads with it as phone',
      description: 'CRM leads that carry it as their phone.',
    },
    partners: { type: 'INTEGER', description: 'Most different keys of the other kind beside it.' },
    is_in_both_columns: { type: 'BOOLEAN', description: 'It stands in both key columns.' },
  },
  example: { placeholderPartners: 2 },
  select: ({ placeholderPartners }) => sql`
with by_value as (
  select key_value,
    cast(coalesce(sum(crm_leads) filter (key_name = 'email'), 0) as integer) as email_crm_leads,
    cast(coalesce(sum(crm_leads) filter (key_name = 'phone'), 0) as integer) as phone_crm_leads,
    max(partners) as partners
  from ${intKeyFrequencies}
  where crm_leads > 0
  group by key_value
)
select key_value, email_crm_leads, phone_crm_leads, partners,
  email_crm_leads > 0 and phone_crm_leads > 0 as is_in_both_columns
from by_value
where (email_crm_leads > 0 and phone_crm_leads > 0) or partners >= ${lit(placeholderPartners)}`,
});
