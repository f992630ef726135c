import { defineModel } from '../../sql/model';
import { oldest } from '../../sql/dialect';
import { lit, raw, sql } from '../../sql/sql';
import { intLeadPairs } from './int-lead-pairs.model';
import { intLeadRecords } from './int-lead-records.model';
import { srcPersonClusters } from './src-person-clusters';

/** Rules from the one that says most to the one that says least: the first that holds is shown. */
const RULES = [
  'exact_copy',
  'near_email_and_user_uid',
  'near_email_and_lead_id',
  'same_lead_id',
  'same_user_uid',
  'merged_in_tool',
  'other_source',
  'same_email',
  'reviewer',
];

/** The members of each person. */
export const intPersonMembers = defineModel({
  name: 'int_person_members',
  title: 'Members of each person',
  description: 'Which lead records are one person, and by which rule each joined.',
  grain: 'one row per lead record',
  key: ['lead_no'],
  shown: { grid: 320 },
  columns: {
    person_no: { type: 'INTEGER', kind: 'text', description: 'Number of the person.', notNull: true },
    lead_no: { type: 'INTEGER', kind: 'text', description: 'Number of the lead record.', notNull: true },
    source: { type: 'VARCHAR', kind: 'code', description: 'The tool.' },
    rule: {
      type: 'VARCHAR',
      kind: 'code',
      description: 'Rule that joined the record; null for the survivor.',
    },
    is_survivor: {
      type: 'BOOLEAN',
      description: 'The earliest record of the person: its values count.',
      notNull: true,
    },
    is_duplicate: {
      type: 'BOOLEAN',
      description: 'Not the first record of the person within its tool.',
      notNull: true,
    },
  },
  select: () => sql`
with ends as (
  -- The rule that paired a record with an earlier one comes before the one that paired it with a later one.
  select lead_no_b as lead_no, rule, list_position([${raw(RULES.map((rule) => `'${rule}'`).join(', '))}], rule) as rank from ${intLeadPairs}
  union all
  select lead_no_a, rule, ${lit(RULES.length)} + list_position([${raw(RULES.map((rule) => `'${rule}'`).join(', '))}], rule) from ${intLeadPairs}
),
rules as (select lead_no, ${oldest(raw('rule'), raw('rank'))} as rule from ends group by lead_no),
members as (
  select c.person_no, r.lead_no, r.source from ${intLeadRecords} r join ${srcPersonClusters} c using (lead_no)
),
firsts as (select person_no, source, min(lead_no) as first_no from members group by person_no, source)
select m.person_no, m.lead_no, m.source,
  case when m.lead_no <> m.person_no then rules.rule end as rule,
  m.lead_no = m.person_no as is_survivor,
  m.lead_no <> firsts.first_no as is_duplicate
from members m
join firsts using (person_no, source)
left join rules using (lead_no)`,
});
