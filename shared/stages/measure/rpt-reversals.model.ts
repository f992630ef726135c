import { defineModel } from '../../sql/model';
import { commas, join, lit, raw, sql, type Sql } from '../../sql/sql';
import { intCrmStates } from './int-crm-states.model';
import { rptSnapshots } from './rpt-snapshots.model';

/** Steps of the funnel → the flag of a state that has reached it. */
const STEPS = {
  set_reported: 'is_set',
  appointment: 'is_appointment',
  demo: 'is_demo',
  sale: 'is_sale',
} as const;
export type ReversedStep = keyof typeof STEPS;

const steps = Object.entries(STEPS);
const reached: Sql = sql`case step ${join(
  steps.map(([step, flag]) => sql`when ${lit(step)} then ${raw(flag)}`),
  raw(' '),
)} end`;

/** Each time that a CRM lead had reached a step in a report and has not in the next one that has the lead. */
export const rptReversals = defineModel({
  name: 'rpt_reversals',
  title: 'Statuses that went back',
  description:
    'CRM leads that had reached a step in a report and have not in the next one: ever counts the step, latest does not.',
  grain: 'one row per step, CRM lead and snapshot after which it went back',
  key: ['step', 'snapshot_order', 'lead_number'],
  shown: { grid: 92, report: 42 },
  columns: {
    step: { type: 'VARCHAR', kind: 'code', description: 'set_reported, appointment, demo or sale.' },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Lead number of the CRM.' },
    snapshot_order: {
      type: 'INTEGER',
      label: 'Last snapshot with it',
      description: 'The last snapshot in which the lead had reached the step.',
    },
    file: { type: 'VARCHAR', label: 'Last file with it', description: 'File of that snapshot.' },
    next_order: {
      type: 'INTEGER',
      label: 'Next snapshot',
      description: 'The next snapshot that has the lead.',
    },
    next_file: { type: 'VARCHAR', label: 'Next file', description: 'File of that one.' },
    disposition_before: { type: 'VARCHAR', label: 'Disposition', description: 'Disposition with the step.' },
    disposition_after: {
      type: 'VARCHAR',
      label: 'Next disposition',
      description: 'Disposition in the next snapshot.',
    },
  },
  select: () => sql`
with turned as (
  select crm_lead_id, unnest([${commas(
    steps.map(
      ([
        step,
        flag,
      ]) => sql`case when max(valid_to) filter (not ${raw(flag)}) > min(valid_to) filter (${raw(flag)})
      then ${lit(step)} end`,
    ),
  )}]) as step
  from ${intCrmStates} group by crm_lead_id
), states as (
  select t.step, s.crm_lead_id, s.lead_number, s.valid_from, s.valid_to, s.newness, s.disposition, ${reached} as has_step
  from turned t join ${intCrmStates} s using (crm_lead_id) where t.step is not null
), ends as (
  select step, crm_lead_id, lead_number, valid_to as snapshot_order, arg_max(disposition, newness) as disposition_before
  from states where has_step group by all
), nexts as (
  select e.step, e.crm_lead_id, e.snapshot_order, min(greatest(s.valid_from, e.snapshot_order + 1)) as next_order
  from ends e join states s on s.step = e.step and s.crm_lead_id = e.crm_lead_id and s.valid_to > e.snapshot_order
  group by all
), judged as (
  select n.step, n.crm_lead_id, n.snapshot_order, n.next_order, arg_max(s.disposition, s.newness) as disposition_after
  from nexts n join states s on s.step = n.step and s.crm_lead_id = n.crm_lead_id
    and n.next_order between s.valid_from and s.valid_to
  group by all having not bool_or(s.has_step)
)
select j.step, e.lead_number, j.snapshot_order, a.file, cast(j.next_order as integer) as next_order, b.file as next_file,
  e.disposition_before, j.disposition_after
from judged j join ends e using (step, crm_lead_id, snapshot_order)
join ${rptSnapshots} a on a.snapshot_order = j.snapshot_order join ${rptSnapshots} b on b.snapshot_order = j.next_order`,
});
