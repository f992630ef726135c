import { keyForm } from '../../sql/key-verbs';
import { defineModel } from '../../sql/model';
import { ident, lit, sql, type Sql } from '../../sql/sql';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';

/** CRM leads that are reported with more than one e-mail or phone key. */
const SEVERAL = sql`select crm_lead_id from ${srcCrmValues} semi join ${srcCrmRanges} using (state_id) group by crm_lead_id
  having min(email_key) <> max(email_key) or min(phone_key) <> max(phone_key)`;

const changesOf = (key: 'email' | 'phone', other: 'email' | 'phone'): Sql => {
  const [now, before] = [ident(`${key}_key`), ident(`${key}_before`)];
  const [otherNow, otherBefore] = [ident(`${other}_key`), ident(`${other}_before`)];
  const isFormChanged = sql`${keyForm(now)} <> ${keyForm(before)}`;
  return sql`
select crm_lead_id, snapshot_order, ${lit(key)} as key_name, ${before} as key_before, ${now} as key_after,
  case when ${otherNow} = ${otherBefore} then true when ${isFormChanged} then coalesce(is_entry_same, is_place_same)
    else is_entry_same and is_place_same end as is_same_person,
  ${isFormChanged} as is_form_changed
from spells where ${now} <> ${before}`;
};

/**
 * Where a CRM lead is reported with another key than before. Mostly a corrected e-mail; where most leads of a report
 * change theirs at once, the report's keys are made in another way.
 */
export const intKeyChanges = defineModel({
  name: 'int_key_changes',
  title: 'Changes of keys',
  description: 'CRM leads whose e-mail or phone key is another than in the reports before.',
  grain: 'one row per CRM lead, key and snapshot in which it changed',
  key: ['crm_lead_id', 'key_name', 'snapshot_order'],
  columns: {
    crm_lead_id: { type: 'INTEGER', description: 'The CRM lead.' },
    snapshot_order: { type: 'INTEGER', description: 'The first snapshot with the new key.' },
    key_name: { type: 'VARCHAR', description: 'email or phone.' },
    key_before: { type: 'VARCHAR', kind: 'hash', description: 'The key as it was reported before.' },
    key_after: { type: 'VARCHAR', kind: 'hash', description: 'The key as it is reported then.' },
    is_same_person: {
      type: 'BOOLEAN',
      description:
        'The other key is the same; or the entry date and the place (postal code, else city) are, of which one is enough where the key is of another kind. Null: nothing tells.',
    },
    is_form_changed: {
      type: 'BOOLEAN',
      description: 'Another algorithm, or a hash in place of a raw value.',
    },
  },
  hasRowsWhere: () => SEVERAL,
  select: () => sql`
with states as (
  select v.crm_lead_id, r.valid_from as snapshot_order, v.email_key, v.phone_key, v.entry_on, v.zip, v.city
  from ${srcCrmRanges} r join ${srcCrmValues} v using (state_id)
  where v.crm_lead_id in (${SEVERAL})
  qualify row_number() over (partition by v.crm_lead_id, r.valid_from order by v.tie_break) = 1
), spells as (
  select *, lag(email_key ignore nulls) over leads as email_before, lag(phone_key ignore nulls) over leads as phone_before,
    entry_on = lag(entry_on ignore nulls) over leads as is_entry_same,
    coalesce(zip = lag(zip ignore nulls) over leads, city = lag(city ignore nulls) over leads) as is_place_same
  from states window leads as (partition by crm_lead_id order by snapshot_order)
)
${changesOf('email', 'phone')}
union all ${changesOf('phone', 'email')}`,
});
