import { NOBODY_EMAILS } from '../../domain/placeholder-words';
import { defineModel } from '../../sql/model';
import { lit, raw, sql, textList } from '../../sql/sql';
import { stgLeads } from '../clean/marketing/stg-leads.model';
import { intLeadRecords, MOST_PEOPLE } from './int-lead-records.model';
import { intMergedLeads } from './int-merged-leads.model';

/**
 * The e-mails of lead records beyond the first: each is the person's as the first is, unless it is the first of another
 * record, stands for nobody, or stands for many. A lead that its tool merged into another and marks as deleted since gives
 * that one its e-mail.
 */
export const intOtherEmails = defineModel({
  name: 'int_other_emails',
  title: 'Further e-mails',
  description: 'E-mails of lead records that have several, beyond the first.',
  grain: 'one row per lead record and further e-mail',
  key: ['lead_no', 'email_key'],
  columns: {
    lead_no: { type: 'INTEGER', kind: 'text', description: 'Number of the lead record.', notNull: true },
    person_key: { type: 'VARCHAR', kind: 'hash', description: 'Id of the person, as the record has it.' },
    email_key: { type: 'VARCHAR', kind: 'hash', description: 'E-mail in lower case.', notNull: true },
  },
  hasRowsWhere: () =>
    sql`select 1 from ${intLeadRecords} where other_emails is not null or merged_ids is not null limit 1`,
  select: () => sql`
with written as (
  select distinct lead_no, person_key, coalesce(person_key, source || '/' || lead_key, cast(lead_no as varchar)) as holder,
    email, unnest(string_split(other_emails, ' ')) as email_key
  from ${intLeadRecords} where other_emails is not null
  union
  select m.lead_no, m.person_key, coalesce(m.person_key, cast(m.lead_no as varchar)), r.email, d.email_key
  from ${intMergedLeads} m join ${intLeadRecords} r using (lead_no)
  join ${stgLeads} d on d.source = m.source and d.lead_key = m.merged_key where d.is_marked_deleted and d.email_key is not null
),
crowded as (select email_key from written group by email_key having count(distinct holder) > ${lit(MOST_PEOPLE)})
select lead_no, person_key, ${raw('email_key')} from written anti join crowded using (email_key)
where email_key is distinct from email and email_key not in (${textList(NOBODY_EMAILS)})`,
});
