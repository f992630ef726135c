import { oldest } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { intLeadRecords } from './int-lead-records.model';
import { intPersonMembers } from './int-person-members.model';
import { srcNearEmails } from './src-near-emails';

/** People who share an e-mail, or nearly, and nothing else that is a key: they were not merged. */
export const intEmailPairs = defineModel({
  name: 'int_email_pairs',
  title: 'People with equal or nearly equal e-mails',
  description:
    'Pairs of people whose e-mails are equal or nearly so, each with the earliest records that say so.',
  grain: 'one row per pair of people',
  key: ['lead_no_a', 'lead_no_b'],
  columns: {
    lead_no_a: { type: 'INTEGER', kind: 'text', description: 'The earlier record.', notNull: true },
    lead_no_b: { type: 'INTEGER', kind: 'text', description: 'The later record.', notNull: true },
    person_no_a: {
      type: 'INTEGER',
      kind: 'text',
      description: 'Person of the earlier record.',
      notNull: true,
    },
    person_no_b: { type: 'INTEGER', kind: 'text', description: 'Person of the later record.', notNull: true },
    reason: { type: 'VARCHAR', description: 'same_email or near_email.', notNull: true },
  },
  select: () => sql`
with holders as (
  select r.email, m.person_no, min(m.lead_no) as lead_no
  from ${intPersonMembers} m join ${intLeadRecords} r using (lead_no)
  where r.email is not null and r.email_key is not null
  group by r.email, m.person_no
),
shared as (
  select email, min(lead_no) as lead_no, ${oldest(raw('person_no'), raw('lead_no'))} as person_no
  from holders group by email having count(*) > 1
),
found as (
  select s.person_no as p, s.lead_no as l, h.person_no as q, h.lead_no as k, 'same_email' as reason
  from shared s join holders h using (email)
  where h.person_no <> s.person_no
  union all
  select a.person_no, a.lead_no, b.person_no, b.lead_no, 'near_email'
  from ${srcNearEmails} n
  join holders a on a.email = n.email_a
  join holders b on b.email = n.email_b
  where a.person_no <> b.person_no
),
pairs as (
  select least(l, k) as lead_no_a, greatest(l, k) as lead_no_b,
    case when l < k then p else q end as person_no_a, case when l < k then q else p end as person_no_b, reason
  from found
),
-- People may hold several e-mails that are near: one pair of theirs is enough, the earliest.
ranked as (
  select *, row_number() over (
      partition by least(person_no_a, person_no_b), greatest(person_no_a, person_no_b)
      order by lead_no_a, lead_no_b, reason desc) as rank
  from pairs
)
select lead_no_a, lead_no_b, person_no_a, person_no_b, reason from ranked where rank = 1`,
});
