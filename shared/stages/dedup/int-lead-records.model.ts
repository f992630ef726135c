import { defineModel } from '../../sql/model';
import { beliefInWords } from '../../domain/source';
import { placeOfSource } from '../../sql/source-verbs';
import { raw, sql } from '../../sql/sql';
import { stgLeads } from '../clean/marketing/stg-leads.model';

/**
 * The lead records with a number each that runs through the sources in the order in which they are believed, then
 * through their files by name, then through the records: the smaller number is the earlier record everywhere.
 */
export const intLeadRecords = defineModel({
  name: 'int_lead_records',
  title: 'Lead records, numbered',
  description: `Every record of the lead tools; a smaller number is an earlier record, ${beliefInWords('people')}.`,
  grain: 'one row per lead record',
  key: ['lead_no'],
  columns: {
    lead_no: { type: 'INTEGER', kind: 'text', description: 'Number of the lead record.', notNull: true },
    source: { type: 'VARCHAR', description: 'The tool.' },
    file: { type: 'VARCHAR', description: 'File it stands in.' },
    record_number: { type: 'INTEGER', description: 'Number of the record in its file.' },
    lead_id: { type: 'VARCHAR', kind: 'hash', description: 'Id of the lead in its tool.' },
    user_uid: { type: 'VARCHAR', label: 'Person', kind: 'hash', description: 'Id of the person.' },
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign as written.' },
    campaign_key: { type: 'VARCHAR', description: 'Campaign by which campaigns are compared.' },
    status: { type: 'VARCHAR', description: 'Where the lead stands.' },
    deal_amount_cents: { type: 'BIGINT', description: 'Value of the deal in cents.' },
    email: { type: 'VARCHAR', label: 'E-mail', description: 'E-mail in lower case.' },
  },
  select: () => sql`
with files as (
  select source, file, max(record_number) as records
  from ${stgLeads} group by source, file
),
offsets as (
  select source, file, coalesce(sum(records) over (
      order by ${placeOfSource(raw('source'), 'people')}, source, file
      rows between unbounded preceding and 1 preceding), 0) as records_before
  from files
)
select ${raw('cast(o.records_before + l.record_number as integer)')} as lead_no, l.source, l.file, l.record_number,
  l.lead_id, l.user_uid, l.campaign_id, l.campaign_key, l.status, l.deal_amount_cents, lower(l.email) as email
from ${stgLeads} l join offsets o using (source, file)`,
});
