import { isoTimestamp, uuid5 } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { CRM_VALUE_COLUMNS, srcCrmValues } from '../clean/crm/src-crm-values';

/** One row per state of a CRM lead, with the snapshots it was valid from and to (slowly changing dimension, type 2). */
export const fctLeadStates = defineModel({
  name: 'fct_lead_states',
  title: 'Lead states',
  description: 'What the CRM said of each lead, and in which snapshots it said so.',
  grain: 'one row per state of a CRM lead and run of consecutive snapshots',
  key: ['lead_state_id'],
  shown: { grid: 30, star: 70 },
  materialized: 'view',
  columns: {
    lead_state_id: {
      type: 'VARCHAR',
      kind: 'hash',
      label: 'State id',
      description: 'Deterministic id of the state.',
    },
    lead_number: CRM_VALUE_COLUMNS.lead_number,
    valid_from: { type: 'INTEGER', label: 'From snapshot', description: 'Order of the first snapshot.' },
    valid_to: { type: 'INTEGER', label: 'To snapshot', description: 'Order of the last snapshot.' },
    row_count: {
      type: 'INTEGER',
      label: 'Rows per snapshot',
      description: 'Rows with these values in each of the snapshots.',
    },
    entry_on: CRM_VALUE_COLUMNS.entry_on,
    city: CRM_VALUE_COLUMNS.city,
    state: CRM_VALUE_COLUMNS.state,
    zip: CRM_VALUE_COLUMNS.zip,
    appointment_at: CRM_VALUE_COLUMNS.appointment_at,
    is_set: CRM_VALUE_COLUMNS.is_set,
    is_demo: CRM_VALUE_COLUMNS.is_demo,
    disposition: CRM_VALUE_COLUMNS.disposition,
    job_status: CRM_VALUE_COLUMNS.job_status,
    email_key: CRM_VALUE_COLUMNS.email_key,
    phone_key: CRM_VALUE_COLUMNS.phone_key,
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
