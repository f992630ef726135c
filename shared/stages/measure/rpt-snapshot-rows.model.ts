import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intCrmStates } from './int-crm-states.model';
import { intTakenBack } from './int-taken-back.model';

const count = (description: string): { type: 'INTEGER'; description: string } => ({
  type: 'INTEGER',
  description,
});

/** Rows of all snapshots counted as if each were a lead: how the older script did it, kept for comparison. */
export const rptSnapshotRows = defineModel({
  name: 'rpt_snapshot_rows',
  title: 'Rows of all snapshots',
  description:
    'Rows of all snapshots counted as if each were a lead, as the older script did; for comparison only.',
  grain: 'one row',
  key: [],
  shown: { grid: 460 },
  columns: {
    rows: count('Rows.'),
    set_reported: count('Rows with Set true.'),
    appointment: count('Rows with Set, an appointment date or a demo.'),
    demo: count('Rows with Demo true.'),
    sale: count('Rows with a sale.'),
    net_sale: count('Rows with a sale whose CRM lead is a net sale.'),
  },
  select: () => sql`
with weighed as (
  select s.*, row_count * (valid_to - valid_from + 1) as n, t.crm_lead_id is not null as is_taken_back
  from ${intCrmStates} s left join ${intTakenBack} t using (crm_lead_id)
)
select cast(coalesce(sum(n), 0) as integer) as rows,
  cast(coalesce(sum(n) filter (is_set), 0) as integer) as set_reported,
  cast(coalesce(sum(n) filter (is_appointment), 0) as integer) as appointment,
  cast(coalesce(sum(n) filter (is_demo), 0) as integer) as demo,
  cast(coalesce(sum(n) filter (is_sale), 0) as integer) as sale,
  cast(coalesce(sum(n) filter (is_sale and not is_taken_back), 0) as integer) as net_sale
from weighed`,
});
