import { plainId } from '../../sql/id-verbs';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { srcCrmPresence, srcCrmRanges, srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';

/**
 * Lead numbers of one series that are the same but for case, spaces, hyphens and zeros before them. Whether they are one
 * lead is told by what else is reported: a key that is the same, or the entry date and the place.
 */
export const rptNumberForms = defineModel({
  name: 'rpt_number_forms',
  title: 'Lead numbers written in several ways',
  description: 'Lead numbers that are the same but for case, spaces, hyphens and zeros before them.',
  grain: 'one row per way to write a lead number of which there are several',
  key: ['series', 'lead_number'],
  shown: { grid: 427 },
  columns: {
    plain_number: {
      type: 'VARCHAR',
      label: 'Number',
      description: 'The number in upper case, without spaces, hyphens and zeros before it.',
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
)
select plain_number, lead_number, crm_lead_id in (select crm_lead_id from same) as is_same_lead, file, nullif(series, '') as series
from several`,
});
