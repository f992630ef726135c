import { defineTable } from '../../../sql/model';

/** Slowly changing dimension, type 2: in which snapshots each record value stood, and how often in each. */
export const srcCrmRanges = defineTable({
  name: 'src_crm_ranges',
  title: 'Validity of CRM record values',
  description:
    'For each distinct record the runs of consecutive snapshots that hold it, with its multiplicity.',
  grain: 'one row per record value and run of consecutive snapshots with the same multiplicity',
  key: ['state_id', 'valid_from'],
  columns: {
    state_id: { type: 'INTEGER', description: 'The record value.' },
    valid_from: { type: 'INTEGER', description: 'Order of the first snapshot of the run.' },
    valid_to: { type: 'INTEGER', description: 'Order of the last snapshot of the run.' },
    row_count: { type: 'INTEGER', description: 'Rows with this value in each snapshot of the run.' },
  },
});

/** As the ranges, for CRM leads whatever their values. */
export const srcCrmPresence = defineTable({
  name: 'src_crm_presence',
  title: 'Presence of CRM leads',
  description: 'In which runs of consecutive snapshots each CRM lead stood.',
  grain: 'one row per CRM lead and run of consecutive snapshots',
  key: ['crm_lead_id', 'first_order'],
  shown: { grid: 590 },
  columns: {
    crm_lead_id: { type: 'INTEGER', description: 'The CRM lead.' },
    first_order: { type: 'INTEGER', description: 'Order of the first snapshot of the run.' },
    last_order: { type: 'INTEGER', description: 'Order of the last snapshot of the run.' },
  },
});

/** What `snapshot_order` counts. */
export const srcSnapshots = defineTable({
  name: 'src_snapshots',
  title: 'Snapshots',
  description: 'The CRM report files in their order.',
  grain: 'one row per snapshot',
  key: ['snapshot_order'],
  shown: { grid: 420 },
  columns: {
    snapshot_order: {
      type: 'INTEGER',
      label: 'Order',
      description: '1 is the oldest, of the first series where there are several.',
    },
    file: { type: 'VARCHAR', description: 'File of the snapshot.' },
    as_of: { type: 'VARCHAR', description: 'Date that the order rests on, if any.' },
    series: {
      type: 'VARCHAR',
      description:
        'Whose report it is. The snapshots of one series follow each other; lead numbers are its own.',
      notNull: true,
    },
  },
});
