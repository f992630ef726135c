import { defineTable } from '../../sql/model';
import { commas, ident, sql, type Sql } from '../../sql/sql';
import { intLeadOutcomes, OUTCOME_FLAGS } from './int-lead-outcomes.model';

/** What the run before the last one said of each delivered lead, for comparing runs. */
export const srcPreviousOutcomes = defineTable({
  name: 'src_previous_outcomes',
  title: 'Lead outcomes of the run before',
  description: 'What each delivered lead had reached in the run before the last one.',
  grain: 'one row per link setting and delivered lead',
  key: ['link_setting', 'lead_uuid'],
  columns: {
    lead_uuid: { type: 'VARCHAR', label: 'Lead id', kind: 'hash', description: 'Id of the delivered lead.' },
    link_setting: { type: 'VARCHAR', label: 'Links', description: 'strict or linked.' },
    is_matched: { type: 'BOOLEAN', description: 'At least one linked identity.' },
    ...Object.fromEntries(
      OUTCOME_FLAGS.map((flag) => [flag, { type: 'BOOLEAN' as const, description: 'As it was.' }]),
    ),
  },
});

/** The rows of the table, from the outcomes as they stand. */
export const previousOutcomes: Sql = sql`
select lead_uuid, link_setting, is_matched, ${commas(OUTCOME_FLAGS.map(ident))} from ${intLeadOutcomes}`;
