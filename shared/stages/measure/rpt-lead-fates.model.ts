import { FATE_COLUMNS } from '../../sql/fates';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { srcCrmRanges, srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { stgDeliveredLeads } from '../clean/delivered/stg-delivered-leads.model';
import { intDeliveredLeads } from '../match/int-delivered-leads.model';

const noMoney = raw(
  'cast(null as varchar) as original, cast(null as varchar) as currency, cast(null as bigint) as written, cast(null as bigint) as counted',
);

/**
 * What became of every row of the first question that was read. A delivered lead counts by its first record; of rows of a
 * CRM report that are the same one counts. Rows of reports are counted from their states, as snapshots are.
 */
export const rptLeadFates = defineModel({
  name: 'rpt_lead_fates',
  title: 'What became of the rows of delivered leads and CRM reports',
  description:
    'Rows and money of each file by what became of them: they add up to what was read of the file.',
  grain: 'one row per file, fate, reason and currency without a rate',
  key: ['file', 'fate', 'reason', 'unconverted_currency'],
  columns: FATE_COLUMNS,
  select: () => sql`
with changes as (
  select valid_from as snapshot_order, count(*) as states, sum(row_count) as rows from ${srcCrmRanges} group by valid_from
  union all
  select valid_to + 1, -count(*), -sum(row_count) from ${srcCrmRanges} group by valid_to
), reports as (
  select s.file, coalesce(sum(c.states), 0) as states, coalesce(sum(c.rows), 0) as rows
  from ${srcSnapshots} s left join changes c on c.snapshot_order <= s.snapshot_order group by s.file
), every_row as (
  select d.source, d.file, case when d.lead_uuid is null then 'rejected' when l.lead_id is null then 'merged' else 'counted' end as fate,
    case when d.lead_uuid is null then 'no_lead_id' when l.lead_id is null then 'same_lead_id' end as reason, 1 as rows,
    d.original_price as original, d.currency, d.price_cents as written, case when l.lead_id is not null then l.price_cents end as counted
  from ${stgDeliveredLeads} d left join ${intDeliveredLeads} l using (file, record_number)
  union all
  select 'crm_report', file, 'counted', null, states, ${noMoney} from reports
  union all
  select 'crm_report', file, 'merged', 'same_row', rows - states, ${noMoney} from reports where rows > states
), marked as (
  select *, case when written is null and original is not null then coalesce(currency, 'unknown') end as unconverted_currency
  from every_row
)
select source, file, fate, reason, unconverted_currency, cast(sum(rows) as bigint) as rows, cast(sum(written) as bigint) as written_cents,
  cast(coalesce(sum(counted), 0) as bigint) as counted_cents,
  cast(sum(case when unconverted_currency is not null then try_cast(original as decimal(38, 9)) end) as double) as unconverted_amount
from marked group by source, file, fate, reason, unconverted_currency`,
});
