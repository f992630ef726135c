import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { srcCrmPresence } from '../clean/crm/src-crm-snapshots';
import { intCrmStates } from './int-crm-states.model';
import { rptSnapshots } from './rpt-snapshots.model';

/** Each time that a CRM lead came into the reports, aged out of their window, or vanished inside it. */
export const rptLeadMovements = defineModel({
  name: 'rpt_lead_movements',
  title: 'CRM leads that came and went',
  description:
    'CRM leads that were new in a snapshot, aged out of the window after it, or vanished inside it.',
  grain: 'one row per CRM lead, snapshot and movement',
  key: ['lead_number', 'snapshot_order', 'movement'],
  shown: { grid: 80 },
  materialized: 'view',
  columns: {
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of the CRM.' },
    crm_lead_id: { type: 'INTEGER', description: 'The CRM lead.' },
    movement: {
      type: 'VARCHAR',
      kind: 'code',
      description:
        'new: no earlier snapshot has it; aged_out: gone from the next one and older than its window; vanished: gone although the window still covers it.',
    },
    snapshot_order: {
      type: 'INTEGER',
      label: 'Snapshot',
      description: 'The first that has it, or the last before it went.',
    },
    file: { type: 'VARCHAR', description: 'File of that snapshot.' },
    entry_on: { type: 'DATE', label: 'Entry', description: 'Date of entry.' },
  },
  select: () => sql`
with leads as (
  select crm_lead_id, first(lead_number) as lead_number, arg_max(entry_on, newness) as entry_on from ${intCrmStates} group by crm_lead_id
), moves as (
  select crm_lead_id, 'new' as movement, min(first_order) as snapshot_order from ${srcCrmPresence} group by crm_lead_id
  union all
  select p.crm_lead_id, case when l.entry_on <= w.window_start then 'aged_out'
    when l.entry_on > w.window_start or l.entry_on is null then 'vanished' end, p.last_order
  from ${srcCrmPresence} p join leads l using (crm_lead_id) join ${rptSnapshots} n on n.snapshot_order = p.last_order
  join ${rptSnapshots} w on w.snapshot_order = p.last_order + 1 and w.series is not distinct from n.series
)
select l.lead_number, m.crm_lead_id, m.movement, m.snapshot_order, s.file, l.entry_on
from moves m join leads l using (crm_lead_id) join ${rptSnapshots} s using (snapshot_order)
where m.movement is not null`,
});
