import { defineTable, type Columns } from '../../../sql/model';

const RECORD_COLUMNS = {
  file: { type: 'VARCHAR', description: 'File.' },
  source: { type: 'VARCHAR', description: 'Source of the file.' },
  record_number: {
    type: 'INTEGER',
    label: 'Record',
    description: 'Data record in the file, 1 is the first.',
  },
} satisfies Columns;

/** Of every file that was read. */
export const srcCellIssues = defineTable({
  name: 'cell_issues',
  title: 'Cell issues',
  description:
    'Values that could not be read; the rest of their record stays. Of many of one column and reason in a file the first 1,000.',
  grain: 'one row per unreadable cell',
  key: ['file', 'record_number', 'column_name'],
  shown: { grid: 470 },
  columns: {
    ...RECORD_COLUMNS,
    column_name: { type: 'VARCHAR', label: 'Field', description: 'Canonical field.' },
    raw_value: { type: 'VARCHAR', label: 'Value', description: 'The value as it stands in the file.' },
    reason: { type: 'VARCHAR', description: 'Why it could not be read.' },
  },
});

/** Of every file that was read. */
export const srcRejectedRecords = defineTable({
  name: 'rejected_records',
  title: 'Rejected records',
  description: 'Records that could not be read at all, with their raw text.',
  grain: 'one row per rejected record',
  key: ['file', 'record_number'],
  shown: { grid: 480 },
  columns: {
    ...RECORD_COLUMNS,
    raw_text: { type: 'VARCHAR', label: 'Record as it is', description: 'Raw text of the record.' },
    reason: { type: 'VARCHAR', description: 'Why it was rejected.' },
  },
});

/** Of every file that was read. */
export const srcRemarkedRecords = defineTable({
  name: 'remarked_records',
  title: 'Records with a remark',
  description:
    'Totals and footers, which are left out; records that were read though they were irregular; headers that came again. Of many of one kind in a file the first 1,000.',
  grain: 'one row per remark',
  key: ['file', 'record_number', 'kind'],
  shown: { grid: 490 },
  columns: {
    ...RECORD_COLUMNS,
    kind: {
      type: 'VARCHAR',
      label: 'Kind',
      description:
        'total and footer: left out; short, long, quotes and encoding: read with care; header: came again above this record.',
    },
    raw_text: { type: 'VARCHAR', label: 'Record as it is', description: 'Raw text of the record.' },
    reason: { type: 'VARCHAR', description: 'What was found, and what was done.' },
    finding: { type: 'VARCHAR', label: 'Named by', description: 'Code of the finding that counts it.' },
  },
});
