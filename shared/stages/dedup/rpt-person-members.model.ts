import { defineModel } from '../../sql/model';
import { join, lit, raw, sql } from '../../sql/sql';
import { dimPerson } from './dim-person.model';
import { intLeadRecords } from './int-lead-records.model';
import { intPersonMembers } from './int-person-members.model';

/** The rules that join records, in words. */
export const RULE_WORDS: Readonly<Record<string, string>> = {
  exact_copy: 'Exact copy of an earlier record',
  near_email_and_user_uid: 'Same person id, e-mail nearly equal',
  near_email_and_lead_id: 'Same lead id, e-mail equal or nearly so',
  same_user_uid: 'Same person id within the tool',
  same_lead_id: 'Same lead id within the tool',
  merged_in_tool: 'Merged by the tool itself',
  other_source: 'Same person id in the other tool',
  same_email: 'Same e-mail, and no id of a person',
  reviewer: 'A reviewer said so',
};

/** The clusters for people to read: each person's records side by side. */
export const rptPersonMembers = defineModel({
  name: 'person_members',
  title: 'People and their records',
  description: 'The lead records of each person, the rule that joined them, and the one that survives.',
  grain: 'one row per lead record',
  key: ['person_no', 'lead_no'],
  shown: { grid: 180 },
  materialized: 'view',
  columns: {
    person_id: { type: 'VARCHAR', label: 'Person', kind: 'hash', description: 'Id of the person.' },
    person_no: { type: 'INTEGER', kind: 'text', label: 'Person no.', description: 'Number in this run.' },
    lead_no: {
      type: 'INTEGER',
      kind: 'text',
      label: 'Record no.',
      description: 'Number of the lead record.',
    },
    is_survivor: { type: 'BOOLEAN', label: 'Survivor', description: 'Its values count.' },
    rule: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'Joined by',
      description: 'Rule that joined the record to the person; empty for the survivor.',
    },
    is_duplicate: {
      type: 'BOOLEAN',
      label: 'Duplicate',
      description: 'Not the first record of the person within its tool.',
    },
    records: { type: 'INTEGER', description: 'Lead records of the person.' },
    duplicates: { type: 'INTEGER', description: 'Records of the person beyond the first within their tool.' },
    source: { type: 'VARCHAR', kind: 'code', label: 'Tool', description: 'The tool.' },
    lead_id: { type: 'VARCHAR', label: 'Lead', kind: 'hash', description: 'Id of the lead in its tool.' },
    user_uid: {
      type: 'VARCHAR',
      label: 'Person id',
      kind: 'hash',
      description: 'Id of the person as written.',
    },
    email: { type: 'VARCHAR', label: 'E-mail', description: 'E-mail in lower case.' },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign as written.' },
    status: { type: 'VARCHAR', description: 'Where the lead stands.' },
    deal_amount: { type: 'DOUBLE', kind: 'money', description: 'Value of the deal.' },
    file: { type: 'VARCHAR', description: 'File it stands in.' },
    record_number: { type: 'INTEGER', label: 'Record', description: 'Number of the record in its file.' },
  },
  select: () => sql`
select p.person_id, m.person_no, m.lead_no, m.is_survivor,
  case m.rule ${join(
    Object.entries(RULE_WORDS).map(([rule, words]) => sql`when ${lit(rule)} then ${lit(words)}`),
    raw(' '),
  )} else m.rule end as rule, m.is_duplicate, p.records, p.duplicates, r.source,
  r.lead_id, r.user_uid, r.email, r.campaign_id, r.status, r.deal_amount_cents / 100 as deal_amount, r.file, r.record_number
from ${intPersonMembers} m
join ${intLeadRecords} r using (lead_no)
join ${dimPerson} p on p.person_no = m.person_no`,
});
