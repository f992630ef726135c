import { defineTable } from '../../sql/model';

/** Which person each lead record belongs to, as the step joined the pairs. */
export const srcPersonClusters = defineTable({
  name: 'src_person_clusters',
  title: 'Clusters of lead records',
  description: 'The connected groups of lead records: each is one person.',
  grain: 'one row per lead record',
  key: ['lead_no'],
  columns: {
    lead_no: { type: 'INTEGER', kind: 'text', description: 'Number of the lead record.', notNull: true },
    person_no: {
      type: 'INTEGER',
      kind: 'text',
      description: 'Number of the person: that of its earliest record.',
      notNull: true,
    },
  },
});
