import { defineTable } from '../../sql/model';

/** The reviewer's decisions about pairs of lead records as they came with the run. */
export const srcPairDecisions = defineTable({
  name: 'src_pair_decisions',
  title: 'Decisions about people',
  description: 'The two sides of each decided pair, as the exports wrote them.',
  grain: 'one row per decision and side',
  key: ['decision_no', 'side'],
  columns: {
    decision_no: { type: 'INTEGER', description: 'Place of the decision in the run request.' },
    side: { type: 'INTEGER', description: '0 or 1.' },
    source: { type: 'VARCHAR', description: 'The tool.' },
    lead_id: { type: 'VARCHAR', description: 'Id of the lead in its tool.' },
    user_uid: { type: 'VARCHAR', description: 'Id of the person.' },
    email: { type: 'VARCHAR', description: 'E-mail in lower case.' },
  },
});

/** Pairs of lead records of which a reviewer said whether they are one person. */
export const srcDecidedPairs = defineTable({
  name: 'src_decided_pairs',
  title: 'Decided pairs of people',
  description: 'Pairs of lead records that a reviewer said to be one person, or two.',
  grain: 'one row per pair',
  key: ['lead_no_a', 'lead_no_b'],
  columns: {
    lead_no_a: { type: 'INTEGER', description: 'The earlier record.' },
    lead_no_b: { type: 'INTEGER', description: 'The later record.' },
    is_same: { type: 'INTEGER', description: '1: one person; 0: two.' },
  },
});
