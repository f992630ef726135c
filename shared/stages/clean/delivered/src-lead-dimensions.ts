import { defineTable } from '../../../sql/model';

export const srcLeadDimensions = defineTable({
  name: 'src_lead_dimensions',
  title: 'Kept columns of delivered leads as text',
  description: 'The values of the columns that are kept as dimensions, without texts that mean no value.',
  grain: 'one row per record of a delivered-leads file and kept column with a value',
  key: ['file', 'record_number', 'dimension'],
  columns: {
    file: { type: 'VARCHAR', description: 'File.' },
    record_number: { type: 'INTEGER', description: 'Data record in the file, 1 is the first.' },
    dimension: { type: 'VARCHAR', description: 'Name that the column was given.' },
    value: { type: 'VARCHAR', description: 'As it was written, white space folded.' },
  },
});
