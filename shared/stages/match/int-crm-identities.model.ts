import { defineModel } from '../../sql/model';
import { ident, lit, raw, sql, type Sql } from '../../sql/sql';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';
import { intRekeyedKeys } from './int-rekeyed-keys.model';
import { EXAMPLE_KEY_PLAN, comparableEmail, comparablePhone, type KeyPlan } from './key-plan';

/** The identities of the CRM reports: distinct lead number, e-mail hash and phone hash over all snapshots. */
export const intCrmIdentities = defineModel<KeyPlan>({
  name: 'int_crm_identities',
  title: 'CRM identities',
  description:
    'Distinct lead number, e-mail hash and phone hash of the CRM reports, with the keys that are compared.',
  grain: 'one row per identity',
  key: ['identity_id'],
  shown: { grid: 520 },
  columns: {
    identity_id: { type: 'INTEGER', description: 'Number of the identity within this session.' },
    crm_lead_id: { type: 'INTEGER', description: 'Number of its CRM lead within this session.' },
    lead_number: { type: 'VARCHAR', description: 'Lead number.' },
    email_key: { type: 'VARCHAR', kind: 'hash', description: 'E-mail key that is compared.' },
    phone_key: { type: 'VARCHAR', kind: 'hash', description: 'Phone key that is compared.' },
  },
  example: EXAMPLE_KEY_PLAN,
  select: ({ crm, notAKey, rekeyed }) => {
    const told = (key: 'email' | 'phone'): Sql => {
      const reported = ident(`reported_${key}`);
      return rekeyed[key].length === 0
        ? reported
        : sql`coalesce((select k.compared_key from ${intRekeyedKeys} k where k.key_name = ${lit(key)} and k.reported_key = ${reported}), ${reported})`;
    };
    return sql`
with current_states as (
  select distinct state_id from ${srcCrmRanges}
), identities as (
  select identity_id, first(crm_lead_id) as crm_lead_id, first(lead_number) as lead_number,
    first(email_key) as reported_email, first(phone_key) as reported_phone
  from ${srcCrmValues} v
  semi join current_states using (state_id)
  group by identity_id
), told as (
  select identity_id, crm_lead_id, lead_number, ${told('email')} as told_email, ${told('phone')} as told_phone
  from identities
)
select identity_id, crm_lead_id, lead_number,
  ${comparableEmail(raw('told_email'), raw('told_email'), raw('told_email'), crm.email, notAKey)} as email_key,
  ${comparablePhone(raw('told_phone'), raw('told_phone'), crm.phone, notAKey)} as phone_key
from told`;
  },
});
