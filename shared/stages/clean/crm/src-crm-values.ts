import { defineTable, type Columns } from '../../../sql/model';

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

/** What a cleaned record says, wherever it stands: as new records, as values, as states. */
export const CRM_VALUE_COLUMNS = {
  lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number as the CRM wrote it.' },
  email_key: {
    type: 'VARCHAR',
    label: 'E-mail key',
    kind: 'hash',
    description: 'Hashed e-mail, lower case; a raw e-mail where the report has that.',
  },
  phone_key: {
    type: 'VARCHAR',
    label: 'Phone key',
    kind: 'hash',
    description: 'Hashed phone, lower case; a raw number where the report has that.',
  },
  entry_on: { type: 'DATE', label: 'Entry', description: 'Date of entry.' },
  city: { type: 'VARCHAR', description: 'City; from the location where its own column is empty.' },
  state: {
    type: 'VARCHAR',
    description:
      'State, upper case, of the USA and Canada its code; from the location where its own column is empty.',
  },
  zip: { type: 'VARCHAR', label: 'ZIP', description: 'Postal code.' },
  appointment_at: {
    type: 'TIMESTAMP',
    label: 'Appointment',
    description: 'Date and time of the appointment, as written (no time zone).',
  },
  is_set: { type: 'BOOLEAN', label: 'Set', description: 'Set, as reported.' },
  is_demo: { type: 'BOOLEAN', label: 'Demo', description: 'Demo, as reported.' },
  disposition: { type: 'VARCHAR', description: 'Disposition code.' },
  job_status: { type: 'VARCHAR', label: 'Job status', description: 'Job status.' },
} satisfies Columns;

/** Their names, in order. */
export const CRM_VALUES: readonly string[] = Object.keys(CRM_VALUE_COLUMNS);

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
      description:
        'Of the records of one CRM lead in one snapshot the one with the greatest is the newest: the first eight digits of the MD5 of the values, joined with |.',
    },
    ...CRM_VALUE_COLUMNS,
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
