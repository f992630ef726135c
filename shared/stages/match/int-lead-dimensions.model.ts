import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { srcLeadDimensions } from '../clean/delivered/src-lead-dimensions';
import { intDeliveredLeads } from './int-delivered-leads.model';

/** The columns of delivered leads that are kept as dimensions, of the record that stands for the lead. */
export const intLeadDimensions = defineModel({
  name: 'int_lead_dimensions',
  title: 'Kept columns of delivered leads',
  description: 'What each delivered lead has in the columns that are kept as dimensions on Sources.',
  grain: 'one row per delivered lead and kept column with a value',
  key: ['lead_id', 'dimension'],
  shown: { grid: 515 },
  columns: {
    lead_id: { type: 'INTEGER', description: 'The delivered lead.' },
    lead_uuid: { type: 'VARCHAR', label: 'Lead id', kind: 'hash', description: 'Id of the delivered lead.' },
    dimension: { type: 'VARCHAR', description: 'Name that the column was given.' },
    value: { type: 'VARCHAR', description: 'As it was written, white space folded.' },
  },
  select: () => sql`
select l.lead_id, l.lead_uuid, d.dimension, d.value
from ${intDeliveredLeads} l join ${srcLeadDimensions} d using (file, record_number)`,
});
