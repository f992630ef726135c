import { defineTable } from '../../sql/model';

/** The statuses of leads, and what each of them means. */
export const srcLeadStatuses = defineTable({
  name: 'src_lead_statuses',
  title: 'Statuses of leads',
  description: 'Statuses of leads with the group that the project, or else the known words, put them into.',
  grain: 'one row per status, as it is written',
  key: ['status'],
  columns: {
    status: { type: 'VARCHAR', description: 'Status as people have it.' },
    people: { type: 'INTEGER', description: 'People who have it.' },
    word_group: {
      type: 'VARCHAR',
      label: 'Group',
      description: 'Label of its group; null where no group holds it.',
    },
    is_qualified: { type: 'INTEGER', label: 'Qualified', description: '1: it counts as qualified; else 0.' },
  },
});
