import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { intLeadRecords } from './int-lead-records.model';

/** The leads that a tool merged into others, by their ids: an export of before, or a deal, may still name them. */
export const intMergedLeads = defineModel({
  name: 'int_merged_leads',
  title: 'Merged leads',
  description: 'Ids that a lead tool merged into a lead, with the first record of that lead.',
  grain: 'one row per lead and id that was merged into it',
  key: ['source', 'lead_no', 'merged_key'],
  columns: {
    source: { type: 'VARCHAR', kind: 'code', description: 'The tool.', notNull: true },
    lead_no: { type: 'INTEGER', kind: 'text', description: 'The first record of the lead.', notNull: true },
    person_key: { type: 'VARCHAR', kind: 'hash', description: 'Id of the person, as that record has it.' },
    merged_key: { type: 'VARCHAR', kind: 'hash', description: 'Id that was merged into it.', notNull: true },
  },
  hasRowsWhere: () => sql`select 1 from ${intLeadRecords} where merged_ids is not null limit 1`,
  select: () => sql`
with written as (
  select source, lead_no, lead_key, person_key, unnest(string_split(merged_ids, ' ')) as merged_key
  from ${intLeadRecords} where merged_ids is not null
)
select source, cast(min(lead_no) as integer) as lead_no, arg_min(person_key, lead_no) as person_key, ${raw('merged_key')}
from written where merged_key is distinct from lead_key group by source, coalesce(lead_key, cast(lead_no as varchar)), merged_key`,
});
