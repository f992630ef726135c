import { defineModel } from '../../sql/model';
import { raw, sql, type Sql } from '../../sql/sql';
import { srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { intCrmStates } from './int-crm-states.model';

/** CRM leads that were reported with several dates of entry: few, as an entry is once. */
const SEVERAL = sql`select crm_lead_id from ${intCrmStates} where entry_on is not null group by crm_lead_id
  having min(entry_on) <> max(entry_on)`;

const isSwapOf = (a: Sql, b: Sql): Sql =>
  sql`year(${a}) = year(${b}) and month(${a}) = day(${b}) and day(${a}) = month(${b}) and ${a} <> ${b}`;

/**
 * CRM leads whose date of entry has day and month the other way round in another report. A report all of whose days are
 * 12 or less fits both orders, and says nothing of its own; the same leads in other reports do. The rarer date is taken
 * for the one that was read wrong, of two that are as frequent the later reported.
 */
export const rptSwappedDates = defineModel({
  name: 'rpt_swapped_dates',
  title: 'Dates of entry with day and month the other way round',
  description: 'CRM leads whose date of entry in a report is that of others with day and month swapped.',
  grain: 'one row per report and CRM lead',
  key: ['snapshot_order', 'crm_lead_id'],
  shown: { grid: 597 },
  columns: {
    snapshot_order: { type: 'INTEGER', label: 'Order', description: 'The report, 1 is the oldest.' },
    file: { type: 'VARCHAR', description: 'File of the report.' },
    crm_lead_id: { type: 'INTEGER', description: 'The CRM lead.' },
    lead_number: { type: 'VARCHAR', label: 'CRM lead', description: 'Its lead number.' },
    entry_on: { type: 'DATE', label: 'Entry here', description: 'Date of entry as it was read here.' },
    other_entry_on: { type: 'DATE', label: 'Entry elsewhere', description: 'Date of entry elsewhere.' },
    other_file: { type: 'VARCHAR', label: 'Elsewhere', description: 'First report that has that date.' },
  },
  hasRowsWhere: () => SEVERAL,
  select: () => sql`
with several as (${SEVERAL}), dated as (
  select crm_lead_id, min(lead_number) as lead_number, entry_on, min(valid_from) as first_order,
    sum(valid_to - valid_from + 1) as reports
  from ${intCrmStates} semi join several using (crm_lead_id) where entry_on is not null group by crm_lead_id, entry_on
), swapped as (
  select a.crm_lead_id, a.lead_number, a.entry_on, b.entry_on as other_entry_on, b.first_order as other_order
  from dated a join dated b on a.crm_lead_id = b.crm_lead_id and ${isSwapOf(raw('a.entry_on'), raw('b.entry_on'))}
  where a.reports < b.reports or (a.reports = b.reports and a.first_order > b.first_order)
)
select distinct n.snapshot_order, n.file, w.crm_lead_id, w.lead_number, w.entry_on, w.other_entry_on, o.file as other_file
from swapped w join ${intCrmStates} s on s.crm_lead_id = w.crm_lead_id and s.entry_on = w.entry_on
join ${srcSnapshots} n on n.snapshot_order between s.valid_from and s.valid_to
join ${srcSnapshots} o on o.snapshot_order = w.other_order`,
});
