import { isoTimestamp, uuid5 } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { srcCrmRanges, srcCrmValues } from '../clean/src-crm-values';

/** One row per state of a CRM lead, with the snapshots it was valid from and to (slowly changing dimension, type 2). */
export const fctLeadStates = defineModel({
  name: 'fct_lead_states',
  title: 'Lead states',
  description: 'What the CRM said of each lead, and in which snapshots it said so.',
  grain: 'one row per state of a CRM lead and run of consecutive snapshots',
  key: ['lead_state_id'],
  materialized: 'view',
  columns: {
    lead_state_id: {
      type: 'VARCHAR',
      kind: 'hash',
      label: 'State id',
      description: 'Deterministic id of the state.',
    },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of the CRM.' },
    valid_from: { type: 'INTEGER', label: 'From snapshot', description: 'Order of the first snapshot.' },
    valid_to: { type: 'INTEGER', label: 'To snapshot', description: 'Order of the last snapshot.' },
    row_count: {
      type: 'INTEGER',
      label: 'Rows per snapshot',
      description: 'Rows with these values in each of the snapshots.',
    },
    entry_on: { type: 'DATE', label: 'Entry', description: 'Date of entry.' },
    city: { type: 'VARCHAR', description: 'City.' },
    state: { type: 'VARCHAR', description: 'State.' },
    zip: { type: 'VARCHAR', label: 'ZIP', description: 'Postal code.' },
    appointment_at: {
      type: 'TIMESTAMP',
      label: 'Appointment',
      description: 'Appointment as written (no time zone).',
    },
    is_set: { type: 'BOOLEAN', label: 'Set', description: 'Set, as reported.' },
    is_demo: { type: 'BOOLEAN', label: 'Demo', description: 'Demo, as reported.' },
    disposition: { type: 'VARCHAR', description: 'Disposition.' },
    job_status: { type: 'VARCHAR', label: 'Job status', description: 'Job status.' },
    email_key: { type: 'VARCHAR', label: 'E-mail key', kind: 'hash', description: 'E-mail key as reported.' },
    phone_key: { type: 'VARCHAR', label: 'Phone key', kind: 'hash', description: 'Phone key as reported.' },
  },
  select: () => {
    const identity = sql`concat_ws(chr(31), v.lead_number, coalesce(v.email_key, ''), coalesce(v.phone_key, ''),
      coalesce(cast(v.entry_on as varchar), ''), coalesce(v.city, ''), coalesce(v.state, ''), coalesce(v.zip, ''),
      coalesce(${isoTimestamp(raw('v.appointment_at'))}, ''), coalesce(cast(v.is_set as varchar), ''), coalesce(cast(v.is_demo as varchar), ''),
      coalesce(v.disposition, ''), coalesce(v.job_status, ''), cast(r.valid_from as varchar))`;
    return sql`
select ${uuid5(identity)} as lead_state_id, v.lead_number, r.valid_from, r.valid_to, r.row_count, v.entry_on, v.city, v.state, v.zip,
  v.appointment_at, v.is_set, v.is_demo, v.disposition, v.job_status, v.email_key, v.phone_key
from ${srcCrmRanges} r join ${srcCrmValues} v using (state_id)`;
  },
});
