import { defineTable } from '../../sql/model';

/** The canonical fields of a CRM report, in the order in which the scanner hands them on. */
export const CRM_FIELDS = [
  'lead_number',
  'email_hash',
  'phone_hash',
  'entry_on',
  'city',
  'state',
  'zip',
  'appointment_at',
  'is_set',
  'is_demo',
  'disposition',
  'job_status',
  'location',
] as const;
export type CrmField = (typeof CRM_FIELDS)[number];

/** Every distinct cleaned CRM record that any snapshot of this session held. Only grows; ranges say what is current. */
export const srcCrmValues = defineTable({
  name: 'src_crm_values',
  title: 'CRM record values',
  description: 'Distinct cleaned records of the CRM reports, without the snapshots in which they stood.',
  grain: 'one row per distinct cleaned record',
  key: ['state_id'],
  columns: {
    state_id: { type: 'INTEGER', description: 'Number of the distinct record within this session.' },
    identity_id: {
      type: 'INTEGER',
      description: 'Number of the distinct lead number, e-mail key and phone key within this session.',
    },
    crm_lead_id: { type: 'INTEGER', description: 'Number of the distinct lead number within this session.' },
    tie_break: {
      type: 'INTEGER',
      description: 'Depends on the values alone: orders records of one snapshot the same way in every run.',
    },
    lead_number: { type: 'VARCHAR', description: 'Lead number as the CRM wrote it.' },
    email_key: {
      type: 'VARCHAR',
      kind: 'hash',
      description: 'Hashed e-mail, lower case; a raw e-mail where the report has that.',
    },
    phone_key: {
      type: 'VARCHAR',
      kind: 'hash',
      description: 'Hashed phone, lower case; a raw number where the report has that.',
    },
    entry_on: { type: 'DATE', description: 'Date of entry.' },
    city: { type: 'VARCHAR', description: 'City; from the location where its own column is empty.' },
    state: {
      type: 'VARCHAR',
      description: 'State, upper case; from the location where its own column is empty.',
    },
    zip: { type: 'VARCHAR', description: 'Postal code.' },
    appointment_at: {
      type: 'TIMESTAMP',
      description: 'Date and time of the appointment, as written (no time zone).',
    },
    is_set: { type: 'BOOLEAN', description: 'Set, as reported.' },
    is_demo: { type: 'BOOLEAN', description: 'Demo, as reported.' },
    disposition: { type: 'VARCHAR', description: 'Disposition code.' },
    job_status: { type: 'VARCHAR', description: 'Job status.' },
  },
});

/** The numbers that the fold gave to the values that are new in one file. */
export const srcCrmNewIds = defineTable({
  name: 'src_crm_new_ids',
  title: 'Numbers of new CRM record values',
  description: 'Numbers given to the record values that are new in one file.',
  grain: 'one row per new record value',
  key: ['raw_id'],
  columns: {
    raw_id: { type: 'INTEGER', description: 'Number of the raw record in the dictionary.' },
    state_id: { type: 'INTEGER', description: 'Number of the record value.' },
    identity_id: { type: 'INTEGER', description: 'Number of its identity.' },
    crm_lead_id: { type: 'INTEGER', description: 'Number of its CRM lead.' },
  },
});

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

export const srcCrmPresence = defineTable({
  name: 'src_crm_presence',
  title: 'Presence of CRM leads',
  description: 'In which runs of consecutive snapshots each CRM lead stood.',
  grain: 'one row per CRM lead and run of consecutive snapshots',
  key: ['crm_lead_id', 'first_order'],
  columns: {
    crm_lead_id: { type: 'INTEGER', description: 'The CRM lead.' },
    first_order: { type: 'INTEGER', description: 'Order of the first snapshot of the run.' },
    last_order: { type: 'INTEGER', description: 'Order of the last snapshot of the run.' },
  },
});

export const srcSnapshots = defineTable({
  name: 'src_snapshots',
  title: 'Snapshots',
  description: 'The CRM report files in their order.',
  grain: 'one row per snapshot',
  key: ['snapshot_order'],
  columns: {
    snapshot_order: { type: 'INTEGER', label: 'Order', description: '1 is the oldest.' },
    file: { type: 'VARCHAR', description: 'File of the snapshot.' },
    as_of: { type: 'VARCHAR', description: 'Date that the order rests on, if any.' },
  },
});

export const srcCellIssues = defineTable({
  name: 'cell_issues',
  title: 'Cell issues',
  description: 'Values that could not be read; the rest of their record stays.',
  grain: 'one row per unreadable cell',
  key: ['file', 'record_number', 'column_name'],
  columns: {
    file: { type: 'VARCHAR', description: 'File.' },
    source: { type: 'VARCHAR', description: 'Source of the file.' },
    record_number: {
      type: 'INTEGER',
      label: 'Record',
      description: 'Data record in the file, 1 is the first.',
    },
    column_name: { type: 'VARCHAR', label: 'Field', description: 'Canonical field.' },
    raw_value: { type: 'VARCHAR', label: 'Value', description: 'The value as it stands in the file.' },
    reason: { type: 'VARCHAR', description: 'Why it could not be read.' },
  },
});

export const srcRejectedRecords = defineTable({
  name: 'rejected_records',
  title: 'Rejected records',
  description: 'Records that could not be read at all, with their raw text.',
  grain: 'one row per rejected record',
  key: ['file', 'record_number'],
  columns: {
    file: { type: 'VARCHAR', description: 'File.' },
    source: { type: 'VARCHAR', description: 'Source of the file.' },
    record_number: {
      type: 'INTEGER',
      label: 'Record',
      description: 'Data record in the file, 1 is the first.',
    },
    raw_text: { type: 'VARCHAR', label: 'Record as it is', description: 'Raw text of the record.' },
    reason: { type: 'VARCHAR', description: 'Why it was rejected.' },
  },
});
