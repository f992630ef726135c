import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { srcCrmPresence, srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';
import { intCrmStates } from './int-crm-states.model';

/**
 * Rows of one lead number that stand beside each other in a snapshot. Of equal ones one counts. Of different ones all do:
 * a lead has reached what any of its rows says; what can only be one (disposition, job status, place) is that of the row
 * with the greatest `tie_break`, which depends on its values alone.
 */
export const rptRepeatedRows = defineModel({
  name: 'rpt_repeated_rows',
  title: 'Lead numbers repeated in a snapshot',
  description: 'Rows of CRM leads that stand more than once in one snapshot, equal or different.',
  grain: 'one row per state that is repeated, or that stands beside another of its CRM lead',
  key: [],
  shown: { grid: 94, report: 44 },
  columns: {
    kind: {
      type: 'VARCHAR',
      kind: 'code',
      description: 'equal: rows that are the same; different: rows of one lead number that differ.',
    },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of the CRM.' },
    valid_from: { type: 'INTEGER', label: 'From snapshot', description: 'Order of the first snapshot.' },
    valid_to: { type: 'INTEGER', label: 'To snapshot', description: 'Order of the last snapshot.' },
    row_count: {
      type: 'INTEGER',
      label: 'Rows per snapshot',
      description: 'Rows with these values in each of the snapshots.',
    },
    is_outcome_different: {
      type: 'BOOLEAN',
      label: 'Outcome differs',
      description:
        'Another row of the lead there says something else of set, appointment, demo, sale or cancellation.',
    },
    is_set: { type: 'BOOLEAN', label: 'Set', description: 'Set, as reported.' },
    is_demo: { type: 'BOOLEAN', label: 'Demo', description: 'Demo, as reported.' },
    appointment_at: { type: 'TIMESTAMP', label: 'Appointment', description: 'Appointment as written.' },
    disposition: { type: 'VARCHAR', description: 'Disposition.' },
    job_status: { type: 'VARCHAR', label: 'Job status', description: 'Job status.' },
    entry_on: { type: 'DATE', label: 'Entry', description: 'Date of entry.' },
    email_key: { type: 'VARCHAR', label: 'E-mail key', kind: 'hash', description: 'E-mail key.' },
    phone_key: { type: 'VARCHAR', label: 'Phone key', kind: 'hash', description: 'Phone key.' },
    series: {
      type: 'VARCHAR',
      description: 'Whose report it is, where the folder has those of several clients.',
    },
  },
  select: () => sql`
with lengths as (
  select crm_lead_id, sum(valid_to - valid_from + 1) as snapshots from ${intCrmStates} group by crm_lead_id
), present as (
  select crm_lead_id, sum(last_order - first_order + 1) as snapshots from ${srcCrmPresence} group by crm_lead_id
), several as (
  select s.* from ${intCrmStates} s semi join (
    select l.crm_lead_id from lengths l join present p using (crm_lead_id) where l.snapshots > p.snapshots
  ) using (crm_lead_id)
), beside as (
  select a.state_id, a.valid_from as state_from, greatest(a.valid_from, min(b.valid_from)) as valid_from,
    least(a.valid_to, max(b.valid_to)) as valid_to, bool_or(a.is_set <> b.is_set or a.is_appointment <> b.is_appointment
    or a.is_demo <> b.is_demo or a.is_sale <> b.is_sale or a.is_cancelled is distinct from b.is_cancelled) as is_outcome_different
  from several a join several b on a.crm_lead_id = b.crm_lead_id and a.state_id <> b.state_id
    and a.valid_from <= b.valid_to and b.valid_from <= a.valid_to
  group by a.state_id, a.valid_from, a.valid_to
), repeated as (
  select 'equal' as kind, state_id, valid_from as state_from, valid_from, valid_to, false as is_outcome_different
  from ${intCrmStates} where row_count > 1
  union all
  select 'different', state_id, state_from, valid_from, valid_to, is_outcome_different from beside
)
select r.kind, s.lead_number, r.valid_from, r.valid_to, s.row_count, r.is_outcome_different, s.is_set, s.is_demo, s.appointment_at,
  s.disposition, s.job_status, s.entry_on, v.email_key, v.phone_key, nullif(n.series, '') as series
from repeated r join ${intCrmStates} s on s.state_id = r.state_id and s.valid_from = r.state_from
join ${srcCrmValues} v on v.state_id = r.state_id join ${srcSnapshots} n on n.snapshot_order = r.valid_from`,
});
