import { defineTable } from '../../sql/model';

/** The time zones that the project sets for the exports of services, with each change of their clocks. */
export const srcZoneOffsets = defineTable({
  name: 'src_zone_offsets',
  title: 'Clocks of exports',
  description:
    'For each service whose time zone the project sets: from when on its clock is how far ahead of UTC.',
  grain: 'one row per service and change of its clock',
  key: ['source', 'local_from'],
  columns: {
    source: { type: 'VARCHAR', description: 'Kind of export.' },
    local_from: {
      type: 'TIMESTAMP',
      label: 'From',
      description: 'Time from which it holds, as the clock shows it after the change.',
    },
    utc_offset: {
      type: 'INTEGER',
      label: 'Minutes ahead of UTC',
      description: 'Minutes by which the clock is ahead of UTC.',
    },
  },
});
