import { defineModel } from '../../sql/model';
import { commas, raw, sql } from '../../sql/sql';
import { CAMPAIGN_COLUMNS, ISSUES_COLUMN, ORIGIN_COLUMNS, PERSON_COLUMN } from './marketing-columns';

const COLUMNS = {
  ...ORIGIN_COLUMNS,
  session_id: {
    type: 'VARCHAR',
    label: 'Session',
    kind: 'hash',
    description: 'Id of the session in lower case; null where there is none or where it is malformed.',
  },
  is_malformed_session: {
    type: 'BOOLEAN',
    description: 'The session id is malformed (sess_…), so it joins with no other tool.',
    notNull: true,
  },
  ...PERSON_COLUMN,
  ...CAMPAIGN_COLUMNS,
  event_at: {
    type: 'TIMESTAMP',
    label: 'Time',
    description: 'Time of the session or event, as it was written.',
  },
  event_type: { type: 'VARCHAR', description: 'Kind of event.' },
  is_conversion: {
    type: 'BOOLEAN',
    description: 'Converted: as the export says, else by the kind of event.',
  },
  ...ISSUES_COLUMN,
} as const;

/** The sessions of GA4 and the events of Segment and Mixpanel, typed. */
export const stgTouches = defineModel({
  name: 'stg_touches',
  title: 'Sessions and events, cleaned',
  description: 'Every record of the analytics exports, typed; the same session may stand in two tools.',
  grain: 'one row per record of an analytics file',
  key: ['file', 'record_number'],
  columns: COLUMNS,
  select: () =>
    sql`select ${commas(Object.entries(COLUMNS).map(([name, spec]) => raw(`cast(null as ${spec.type}) as ${name}`)))} where false`,
});
