import { defineModel } from '../../sql/model';
import { personKey } from '../../sql/person-verbs';
import { raw, sql } from '../../sql/sql';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { stgTouches } from '../clean/marketing/stg-touches.model';

/** By what the people of invoices, sessions and events are compared: each id is folded once, however many records have it. */
export const intPersonKeys = defineModel({
  name: 'int_person_keys',
  title: 'Person ids outside the lead tools',
  description: 'The ids of people in invoices, sessions and events, and by what each is compared.',
  grain: 'one row per id as it is written',
  key: ['user_uid'],
  columns: {
    user_uid: { type: 'VARCHAR', kind: 'hash', description: 'Id of the person, as written.', notNull: true },
    person_key: {
      type: 'VARCHAR',
      kind: 'hash',
      description: 'Id by which people are compared; null where it stands for nobody.',
    },
  },
  select: () => sql`
with written as (
  select user_uid from ${stgTouches} where user_uid is not null
  union
  select user_uid from ${stgInvoices} where user_uid is not null
)
select user_uid, ${personKey(raw('user_uid'))} as person_key from written`,
});
