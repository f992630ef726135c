import { booleanOf } from '../../../sql/dialect';
import { defineModel } from '../../../sql/model';
import { raw, sql, textList } from '../../../sql/sql';
import {
  CAMPAIGN_COLUMNS,
  ISSUES_COLUMN,
  ORIGIN_COLUMNS,
  PERSON_COLUMN,
  UTC_OFFSET_COLUMN,
} from './marketing-columns';
import { isJson, srcEventTypes } from './event-types';
import { issuesOf, unread } from '../values/field-issues';
import { ofFilled } from '../values/filled-fields';
import { EXAMPLE_PLAN, plannedOffset, plannedTime, type DatePlan } from '../values/reading-plan';
import { campaignKeyIn, personKeyIn } from '../values/text-keys';
import { srcTouchesText } from './src-marketing-text';

export interface TouchPlan extends DatePlan {
  readonly trueTokens: readonly string[];
  readonly falseTokens: readonly string[];
  /** Kinds of event, in lower case, that are conversions where no column says so. */
  readonly conversionTypes: readonly string[];
}

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
  utc_offset: UTC_OFFSET_COLUMN,
  event_type: { type: 'VARCHAR', description: 'Kind of event.' },
  is_conversion: {
    type: 'BOOLEAN',
    description: 'Converted: as the export says, else by the kind of event.',
  },
  event_id: {
    type: 'VARCHAR',
    label: 'Event id',
    kind: 'hash',
    description: 'Id of the event: the same one again is the same event.',
  },
  anonymous_key: {
    type: 'VARCHAR',
    label: 'Anonymous id',
    kind: 'hash',
    description: 'Id of the visitor, folded, where the export has it beside that of the user.',
  },
  alias_key: {
    type: 'VARCHAR',
    label: 'Alias',
    kind: 'hash',
    description: 'Further id that the event gives the person, folded.',
  },
  ...ISSUES_COLUMN,
} as const;

/** Kinds of event that give a person a further id. */
const ALIAS_EVENTS = ['$create_alias', 'create_alias', 'create alias', 'alias', '$alias'];

/** The sessions of GA4 and the events of Segment and Mixpanel, typed. */
export const stgTouches = defineModel<TouchPlan>({
  name: 'stg_touches',
  title: 'Sessions and events, cleaned',
  description: 'Every record of the analytics exports, typed; the same session may stand in two tools.',
  grain: 'one row per record of an analytics file',
  key: ['file', 'record_number'],
  shown: { grid: 360 },
  columns: COLUMNS,
  example: { ...EXAMPLE_PLAN, trueTokens: [], falseTokens: [], conversionTypes: [] },
  select: (p) => sql`
with typed as (
  select *, ${isJson(raw('source'), raw('event_type'))} as is_json from ${srcTouchesText}
), parsed as (
  select t.* replace (case when is_json then e.event_type else t.event_type end as event_type),
    is_json and e.properties is null as is_type_broken
  from typed t left join ${srcEventTypes} e on e.properties = case when is_json then t.event_type end
), read as (
  select *, ${plannedTime('event_on', p)} as event_read,
    ${booleanOf(raw('is_conversion'), p.trueTokens, p.falseTokens)} as conversion_read,
    source = 'ga4_sessions' and coalesce(starts_with(lower(session_id), 'sess_'), false) as is_malformed
  from parsed
)
select source, file, record_number, case when not is_malformed then lower(session_id) end as session_id,
  is_malformed as is_malformed_session, user_uid, ${personKeyIn(p)} as person_key, campaign_id, ${campaignKeyIn(p)} as campaign_key,
  event_read as event_at, ${plannedOffset('event_on', p)} as utc_offset, event_type,
  coalesce(conversion_read, lower(event_type) in (${textList(p.conversionTypes)})) as is_conversion, event_id, ${personKeyIn(p, 'anonymous_uid')} as anonymous_key,
  ${ofFilled(p, 'alias_uid', 'varchar', sql`case when lower(event_type) in (${textList(ALIAS_EVENTS)}) then ${personKeyIn(p, 'alias_uid')} end`)} as alias_key,
  ${issuesOf(p, [
    unread('event_on', raw('event_read')),
    ['event_type', raw('is_type_broken')],
    unread('is_conversion', raw('conversion_read')),
  ])} as issues
from read`,
});
