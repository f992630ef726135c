import { isoMonth, weekOf } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { intDeliveredLeads } from '../match/int-delivered-leads.model';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';

/** Every day from the first to the last that any lead of the first question names. */
export const dimDate = defineModel({
  name: 'dim_date',
  title: 'Dates',
  description: 'Calendar days, without gaps, over the dates that occur.',
  grain: 'one row per day',
  key: ['date_on'],
  shown: { grid: 410, star: 10 },
  materialized: 'view',
  columns: {
    date_on: { type: 'DATE', label: 'Date', description: 'The day.' },
    week_on: { type: 'DATE', label: 'Week', description: 'Monday of its week.' },
    month: { type: 'VARCHAR', description: 'Its month, as in 2026-01.' },
    year: { type: 'INTEGER', kind: 'text', description: 'Its year.' },
    weekday: { type: 'INTEGER', kind: 'text', description: 'ISO weekday: 1 is Monday.' },
  },
  select: () => sql`
with days as (
  select entry_on as day from ${srcCrmValues} semi join ${srcCrmRanges} using (state_id) where entry_on is not null
  union all select cast(appointment_at as date) from ${srcCrmValues} semi join ${srcCrmRanges} using (state_id) where appointment_at is not null
  union all select delivered_on from ${intDeliveredLeads} where delivered_on is not null
), bounds as (
  select min(day) as first_day, max(day) as last_day from days
), calendar as (
  select cast(unnest(generate_series(first_day, least(last_day, first_day + interval 20 year), interval 1 day)) as date) as date_on
  from bounds where first_day is not null
)
select date_on, ${weekOf(raw('date_on'))} as week_on, ${isoMonth(raw('date_on'))} as month,
  cast(year(date_on) as integer) as year, cast(isodow(date_on) as integer) as weekday
from calendar`,
});
