import { oldest } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { intLeadRecords } from './int-lead-records.model';
import { intPersonMembers } from './int-person-members.model';
import { srcDecidedPairs } from './src-decided-pairs';
import { srcNearEmails } from './src-near-emails';

/** People who share an e-mail, or nearly, and nothing else that is a key: not merged, to be looked at. */
export const rptLeadReviewPairs = defineModel({
  name: 'lead_review_pairs',
  title: 'Possibly the same person',
  description:
    'People whose e-mails are equal or nearly so, without a second key that says they are one, and of whom no reviewer said that they are two.',
  grain: 'one row per pair of people',
  key: ['lead_no_a', 'lead_no_b'],
  shown: { grid: 190, report: 130 },
  columns: {
    lead_no_a: {
      type: 'INTEGER',
      kind: 'text',
      label: 'Record no.',
      description: 'The earlier record.',
      notNull: true,
    },
    lead_no_b: {
      type: 'INTEGER',
      kind: 'text',
      label: 'Other record no.',
      description: 'The later record.',
      notNull: true,
    },
    person_no_a: {
      type: 'INTEGER',
      kind: 'text',
      label: 'Person no.',
      description: 'Person of the earlier record.',
    },
    person_no_b: {
      type: 'INTEGER',
      kind: 'text',
      label: 'Other person no.',
      description: 'Person of the later record.',
    },
    reason: { type: 'VARCHAR', description: 'same_email or near_email.', notNull: true },
    email_a: { type: 'VARCHAR', label: 'E-mail', description: 'E-mail of the earlier record.' },
    email_b: { type: 'VARCHAR', label: 'Other e-mail', description: 'E-mail of the later record.' },
    is_same_campaign: { type: 'BOOLEAN', description: 'Both records name the same campaign.' },
    is_same_amount: { type: 'BOOLEAN', description: 'Both records have the same deal amount.' },
    source_a: { type: 'VARCHAR', label: 'Tool', description: 'Tool of the earlier record.' },
    record_number_a: {
      type: 'INTEGER',
      label: 'Record',
      description: 'Number of the earlier record in its file.',
    },
    source_b: { type: 'VARCHAR', label: 'Other tool', description: 'Tool of the later record.' },
    record_number_b: {
      type: 'INTEGER',
      label: 'Other record',
      description: 'Number of the later record in its file.',
    },
  },
  select: () => sql`
with holders as (
  select r.email, m.person_no, min(m.lead_no) as lead_no
  from ${intPersonMembers} m join ${intLeadRecords} r using (lead_no)
  where r.email is not null
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
),
apart as (
  select distinct least(a.person_no, b.person_no) as p, greatest(a.person_no, b.person_no) as q
  from ${srcDecidedPairs} d
  join ${intPersonMembers} a on a.lead_no = d.lead_no_a
  join ${intPersonMembers} b on b.lead_no = d.lead_no_b
  where d.is_same = 0
)
select p.lead_no_a, p.lead_no_b, p.person_no_a, p.person_no_b, p.reason, a.email as email_a, b.email as email_b,
  a.campaign_key = b.campaign_key as is_same_campaign, a.deal_amount_cents = b.deal_amount_cents as is_same_amount,
  a.source as source_a, a.record_number as record_number_a, b.source as source_b, b.record_number as record_number_b
from ranked p
join ${intLeadRecords} a on a.lead_no = p.lead_no_a
join ${intLeadRecords} b on b.lead_no = p.lead_no_b
where p.rank = 1 and (least(p.person_no_a, p.person_no_b), greatest(p.person_no_a, p.person_no_b)) not in (select (p, q) from apart)`,
});
