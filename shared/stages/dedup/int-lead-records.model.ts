import { defineModel } from '../../sql/model';
import { LEAD_KEY_COLUMNS, PERSON_TRAIT_COLUMNS } from '../../sql/person-columns';
import { beliefInWords } from '../../domain/source';
import { placeOfSource } from '../../sql/source-verbs';
import { commas, ident, lit, raw, sql } from '../../sql/sql';
import { intCampaignForms } from './int-campaign-forms.model';
import { stgLeads } from '../clean/marketing/stg-leads.model';

/** Different people of whom one id or e-mail can be by mistake; a value of more is a placeholder. */
export const MOST_PEOPLE = 5;

/**
 * The lead records with a number each that runs through the sources in the order in which they are believed, then, where
 * every record of a source says when it was made, through these times, then through their files by name, then through the
 * records: the smaller number is the earlier record everywhere.
 */
export const intLeadRecords = defineModel({
  name: 'int_lead_records',
  title: 'Lead records, numbered',
  description: `Every record of the lead tools that is not marked as deleted; a smaller number is an earlier record, ${beliefInWords('people')}.`,
  grain: 'one row per lead record',
  key: ['lead_no'],
  columns: {
    lead_no: { type: 'INTEGER', kind: 'text', description: 'Number of the lead record.', notNull: true },
    source: { type: 'VARCHAR', kind: 'code', description: 'The tool.' },
    file: { type: 'VARCHAR', description: 'File it stands in.' },
    record_number: { type: 'INTEGER', description: 'Number of the record in its file.' },
    lead_id: { type: 'VARCHAR', kind: 'hash', description: 'Id of the lead in its tool.' },
    user_uid: {
      type: 'VARCHAR',
      label: 'Person',
      kind: 'hash',
      description: 'Id of the person as written; null where it stands for nobody.',
    },
    written_uid: { type: 'VARCHAR', kind: 'hash', description: 'Id of the person as written.' },
    person_key: {
      type: 'VARCHAR',
      kind: 'hash',
      description: 'Id by which people are compared: without case; null where it stands for nobody.',
    },
    ...LEAD_KEY_COLUMNS,
    campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign as written.' },
    campaign_key: { type: 'VARCHAR', description: 'Campaign by which campaigns are compared.' },
    status: { type: 'VARCHAR', description: 'Where the lead stands.' },
    deal_amount_cents: { type: 'BIGINT', description: 'Value of the deal in cents.' },
    email: { type: 'VARCHAR', label: 'E-mail', description: 'E-mail in lower case.' },
    other_emails: {
      type: 'VARCHAR',
      label: 'All e-mails',
      description: 'All e-mails of a lead that has several, with a space between them.',
    },
    merged_ids: {
      type: 'VARCHAR',
      label: 'Merged ids',
      description: 'Ids of leads that its tool merged into it, with a space between them.',
    },
    ...PERSON_TRAIT_COLUMNS,
  },
  select: () => sql`
with dated as (
  select source, count(created_at) = count(*) as is_dated from ${stgLeads} group by source
),
numbered as (
  select l.*, row_number() over (order by ${placeOfSource(raw('l.source'), 'people')}, l.source,
    case when d.is_dated then l.created_at end, l.file, l.record_number) as lead_no
  from ${stgLeads} l join dated d using (source)
),
keyed as (
  select l.* replace (coalesce(f.used_key, l.campaign_key) as campaign_key), person_key as own_key, lead_key as own_lead, email_key as own_email
  from numbered l left join ${intCampaignForms} f on f.form_key = l.campaign_key where not is_marked_deleted
),
-- One value for many different people is nobody's.
crowded_ids as (
  select own_key from keyed where own_key is not null group by own_key having count(distinct own_email) > ${lit(MOST_PEOPLE)}
),
crowded_leads as (
  select source, own_lead from keyed where own_lead is not null group by source, own_lead
  having count(distinct coalesce(own_key, own_email)) > ${lit(MOST_PEOPLE)}
),
crowded_emails as (
  select own_email from keyed where own_email is not null group by own_email
  having count(distinct coalesce(own_key, source || '/' || own_lead)) > ${lit(MOST_PEOPLE)}
)
select cast(l.lead_no as integer) as lead_no, l.source, l.file, l.record_number, l.lead_id,
  case when l.own_key is not null and p.own_key is null then l.user_uid end as user_uid, l.user_uid as written_uid,
  case when p.own_key is null then l.own_key end as person_key, case when c.own_lead is null then l.own_lead end as lead_key,
  case when e.own_email is null then l.own_email end as email_key, l.campaign_id, l.campaign_key, l.status, l.deal_amount_cents, l.email, l.other_emails, l.merged_ids,
  ${commas(Object.keys(PERSON_TRAIT_COLUMNS).map(ident))}
from keyed l
left join crowded_ids p on p.own_key = l.own_key
left join crowded_leads c on c.source = l.source and c.own_lead = l.own_lead
left join crowded_emails e on e.own_email = l.own_email`,
});
