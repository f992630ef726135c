import { defineTable } from '../../sql/model';

/** Pairs of lead records that were weighed by all that is known of the two. */
export const srcWeighedPairs = defineTable({
  name: 'src_weighed_pairs',
  title: 'Weighed pairs of lead records',
  description:
    'Pairs of lead records with the probability that both are one person; empty where nothing but ids and e-mails is known.',
  grain: 'one row per pair',
  key: ['lead_no_a', 'lead_no_b'],
  columns: {
    lead_no_a: { type: 'INTEGER', kind: 'text', description: 'The earlier record.', notNull: true },
    lead_no_b: { type: 'INTEGER', kind: 'text', description: 'The later record.', notNull: true },
    probability: { type: 'DOUBLE', description: 'Chance that both are one person.', notNull: true },
  },
});
