import { daysBetween } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { placeOfSource } from '../../sql/source-verbs';
import { raw, sql } from '../../sql/sql';
import { stgTouches } from '../clean/marketing/stg-touches.model';
import { intCampaignForms } from '../dedup/int-campaign-forms.model';
import { intPersonUids } from '../dedup/int-person-uids.model';
import { clockJoin, momentOf, MOMENT_COLUMN, type ZoneParameters } from './moment';
import { intIdentifiedIds } from './int-identified-ids.model';

/** Numbers of records below this stay apart from the day in the order of a touch. */
const RECORDS_PER_DAY = raw('4294967296');

/** More than there are records, so that a time and a record are one number of 128 bits. */
const RECORDS = raw('2147483648');

/**
 * Sessions and events with their person. A touch is one with a person, a campaign and a date. A session of a person that
 * stands in two tools or in several events, and an event whose id comes again at the same time, are one touch each: the
 * first by moment, then tool (as the registry has them), then record; of several exports of a tool the one with the most
 * records has it, so that a part of an export that is there twice moves nothing in the order of one moment. An event without any id that stands in two exports of a
 * tool, with the same person, time, campaign and kind, is one too. A record that has a day alone stands at its
 * beginning. The others stay, with the reason why they are none.
 */
export const fctTouches = defineModel<ZoneParameters>({
  name: 'fct_touches',
  title: 'Sessions and events',
  description: 'Sessions and events of the analytics tools, and which of them are touches.',
  grain: 'one row per session or event record',
  key: ['file', 'record_number'],
  shown: { grid: 260, star: 100 },
  columns: {
    source: { type: 'VARCHAR', kind: 'code', label: 'Tool', description: 'The tool.' },
    file: { type: 'VARCHAR', description: 'File it stands in.' },
    record_number: { type: 'INTEGER', label: 'Record', description: 'Number of the record in its file.' },
    touch_order: {
      type: 'BIGINT',
      kind: 'text',
      description:
        'Order by day of the moment, then tool, then record: touches of one moment stand in it; null without a date.',
    },
    touched_on: { type: 'DATE', label: 'Date', description: 'Day of the session or event.' },
    touched_at: {
      type: 'TIMESTAMP',
      label: 'Time',
      description: 'Time of the session or event; midnight where the export has days alone.',
    },
    moment: MOMENT_COLUMN,
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
      kind: 'code',
      label: 'Why no touch',
      description:
        'anonymous, placeholder_campaign ((direct), (not set), an unfilled macro …), no_campaign, no_date, same_event or same_session (counted with another record of it), copied_event (stands in another export too).',
    },
  },
  example: { zonedSources: ['ga4_sessions'] },
  select: (zones) => sql`
with files as (select source, file, max(record_number) as records from ${stgTouches} group by source, file),
offsets as (
  select source, file, coalesce(sum(records) over (
      order by ${placeOfSource(raw('source'), 'touches')}, source, file
      rows between unbounded preceding and 1 preceding), 0) as records_before,
    coalesce(sum(records) over (
      order by ${placeOfSource(raw('source'), 'touches')}, source, records desc, file
      rows between unbounded preceding and 1 preceding), 0) as rank_before
  from files
),
identified as (select * from ${intIdentifiedIds} where person_key is not null),
-- A visitor who was identified is the user, whether the id stands as that of a person or of an anonymous one.
named as (
  select t.* replace (coalesce(f.used_key, t.campaign_key) as campaign_key), ${momentOf(zones, raw('t.event_at'))} as moment, coalesce(i.person_key, a.person_key, t.person_key) as known_key
  from ${stgTouches} t ${clockJoin(zones, raw('t.event_at'))}
  left join ${intCampaignForms} f on f.form_key = t.campaign_key
  left join identified i on i.source = t.source and i.anonymous_key = t.person_key
  left join identified a on a.source = t.source and a.anonymous_key = t.anonymous_key
    and (t.person_key is null or t.person_key = '$device:' || t.anonymous_key)
),
events as (
  select t.source, t.file, t.record_number,
    cast(${daysBetween(raw("date '1970-01-01'"), raw('coalesce(t.moment, t.event_at)'))} * ${RECORDS_PER_DAY} + o.records_before + t.record_number as bigint) as touch_order,
    cast(epoch_us(coalesce(t.moment, t.event_at)) as hugeint) * ${RECORDS} + o.rank_before + t.record_number as rank,
    cast(t.event_at as date) as touched_on, t.event_at as touched_at, t.moment, coalesce(t.moment, t.event_at) as stands_at, t.event_id, case when not t.is_malformed_session then t.session_id end as session_id,
    t.user_uid, coalesce(u.person_uid, t.known_key) as person_uid, u.person_no, t.campaign_key, t.event_type, t.is_conversion,
    case when t.known_key is null then 'anonymous' when t.campaign_key is null and t.campaign_id is not null then 'placeholder_campaign'
      when t.campaign_key is null then 'no_campaign' when t.event_at is null then 'no_date' end as reason
  from named t
  join offsets o using (source, file)
  left join ${intPersonUids} u on u.user_uid = t.known_key
),
sessions as (
  select person_uid, session_id, min(rank) as first_rank
  from events where reason is null and session_id is not null
  group by person_uid, session_id having count(*) > 1
),
-- With its time: a column of ids that are not of single events then joins nothing that differs.
repeats as (
  select person_uid, event_id, stands_at, min(rank) as first_rank
  from events where reason is null and event_id is not null
  group by person_uid, event_id, stands_at having count(*) > 1
),
-- Exports of one tool that overlap, with nothing that names an event: as often as the fullest of them has it.
numbered as (
  select rank, source, person_uid, stands_at, campaign_key, event_type,
    row_number() over (partition by source, file, person_uid, stands_at, campaign_key, event_type order by rank) as nth
  from events where reason is null and event_id is null and session_id is null
    and source in (select source from files group by source having count(*) > 1)
),
copies as (
  select rank, min(rank) over (partition by source, person_uid, stands_at, campaign_key, event_type, nth) as first_rank
  from numbered
),
-- Records that are none for another reason look for no session and no event.
looking as (
  select *, case when reason is null then session_id end as shared_session, case when reason is null then event_id end as shared_event
  from events
),
judged as (
  select e.*, coalesce(e.reason, case when e.rank <> r.first_rank then 'same_event' when e.rank <> s.first_rank then 'same_session'
      when e.rank <> c.first_rank then 'copied_event' end) as no_touch_reason
  from looking e
  left join sessions s on e.person_uid = s.person_uid and e.shared_session = s.session_id
  left join copies c on c.rank = e.rank
  left join repeats r on e.person_uid = r.person_uid and e.shared_event = r.event_id and e.stands_at = r.stands_at
)
select source, file, record_number, touch_order, touched_on, touched_at, moment, session_id, user_uid, person_uid, person_no,
  campaign_key, event_type, is_conversion, no_touch_reason is null as is_touch, no_touch_reason
from judged`,
});
