import { defineModel } from '../../sql/model';
import { sql, textList } from '../../sql/sql';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { CRM_VALUE_COLUMNS, srcCrmValues } from '../clean/crm/src-crm-values';

export interface ValueGroups {
  /** Dispositions that are a sale. */
  readonly sale: readonly string[];
  /** Job statuses that take a sale back. */
  readonly cancelled: readonly string[];
}

/** Every state of the CRM leads with the snapshots in which it stood and what it says about the funnel. */
export const intCrmStates = defineModel<ValueGroups>({
  name: 'int_crm_states',
  title: 'CRM states',
  description: 'States of CRM leads with the snapshots they were valid from and to.',
  grain: 'one row per state of a CRM lead and run of consecutive snapshots',
  key: ['state_id', 'valid_from'],
  shown: { grid: 570 },
  columns: {
    state_id: { type: 'INTEGER', description: 'The record value.' },
    identity_id: { type: 'INTEGER', description: 'Its identity.' },
    crm_lead_id: { type: 'INTEGER', description: 'Its CRM lead.' },
    valid_from: { type: 'INTEGER', label: 'From snapshot', description: 'Order of the first snapshot.' },
    valid_to: { type: 'INTEGER', label: 'To snapshot', description: 'Order of the last snapshot.' },
    row_count: {
      type: 'INTEGER',
      label: 'Rows per snapshot',
      description: 'Rows with these values in each of the snapshots.',
    },
    newness: {
      type: 'BIGINT',
      description: 'Greater is newer; states of one snapshot differ by their values.',
    },
    is_set: { type: 'BOOLEAN', description: 'Set, as reported.' },
    is_appointment: {
      type: 'BOOLEAN',
      label: 'Has appointment',
      description: 'Set, or an appointment date, or a demo.',
    },
    is_demo: { type: 'BOOLEAN', description: 'Demo.' },
    is_sale: { type: 'BOOLEAN', description: 'Disposition in the sale group.' },
    is_cancelled: {
      type: 'BOOLEAN',
      description: 'Job status in the cancelled group; null where there is no job status.',
    },
    entry_on: CRM_VALUE_COLUMNS.entry_on,
    appointment_at: CRM_VALUE_COLUMNS.appointment_at,
    lead_number: CRM_VALUE_COLUMNS.lead_number,
    city: CRM_VALUE_COLUMNS.city,
    state: CRM_VALUE_COLUMNS.state,
    disposition: CRM_VALUE_COLUMNS.disposition,
    job_status: CRM_VALUE_COLUMNS.job_status,
  },
  example: { sale: [], cancelled: [] },
  select: ({ sale, cancelled }) => sql`
select r.state_id, v.identity_id, v.crm_lead_id, r.valid_from, r.valid_to, r.row_count,
  cast(r.valid_to as bigint) * 4294967296 + (cast(v.tie_break as bigint) + 2147483648) as newness,
  coalesce(v.is_set, false) as is_set,
  coalesce(v.is_set, false) or v.appointment_at is not null or coalesce(v.is_demo, false) as is_appointment,
  coalesce(v.is_demo, false) as is_demo,
  coalesce(v.disposition in (${textList(sale)}), false) as is_sale,
  v.job_status in (${textList(cancelled)}) as is_cancelled,
  v.entry_on, v.appointment_at, v.lead_number, v.city, v.state, v.disposition, v.job_status
from ${srcCrmRanges} r join ${srcCrmValues} v using (state_id)`,
});
