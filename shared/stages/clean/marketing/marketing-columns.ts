import type { ColumnSpec, Columns } from '../../../sql/model';

/** Where a cleaned record comes from. */
export const ORIGIN_COLUMNS = {
  source: { type: 'VARCHAR', kind: 'code', description: 'Kind of export.', notNull: true },
  file: { type: 'VARCHAR', description: 'File.', notNull: true },
  record_number: {
    type: 'INTEGER',
    label: 'Record',
    kind: 'count',
    description: 'Data record in the file, 1 is the first.',
    notNull: true,
  },
} as const satisfies Columns;

export const PERSON_COLUMN = {
  user_uid: {
    type: 'VARCHAR',
    label: 'Person',
    kind: 'hash',
    description: 'Id of the person, shared between tools; null for anonymous records.',
  },
  person_key: {
    type: 'VARCHAR',
    kind: 'hash',
    description:
      'Id by which people are compared: without case, of an e-mail the address alone; null where it stands for nobody.',
  },
} as const satisfies Columns;

export const CAMPAIGN_COLUMNS = {
  campaign_id: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign as it was written, trimmed.' },
  campaign_key: {
    type: 'VARCHAR',
    kind: 'hash',
    description:
      'Campaign by which campaigns are compared: without case, URL encoding and repeated spaces; null where the text stands for no campaign, such as (direct) or an unfilled macro.',
  },
} as const satisfies Columns;

export const UTC_OFFSET_COLUMN = {
  type: 'INTEGER',
  label: 'Minutes ahead of UTC',
  description:
    'Minutes by which the clock of the time is ahead of UTC, as the record or the header of its column says; null where neither does.',
} as const satisfies ColumnSpec;

export const FILE_ORDER_COLUMN = {
  type: 'INTEGER',
  kind: 'text',
  description: 'Place of the file in the natural order of names.',
} as const satisfies ColumnSpec;

export const ISSUES_COLUMN = {
  issues: {
    type: 'VARCHAR',
    description: 'Fields that could not be read, joined by |; null where all could.',
  },
} as const satisfies Columns;
