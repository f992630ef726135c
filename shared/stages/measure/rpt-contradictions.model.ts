import { defineModel } from '../../sql/model';
import { raw, sql, type Sql } from '../../sql/sql';
import { srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { intCrmStates } from './int-crm-states.model';

/** What cannot be → the condition on a state. */
const KINDS = {
  appointment_before_entry: 'cast(appointment_at as date) < entry_on',
  demo_without_appointment: 'is_demo and appointment_at is null and not is_set',
  sale_without_appointment: 'is_sale and not is_appointment',
} as const;

const kind = (name: keyof typeof KINDS): Sql => sql`
select ${raw(`'${name}'`)} as kind, lead_number, valid_from, valid_to, entry_on, appointment_at, is_set, is_demo, disposition, job_status,
  nullif(n.series, '') as series
from ${intCrmStates} join ${srcSnapshots} n on n.snapshot_order = valid_from where ${raw(KINDS[name])}`;

/** States of CRM leads that contradict themselves. They count as reported. */
export const rptContradictions = defineModel({
  name: 'rpt_contradictions',
  title: 'Contradictions',
  description: 'States of CRM leads that cannot be as they are reported.',
  grain: 'one row per kind and state of a CRM lead',
  key: [],
  shown: { grid: 90, report: 40 },
  materialized: 'view',
  columns: {
    kind: { type: 'VARCHAR', kind: 'code', description: 'What cannot be.' },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of the CRM.' },
    valid_from: { type: 'INTEGER', label: 'From snapshot', description: 'Order of the first snapshot.' },
    valid_to: { type: 'INTEGER', label: 'To snapshot', description: 'Order of the last snapshot.' },
    entry_on: { type: 'DATE', label: 'Entry', description: 'Date of entry.' },
    appointment_at: { type: 'TIMESTAMP', label: 'Appointment', description: 'Appointment as written.' },
    is_set: { type: 'BOOLEAN', label: 'Set', description: 'Set, as reported.' },
    is_demo: { type: 'BOOLEAN', label: 'Demo', description: 'Demo, as reported.' },
    disposition: { type: 'VARCHAR', description: 'Disposition.' },
    job_status: { type: 'VARCHAR', label: 'Job status', description: 'Job status.' },
    series: {
      type: 'VARCHAR',
      description: 'Whose report it is, where the folder has those of several clients.',
    },
  },
  select: () =>
    sql`${kind('appointment_before_entry')} union all ${kind('demo_without_appointment')} union all ${kind('sale_without_appointment')}`,
});
