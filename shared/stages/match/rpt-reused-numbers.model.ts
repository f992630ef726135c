import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { srcCrmRanges, srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';
import { intCrmIdentities } from './int-crm-identities.model';
import { knownLeadsOf } from './known-leads';

/**
 * CRM leads that can be several people: neither their e-mail nor their phone is the same wherever they are reported. A
 * corrected e-mail beside the same phone is no other person, and most leads with several identities are such.
 */
const SEVERAL = sql`select crm_lead_id from ${intCrmIdentities} group by crm_lead_id
  having (min(email_key) <> max(email_key) or min(phone_key) <> max(phone_key))
    and (min(email_key) <> max(email_key) or count(email_key) < count(*))
    and (min(phone_key) <> max(phone_key) or count(phone_key) < count(*))`;

/**
 * Lead numbers that a later report gives to another person: neither the e-mail nor the phone is one that an earlier
 * report has with the number. One of them is a correction; where most of a report's known numbers are such, the reports
 * number their leads on their own, as those of two clients do.
 */
export const rptReusedNumbers = defineModel({
  name: 'rpt_reused_numbers',
  title: 'Lead numbers of other people',
  description: 'Lead numbers that a report has with another e-mail and another phone than those before it.',
  grain: 'one row per snapshot and lead number that is another person’s there',
  key: ['snapshot_order', 'lead_number'],
  shown: { grid: 425 },
  columns: {
    snapshot_order: { type: 'INTEGER', label: 'Order', description: 'The snapshot, 1 is the oldest.' },
    file: { type: 'VARCHAR', description: 'File of the snapshot.' },
    lead_number: { type: 'VARCHAR', label: 'Lead number', description: 'Lead number.' },
    earlier_file: { type: 'VARCHAR', label: 'Before in', description: 'First file that has the number.' },
    is_later_entry: {
      type: 'BOOLEAN',
      label: 'Entered later',
      description: 'Whether its date of entry there is after all those of before.',
    },
    known_numbers: {
      type: 'INTEGER',
      label: 'Known numbers',
      description: 'Lead numbers of the snapshot that an earlier one has too.',
    },
  },
  hasRowsWhere: () => SEVERAL,
  select: () => sql`
with several as (${SEVERAL}),
firsts as (
  select i.identity_id, i.crm_lead_id, i.lead_number, i.email_key, i.phone_key, min(r.valid_from) as first_order,
    min(v.entry_on) as first_entry, max(v.entry_on) as last_entry
  from ${intCrmIdentities} i
  join ${srcCrmValues} v using (identity_id)
  join ${srcCrmRanges} r using (state_id)
  where i.crm_lead_id in (from several)
  group by all
),
strangers as (
  select n.first_order as snapshot_order, n.lead_number, min(o.first_order) as earlier_order,
    bool_and(coalesce(o.last_entry < n.first_entry, false)) as is_later_entry
  from firsts n join firsts o on o.crm_lead_id = n.crm_lead_id and o.first_order < n.first_order
  group by n.identity_id, n.first_order, n.lead_number
  having not bool_or(coalesce(o.email_key = n.email_key, false) or coalesce(o.phone_key = n.phone_key, false))
    and bool_or(o.email_key <> n.email_key or o.phone_key <> n.phone_key)
),
known as (${knownLeadsOf(sql`(select distinct snapshot_order from strangers)`)})
select s.snapshot_order, min(a.file) as file, s.lead_number, min(b.file) as earlier_file,
  bool_or(s.is_later_entry) as is_later_entry, max(k.known_leads) as known_numbers
from strangers s
join known k using (snapshot_order)
join ${srcSnapshots} a on a.snapshot_order = s.snapshot_order
join ${srcSnapshots} b on b.snapshot_order = s.earlier_order
group by s.snapshot_order, s.lead_number`,
});
