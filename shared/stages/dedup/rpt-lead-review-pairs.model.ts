import { oldest } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { lit, raw, sql } from '../../sql/sql';
import { intEmailPairs } from './int-email-pairs.model';
import { intLeadRecords } from './int-lead-records.model';
import { intPersonMembers } from './int-person-members.model';
import { srcDecidedPairs } from './src-decided-pairs';
import { srcWeighedPairs } from './src-weighed-pairs';

/** Pairs of people that are one with a lower probability are not asked about. */
export const LEAST_ASKED = 0.05;

/**
 * People who may be one and were not merged: their e-mails are equal or nearly so, or all that is known of them together
 * makes it probable. Where names, phones or dates of birth were weighed each pair has its probability, that of the most
 * probable two of their records.
 */
export const rptLeadReviewPairs = defineModel({
  name: 'lead_review_pairs',
  title: 'Possibly the same person',
  description:
    'People whose e-mails are equal or nearly so, or who are alike in what else is known, without a second key that says they are one, and of whom no reviewer said that they are two.',
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
    reason: {
      type: 'VARCHAR',
      kind: 'code',
      description:
        'same_email or near_email; alike: neither, but names, phone, city, date of birth … together make it probable.',
      notNull: true,
    },
    probability: {
      type: 'DOUBLE',
      kind: 'share',
      description:
        'Chance that both are one person; empty where there were no names, phones or dates of birth to weigh.',
    },
    is_alike: {
      type: 'BOOLEAN',
      label: 'Alike',
      description: 'Told by all that is known of both, not by their e-mails.',
      notNull: true,
    },
    is_asked: {
      type: 'BOOLEAN',
      label: 'Asked',
      description: 'Probable enough to be asked about in Review: 5 % or more, or not weighed.',
      notNull: true,
    },
    email_a: { type: 'VARCHAR', label: 'E-mail', description: 'E-mail of the earlier record.' },
    email_b: { type: 'VARCHAR', label: 'Other e-mail', description: 'E-mail of the later record.' },
    is_same_campaign: { type: 'BOOLEAN', description: 'Both records name the same campaign.' },
    is_same_amount: { type: 'BOOLEAN', description: 'Both records have the same deal amount.' },
    source_a: { type: 'VARCHAR', kind: 'code', label: 'Tool', description: 'Tool of the earlier record.' },
    record_number_a: {
      type: 'INTEGER',
      label: 'Record',
      description: 'Number of the earlier record in its file.',
    },
    source_b: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'Other tool',
      description: 'Tool of the later record.',
    },
    record_number_b: {
      type: 'INTEGER',
      label: 'Other record',
      description: 'Number of the later record in its file.',
    },
  },
  select: () => sql`
with weighed as (
  select least(a.person_no, b.person_no) as p, greatest(a.person_no, b.person_no) as q, max(w.probability) as probability,
    ${oldest(raw('(w.lead_no_a, w.lead_no_b)'), raw('(-w.probability, w.lead_no_a, w.lead_no_b)'))} as records
  from ${srcWeighedPairs} w
  join ${intPersonMembers} a on a.lead_no = w.lead_no_a
  join ${intPersonMembers} b on b.lead_no = w.lead_no_b
  where a.person_no <> b.person_no
  group by 1, 2
),
emailed as (
  select *, least(person_no_a, person_no_b) as p, greatest(person_no_a, person_no_b) as q from ${intEmailPairs}
),
alike as (
  select struct_extract(records, 1) as lead_no_a, struct_extract(records, 2) as lead_no_b, p, q, probability
  from weighed anti join emailed using (p, q) where probability >= ${lit(LEAST_ASKED)}
),
pairs as (
  select e.lead_no_a, e.lead_no_b, e.reason, w.probability, e.p, e.q from emailed e left join weighed w using (p, q)
  union all
  select lead_no_a, lead_no_b, 'alike', probability, p, q from alike
),
apart as (
  select distinct least(a.person_no, b.person_no) as p, greatest(a.person_no, b.person_no) as q
  from ${srcDecidedPairs} d
  join ${intPersonMembers} a on a.lead_no = d.lead_no_a
  join ${intPersonMembers} b on b.lead_no = d.lead_no_b
  where d.is_same = 0
)
select p.lead_no_a, p.lead_no_b, m.person_no as person_no_a, n.person_no as person_no_b, p.reason, p.probability, p.reason = 'alike' as is_alike,
  coalesce(p.probability >= ${lit(LEAST_ASKED)}, true) as is_asked, a.email as email_a, b.email as email_b,
  a.campaign_key = b.campaign_key as is_same_campaign, a.deal_amount_cents = b.deal_amount_cents as is_same_amount,
  a.source as source_a, a.record_number as record_number_a, b.source as source_b, b.record_number as record_number_b
from pairs p
join ${intLeadRecords} a on a.lead_no = p.lead_no_a
join ${intLeadRecords} b on b.lead_no = p.lead_no_b
join ${intPersonMembers} m on m.lead_no = p.lead_no_a
join ${intPersonMembers} n on n.lead_no = p.lead_no_b
anti join apart x on x.p = p.p and x.q = p.q
-- A decision is kept by the ids and e-mails of both: without any there is nothing to keep it by.
where coalesce(a.lead_id, a.user_uid, a.email) is not null and coalesce(b.lead_id, b.user_uid, b.email) is not null`,
});
