import { daysBetween } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { placeOfSource } from '../../sql/source-verbs';
import { raw, sql } from '../../sql/sql';
import { stgTouches } from '../clean/marketing/stg-touches.model';
import { intPersonUids } from '../dedup/int-person-uids.model';

/** Numbers of records below this stay apart from the day in the order of a touch. */
const RECORDS_PER_DAY = raw('4294967296');

/**
 * Sessions and events with their person. A touch is one with a person, a campaign and a date; a session of a person that stands in two
 * tools, or in several events, is one touch: the first in the order by date, then tool (as the registry has them), then
 * record. The others stay, with the reason why they are none.
 */
export const fctTouches = defineModel({
  name: 'fct_touches',
  title: 'Sessions and events',
  description: 'Sessions and events of the analytics tools, and which of them are touches.',
  grain: 'one row per session or event record',
  key: ['file', 'record_number'],
  shown: { grid: 260, star: 100 },
  columns: {
    source: { type: 'VARCHAR', label: 'Tool', description: 'The tool.' },
    file: { type: 'VARCHAR', description: 'File it stands in.' },
    record_number: { type: 'INTEGER', label: 'Record', description: 'Number of the record in its file.' },
    touch_order: {
      type: 'BIGINT',
      kind: 'text',
      description: 'Order by date, then tool, then record; null without a date.',
    },
    touched_on: { type: 'DATE', label: 'Date', description: 'Day of the session or event.' },
    session_id: { type: 'VARCHAR', label: 'Session', kind: 'hash', description: 'Id of the session.' },
    user_uid: {
      type: 'VARCHAR',
      label: 'Person id',
      kind: 'hash',
      description: 'Id of the person, as written.',
    },
    person_uid: { type: 'VARCHAR', kind: 'hash', description: 'The one id of the person.' },
    person_no: {
      type: 'INTEGER',
      kind: 'text',
      description: 'Person of a lead tool; null where none has it.',
    },
    campaign_key: {
      type: 'VARCHAR',
      label: 'Campaign',
      description: 'Campaign by which campaigns are compared.',
    },
    event_type: { type: 'VARCHAR', description: 'Kind of event.' },
    is_conversion: { type: 'BOOLEAN', description: 'Converted.' },
    is_touch: { type: 'BOOLEAN', label: 'Touch', description: 'Can be credited.', notNull: true },
    no_touch_reason: {
      type: 'VARCHAR',
      label: 'Why no touch',
      description: 'anonymous, no_campaign, no_date or same_session (counted with another record of it).',
    },
  },
  select: () => sql`
with files as (select source, file, max(record_number) as records from ${stgTouches} group by source, file),
offsets as (
  select source, file, coalesce(sum(records) over (
      order by ${placeOfSource(raw('source'), 'touches')}, source, file
      rows between unbounded preceding and 1 preceding), 0) as records_before
  from files
),
events as (
  select t.source, t.file, t.record_number,
    cast(${daysBetween(raw("date '1970-01-01'"), raw('t.event_at'))} * ${RECORDS_PER_DAY} + o.records_before + t.record_number as bigint) as touch_order,
    cast(t.event_at as date) as touched_on, case when not t.is_malformed_session then t.session_id end as session_id,
    t.user_uid, coalesce(u.person_uid, t.user_uid) as person_uid, u.person_no, t.campaign_key, t.event_type, t.is_conversion,
    case when t.user_uid is null then 'anonymous' when t.campaign_key is null then 'no_campaign' when t.event_at is null then 'no_date' end as reason
  from ${stgTouches} t
  join offsets o using (source, file)
  left join ${intPersonUids} u on u.user_uid = t.user_uid
),
sessions as (
  select person_uid, session_id, min(touch_order) as first_order
  from events where reason is null and session_id is not null
  group by person_uid, session_id having count(*) > 1
),
-- Records that are none for another reason look for no session.
looking as (select *, case when reason is null then session_id end as shared_session from events)
select e.source, e.file, e.record_number, e.touch_order, e.touched_on, e.session_id, e.user_uid, e.person_uid, e.person_no,
  e.campaign_key, e.event_type, e.is_conversion,
  e.reason is null and coalesce(e.touch_order = s.first_order, true) as is_touch,
  case when e.reason is not null then e.reason when e.touch_order <> s.first_order then 'same_session' end as no_touch_reason
from looking e
left join sessions s on e.person_uid = s.person_uid and e.shared_session = s.session_id`,
});
