import { oldest } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { intLeadRecords } from './int-lead-records.model';
import { intOtherEmails } from './int-other-emails.model';
import { intPersonMembers } from './int-person-members.model';

/**
 * By what other exports can name a person of the lead tools: every id, folded as `personKey` has it, and every e-mail that
 * is of one person alone. A person of merged records may have several.
 */
export const intPersonUids = defineModel({
  name: 'int_person_uids',
  title: 'Person ids',
  description: 'Which person each id and e-mail of the lead tools stands for.',
  grain: 'one row per person id',
  key: ['user_uid'],
  columns: {
    user_uid: {
      type: 'VARCHAR',
      kind: 'hash',
      description: 'Id or e-mail of the person, folded.',
      notNull: true,
    },
    person_no: { type: 'INTEGER', kind: 'text', description: 'Number of the person.', notNull: true },
    person_uid: {
      type: 'VARCHAR',
      kind: 'hash',
      description: 'The one id that stands for all ids of the person.',
      notNull: true,
    },
  },
  select: () => sql`
with ids as (
  select r.person_key as user_uid, min(m.person_no) as person_no, min(m.lead_no) as lead_no
  from ${intPersonMembers} m join ${intLeadRecords} r using (lead_no)
  where r.person_key is not null
  group by r.person_key
),
emails as (
  select r.email_key as user_uid, min(m.person_no) as person_no, min(m.lead_no) as lead_no
  from ${intPersonMembers} m join ${intLeadRecords} r using (lead_no)
  where r.email_key is not null
  group by r.email_key having count(distinct m.person_no) = 1
),
others as (
  select o.email_key as user_uid, min(m.person_no) as person_no, min(m.lead_no) as lead_no
  from ${intPersonMembers} m join ${intOtherEmails} o using (lead_no)
  anti join ${intLeadRecords} r on r.email_key = o.email_key
  group by o.email_key having count(distinct m.person_no) = 1
),
written as (
  select *, 0 as rank from ids
  union all
  select *, 1 from emails anti join ids using (user_uid)
  union all
  select *, 2 from others anti join ids using (user_uid)
),
chosen as (
  select person_no, coalesce(${oldest(raw('user_uid'), raw('lead_no'))} filter (rank = 0), ${oldest(raw('user_uid'), raw('lead_no'))} filter (rank = 1),
    ${oldest(raw('user_uid'), raw('(lead_no, user_uid)'))}) as person_uid
  from written group by person_no
)
select user_uid, person_no, person_uid from written join chosen using (person_no)`,
});
