import { oldest } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { intLeadRecords } from './int-lead-records.model';
import { intPersonMembers } from './int-person-members.model';

/** Every person id of the lead tools with its person: a person of merged records may have several. */
export const intPersonUids = defineModel({
  name: 'int_person_uids',
  title: 'Person ids',
  description: 'Which person each person id of the lead tools stands for.',
  grain: 'one row per person id',
  key: ['user_uid'],
  columns: {
    user_uid: { type: 'VARCHAR', kind: 'hash', description: 'Id of the person, as written.', notNull: true },
    person_no: { type: 'INTEGER', kind: 'text', description: 'Number of the person.', notNull: true },
    person_uid: {
      type: 'VARCHAR',
      kind: 'hash',
      description: 'The one id that stands for all ids of the person.',
      notNull: true,
    },
  },
  select: () => sql`
with written as (
  select r.user_uid, min(m.person_no) as person_no, min(m.lead_no) as lead_no
  from ${intPersonMembers} m join ${intLeadRecords} r using (lead_no)
  where r.user_uid is not null
  group by r.user_uid
),
chosen as (select person_no, ${oldest(raw('user_uid'), raw('lead_no'))} as person_uid from written group by person_no)
select user_uid, person_no, person_uid from written join chosen using (person_no)`,
});
