import { FATE_COLUMNS } from '../../sql/fates';
import { defineModel } from '../../sql/model';
import { raw, sql, textList, type Sql } from '../../sql/sql';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { stgLeads } from '../clean/marketing/stg-leads.model';
import { intLeadRecords } from '../dedup/int-lead-records.model';
import { intPersonMembers } from '../dedup/int-person-members.model';
import { fctInvoices } from './fct-invoices.model';
import { fctTouches } from './fct-touches.model';
import { intAdSpend } from './int-ad-spend.model';

/** Reasons under which a row is part of another one, which counts. Any other reason stands for itself. */
const MERGED_INVOICES = ['repeat', 'older_state', 'payment', 'refund', 'dispute'];
const MERGED_ADS = ['other_export', 'other_level'];
const MERGED_TOUCHES = ['same_session', 'same_event', 'copied_event'];

const noMoney = raw(
  'cast(null as varchar) as original, cast(null as varchar) as currency, cast(null as bigint) as written, cast(null as bigint) as counted',
);

const fateBy = (isCounted: Sql, reason: Sql, merged: readonly string[]): Sql =>
  sql`case when ${isCounted} then 'counted' when ${reason} in (${textList(merged)}) then 'merged' else 'not_counted' end`;

/** What became of every row of the second question that was read: one row of an export has one fate. */
export const rptRevenueFates = defineModel({
  name: 'rpt_revenue_fates',
  title: 'What became of the rows of leads, invoices, events and ads',
  description:
    'Rows and money of each file by what became of them: they add up to what was read of the file.',
  grain: 'one row per file, fate, reason and currency without a rate',
  key: ['file', 'fate', 'reason', 'unconverted_currency'],
  columns: FATE_COLUMNS,
  select: () => sql`
with every_row as (
  select source, file, ${fateBy(raw('not_counted_reason is null'), raw('not_counted_reason'), MERGED_ADS)} as fate,
    not_counted_reason as reason, original_cost as original, currency,
    cost_cents as written, case when not_counted_reason is null then cost_cents end as counted
  from ${intAdSpend}
  union all
  select i.source, f.file, ${fateBy(raw('f.is_counted'), raw('f.not_counted_reason'), MERGED_INVOICES)}, f.not_counted_reason,
    i.original_amount, i.currency, i.amount_cents, case when f.is_counted then f.amount_cents end
  from ${fctInvoices} f join ${stgInvoices} i using (file, record_number)
  union all
  select source, file, ${fateBy(raw('is_touch'), raw('no_touch_reason'), MERGED_TOUCHES)}, no_touch_reason, ${noMoney}
  from ${fctTouches}
  union all
  select r.source, r.file, case when m.is_survivor then 'counted' else 'merged' end,
    case when not m.is_survivor then coalesce(m.rule, 'same_person') end, ${noMoney}
  from ${intPersonMembers} m join ${intLeadRecords} r using (lead_no)
  union all
  select source, file, 'not_counted', 'marked_deleted', ${noMoney} from ${stgLeads} where is_marked_deleted
), marked as (
  select *, case when written is null and original is not null then coalesce(currency, 'unknown') end as unconverted_currency
  from every_row
)
select source, file, fate, reason, unconverted_currency, count(*) as rows, cast(sum(written) as bigint) as written_cents,
  cast(coalesce(sum(counted), 0) as bigint) as counted_cents,
  cast(sum(case when unconverted_currency is not null then try_cast(original as decimal(38, 9)) end) as double) as unconverted_amount
from marked group by source, file, fate, reason, unconverted_currency`,
});
