import { plainId } from '../../sql/id-verbs';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { srcCrmPresence, srcCrmRanges, srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';

/**
 * Lead numbers of one series that are the same but for case, spaces, hyphens and zeros before them. Whether they are one
 * lead is told by what else is reported: a key that is the same, or the entry date and the place. Numbers that are the same
 * but for letters before their digits (`LD-210001`), and Salesforce's ids of 15 and 18 characters, of which the first 15 are
 * the id, are such only where a key is the same, too.
 */
export const rptNumberForms = defineModel({
  name: 'rpt_number_forms',
  title: 'Lead numbers written in several ways',
  description: 'Lead numbers that are the same but for case, spaces, hyphens, zeros or letters before them.',
  grain: 'one row per way to write a lead number of which there are several',
  key: ['series', 'lead_number'],
  shown: { grid: 427 },
  columns: {
    plain_number: {
      type: 'VARCHAR',
      label: 'Number',
      description:
        'The number in upper case, without spaces, hyphens, zeros and letters before it; of Salesforce its first 15 characters.',
    },
    lead_number: { type: 'VARCHAR', label: 'As written', description: 'The number as the report writes it.' },
    is_same_lead: {
      type: 'BOOLEAN',
      label: 'Same lead',
      description: 'Another way of writing it has the same e-mail, phone, or entry date and place.',
    },
    file: { type: 'VARCHAR', description: 'First report that writes it so.' },
    series: {
      type: 'VARCHAR',
      description: 'Whose report it is, where the folder has those of several clients.',
    },
  },
  select: () => sql`
with first_seen as (
  select crm_lead_id, min(first_order) as first_order from ${srcCrmPresence} group by crm_lead_id
), numbers as (
  select v.crm_lead_id, any_value(v.lead_number) as lead_number from ${srcCrmValues} v semi join first_seen using (crm_lead_id)
  group by v.crm_lead_id
), leads as (
  select n.crm_lead_id, n.lead_number, s.series, s.file, ${plainId(raw('n.lead_number'))} as plain_number
  from numbers n join first_seen using (crm_lead_id) join ${srcSnapshots} s on s.snapshot_order = first_order
), several as (
  select * from leads semi join (
    select series, plain_number from leads where plain_number <> '' group by series, plain_number having count(*) > 1
  ) using (series, plain_number)
), facts as (
  select distinct f.*, v.email_key, v.phone_key, v.entry_on, coalesce(v.zip, v.city) as place
  from several f join ${srcCrmValues} v using (crm_lead_id) semi join ${srcCrmRanges} r on r.state_id = v.state_id
), same as (
  select distinct a.crm_lead_id from facts a join facts b using (series, plain_number)
  where a.crm_lead_id <> b.crm_lead_id
    and (a.email_key = b.email_key or a.phone_key = b.phone_key or (a.entry_on = b.entry_on and a.place = b.place))
), cored as (
  select *, case when regexp_full_match(lead_number, '[0-9A-Za-z]{15}[A-Z0-5]{3}') and regexp_matches(lead_number, '[A-Za-z]') then left(lead_number, 15)
    when regexp_full_match(lead_number, '[0-9A-Za-z]{15}') then lead_number else nullif(regexp_extract(plain_number, '[0-9]{4,}$'), '') end as core
  from leads anti join several using (crm_lead_id)
), loose as (
  select * from cored semi join (
    select series, core from cored where core is not null group by series, core having count(distinct plain_number) > 1
  ) using (series, core)
), loose_keys as (
  select distinct l.series, l.core, l.crm_lead_id, l.plain_number, v.email_key, v.phone_key
  from loose l join ${srcCrmValues} v using (crm_lead_id)
), loose_same as (
  select distinct a.crm_lead_id from loose_keys a join loose_keys b using (series, core)
  where a.plain_number <> b.plain_number and (a.email_key = b.email_key or a.phone_key = b.phone_key)
)
select plain_number, lead_number, crm_lead_id in (select crm_lead_id from same) as is_same_lead, file, nullif(series, '') as series
from several
union all
select core, lead_number, true, file, nullif(series, '') from loose semi join loose_same using (crm_lead_id)`,
});
