import { defineModel } from '../../sql/model';
import { sql, type Sql } from '../../sql/sql';
import { intLeadRecords } from './int-lead-records.model';
import { intMergedLeads } from './int-merged-leads.model';
import { intOtherEmails } from './int-other-emails.model';
import { srcDecidedPairs } from './src-decided-pairs';
import { srcNearEmails } from './src-near-emails';

const isSame = (column: Sql): Sql => sql`a.${column} is not distinct from b.${column}`;

/**
 * Pairs of lead records that are one person, each with the rule that says so. Within a tool each record is paired
 * with the first of its key, not with all of it: enough to connect them, and never quadratic.
 *
 * A near-equal e-mail counts only beside a second key. Between two tools the lead id alone is no key, since each
 * tool numbers its own leads; with an e-mail that is equal or near it is, unless the ids of the people differ. An equal
 * e-mail alone joins records of which one lacks the id of a person, where no two ids share it.
 */
export const intLeadPairs = defineModel({
  name: 'int_lead_pairs',
  title: 'Lead records that belong together',
  description: 'Pairs of lead records that were merged, with the rule.',
  grain: 'one row per pair and rule',
  key: ['lead_no_a', 'lead_no_b', 'rule'],
  shown: { grid: 330 },
  columns: {
    lead_no_a: { type: 'INTEGER', kind: 'text', description: 'The earlier record.', notNull: true },
    lead_no_b: { type: 'INTEGER', kind: 'text', description: 'The later record.', notNull: true },
    rule: {
      type: 'VARCHAR',
      kind: 'code',
      description:
        'exact_copy, near_email_and_user_uid, near_email_and_lead_id, same_user_uid, same_lead_id: within a tool; merged_in_tool: the tool merged them; other_source: the same person in the other tool; same_email: the e-mail is the same, and not both have the id of a person; reviewer: a reviewer said so.',
      notNull: true,
    },
  },
  select: () => sql`
with of_person as (
  select source, person_key, min(lead_no) as first_no, count(*) as records
  from ${intLeadRecords} where person_key is not null group by source, person_key
),
of_lead as (
  select source, lead_key, min(lead_no) as first_no
  from ${intLeadRecords} where lead_key is not null group by source, lead_key having count(*) > 1
),
of_copy as (
  select source, email, campaign_key, status, deal_amount_cents, min(lead_no) as first_no
  from ${intLeadRecords} where person_key is null and lead_key is null and email_key is not null
  group by source, email, campaign_key, status, deal_amount_cents having count(*) > 1
),
-- Where records of an e-mail lack the id of a person, and the others have the same one, the e-mail is the person.
emailed as (
  select lead_no, person_key, email_key from ${intLeadRecords} where email_key is not null
  union all
  select lead_no, person_key, email_key from ${intOtherEmails}
),
of_email as (
  select email_key, min(lead_no) as first_no from emailed
  group by email_key having count(*) > 1 and count(distinct person_key) <= 1 and count(person_key) < count(*)
),
within_source as (
  select f.first_no as lead_no_a, r.lead_no as lead_no_b, 'same_user_uid' as rule
  from ${intLeadRecords} r join of_person f using (source, person_key)
  where f.records > 1 and r.lead_no > f.first_no
  union all
  select f.first_no, r.lead_no, 'same_lead_id'
  from ${intLeadRecords} r join of_lead f using (source, lead_key)
  where r.lead_no > f.first_no
  union all
  select f.first_no, r.lead_no, 'exact_copy'
  from ${intLeadRecords} r join of_copy f on r.source = f.source and r.email = f.email
    and r.campaign_key is not distinct from f.campaign_key and r.status is not distinct from f.status
    and r.deal_amount_cents is not distinct from f.deal_amount_cents
  where r.person_key is null and r.lead_key is null and r.lead_no > f.first_no
),
refined as (
  select p.lead_no_a, p.lead_no_b,
    case
      when ${isSame(sql`lead_key`)} and ${isSame(sql`person_key`)} and ${isSame(sql`campaign_key`)} and ${isSame(sql`status`)}
        and ${isSame(sql`deal_amount_cents`)} and ${isSame(sql`email`)} then 'exact_copy'
      when n.email_a is null then p.rule
      when p.rule = 'same_user_uid' then 'near_email_and_user_uid'
      else 'near_email_and_lead_id' end as rule
  from within_source p
  join ${intLeadRecords} a on a.lead_no = p.lead_no_a
  join ${intLeadRecords} b on b.lead_no = p.lead_no_b
  left join ${srcNearEmails} n on n.email_a = least(a.email, b.email) and n.email_b = greatest(a.email, b.email)
),
first_of_person as (
  select person_key, min(first_no) as first_no from of_person group by person_key having count(*) > 1
),
across_sources as (
  select f.first_no as lead_no_a, p.first_no as lead_no_b, 'other_source' as rule
  from of_person p join first_of_person f using (person_key)
  where p.first_no > f.first_no
),
first_of_lead as (
  select source, lead_key, min(lead_no) as first_no from ${intLeadRecords}
  where lead_key is not null and exists (from ${intMergedLeads}) group by source, lead_key
),
with_email as (
  select lead_no, source, lead_key, person_key, email from ${intLeadRecords} where email_key is not null and lead_key is not null
),
across_by_email as (
  select a.lead_no as lead_no_a, b.lead_no as lead_no_b, 'near_email_and_lead_id' as rule
  from with_email a join with_email b on a.lead_key = b.lead_key and a.source <> b.source and a.lead_no < b.lead_no
  left join ${srcNearEmails} n on n.email_a = least(a.email, b.email) and n.email_b = greatest(a.email, b.email)
  where (a.email = b.email or n.email_a is not null) and coalesce(a.person_key = b.person_key, true)
)
select distinct lead_no_a, lead_no_b, rule from refined
union all select lead_no_a, lead_no_b, rule from across_sources
union all select distinct lead_no_a, lead_no_b, rule from across_by_email
union all select distinct f.first_no, r.lead_no, 'same_email' from emailed r join of_email f using (email_key) where r.lead_no > f.first_no
union all
select distinct least(m.lead_no, f.first_no), greatest(m.lead_no, f.first_no), 'merged_in_tool'
from ${intMergedLeads} m join first_of_lead f on f.source = m.source and f.lead_key = m.merged_key where m.lead_no <> f.first_no
union all select lead_no_a, lead_no_b, 'reviewer' from ${srcDecidedPairs} where is_same = 1`,
});
