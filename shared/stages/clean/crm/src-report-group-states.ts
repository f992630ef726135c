import { defineTable } from '../../../sql/model';

/** The record values of groups of reports, while it is found out whose the reports are. */
export const srcReportGroupStates = defineTable({
  name: 'src_report_group_states',
  title: 'Record values of groups of reports',
  description: 'Which record values stand in reports of the same columns and names.',
  grain: 'one row per group of reports and record value',
  key: ['group_no', 'state_id'],
  columns: {
    group_no: { type: 'INTEGER', description: 'Place of the group in the list of groups.' },
    state_id: { type: 'INTEGER', description: 'The record value.' },
  },
});
