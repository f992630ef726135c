import { defineModel } from '../../sql/model';
import { raw, sql, type Sql } from '../../sql/sql';
import { srcCrmPresence, srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { intCrmStates } from './int-crm-states.model';

/** What is counted in the rows of each snapshot. Keys are column names of the result. */
const ROW_COUNTS: Readonly<Record<string, string>> = {
  rows: 'true',
  set_reported: 'is_set',
  appointment: 'is_appointment',
  appointment_date: 'appointment_at is not null',
  demo: 'is_demo',
  sale: 'is_sale',
  has_entry_on: 'entry_on is not null',
  has_city: 'city is not null',
  has_state: 'state is not null',
  has_disposition: 'disposition is not null',
  has_job_status: 'job_status is not null',
};

const names = Object.keys(ROW_COUNTS);

/**
 * Rows per snapshot of some states, as common table expressions of which the last is `counted`: each range adds its rows
 * where it starts and takes them away behind its end; the running sum is the snapshot.
 * @param states a relation with the columns of `int_crm_states`
 */
export const rowCounts = (states: Sql): Sql => sql`changes as (
  select valid_from as snapshot_order, ${raw(names.map((n) => `sum(row_count) filter (${ROW_COUNTS[n] ?? 'true'}) as "${n}"`).join(', '))}
  from ${states} group by valid_from
  union all
  select valid_to + 1, ${raw(names.map((n) => `-sum(row_count) filter (${ROW_COUNTS[n] ?? 'true'}) as "${n}"`).join(', '))}
  from ${states} group by valid_to
  union all
  -- A snapshot with the rows of the one before it changes nothing, and has rows all the same.
  select snapshot_order, ${raw(names.map((n) => `null as "${n}"`).join(', '))} from ${srcSnapshots}
), counted as (
  select snapshot_order, ${raw(names.map((n) => `sum(coalesce(sum("${n}"), 0)) over (order by snapshot_order) as "${n}"`).join(', '))}
  from changes group by snapshot_order
)`;

const integer = (description: string): { type: 'INTEGER'; description: string } => ({
  type: 'INTEGER',
  description,
});

/**
 * Counts of rows per snapshot, from the states alone: each range adds its rows where it starts and takes them away
 * behind its end; the running sum is the snapshot. So the cost is that of the states, not of all rows.
 */
export const rptSnapshots = defineModel({
  name: 'rpt_snapshots',
  title: 'Snapshots and their rows',
  description:
    'Rows of each snapshot, and CRM leads that came, aged out of the window or vanished inside it.',
  grain: 'one row per snapshot',
  key: ['snapshot_order'],
  shown: { grid: 430, report: 80 },
  columns: {
    snapshot_order: { type: 'INTEGER', label: 'Order', description: '1 is the oldest, series after series.' },
    file: { type: 'VARCHAR', description: 'File of the snapshot.' },
    as_of: { type: 'VARCHAR', label: 'As of', description: 'Date that the order rests on.' },
    series: {
      type: 'VARCHAR',
      description: 'Whose report it is, where the folder has those of several clients.',
    },
    rows: integer('Rows after cleaning.'),
    set_reported: integer('Rows with Set true.'),
    appointment: integer('Rows with Set, an appointment date or a demo.'),
    appointment_date: integer('Rows with an appointment date.'),
    demo: integer('Rows with Demo true.'),
    sale: integer('Rows with a disposition in the sale group.'),
    has_entry_on: integer('Rows with an entry date.'),
    has_city: integer('Rows with a city.'),
    has_state: integer('Rows with a state.'),
    has_disposition: integer('Rows with a disposition.'),
    has_job_status: integer('Rows with a job status.'),
    new_leads: integer('CRM leads that no earlier snapshot has.'),
    aged_out: {
      ...integer('CRM leads that are gone from the next snapshot and older than its window.'),
      label: 'Aged out after it',
    },
    vanished: {
      ...integer('CRM leads that are gone from the next snapshot although its window still covers them.'),
      label: 'Vanished after it',
    },
    window_start: {
      type: 'DATE',
      description: 'First percentile of the entry dates: where the rolling window of the report starts.',
    },
  },
  select: () => sql`
with ${rowCounts(sql`${intCrmStates}`)}, entries as (
  select entry_on, valid_from, valid_to, sum(row_count) as n from ${intCrmStates}
  where entry_on is not null group by all
), by_entry as (
  select s.snapshot_order, e.entry_on, sum(e.n) as n
  from ${srcSnapshots} s join entries e on s.snapshot_order between e.valid_from and e.valid_to group by all
), ranked as (
  select snapshot_order, entry_on, sum(n) over (partition by snapshot_order order by entry_on) as upto,
    sum(n) over (partition by snapshot_order) as total
  from by_entry
), windows as (
  select snapshot_order, min(entry_on) filter (upto >= 0.01 * total) as window_start from ranked group by snapshot_order
), leads as (
  select crm_lead_id, arg_max(entry_on, newness) as entry_on from ${intCrmStates} group by crm_lead_id
), arrivals as (
  select first_order as snapshot_order, count(*) as n
  from (select crm_lead_id, min(first_order) as first_order from ${srcCrmPresence} group by crm_lead_id) group by 1
), departures as (
  select p.last_order as snapshot_order, count(*) filter (l.entry_on <= w.window_start) as aged_out,
    count(*) filter (l.entry_on > w.window_start or l.entry_on is null) as vanished
  from ${srcCrmPresence} p join leads l using (crm_lead_id) join windows w on w.snapshot_order = p.last_order + 1
  join ${srcSnapshots} last on last.snapshot_order = p.last_order
  join ${srcSnapshots} next on next.snapshot_order = w.snapshot_order and next.series = last.series
  group by 1
)
select s.snapshot_order, s.file, s.as_of, nullif(s.series, '') as series, ${raw(names.map((n) => `cast(c."${n}" as integer) as "${n}"`).join(', '))},
  cast(coalesce(a.n, 0) as integer) as new_leads, cast(coalesce(d.aged_out, 0) as integer) as aged_out,
  cast(coalesce(d.vanished, 0) as integer) as vanished, w.window_start
from ${srcSnapshots} s
left join counted c using (snapshot_order) left join windows w using (snapshot_order)
left join arrivals a using (snapshot_order) left join departures d using (snapshot_order)`,
});
