import { finding } from '../../domain/finding-builder';
import { agree, count, plural, say } from '../../domain/sentence';
import { serviceName, sourceOf } from '../../domain/source';
import { int, queryRows } from '../../sql/records';
import { raw, sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import { fctInvoices } from './fct-invoices.model';
import { fctTouches } from './fct-touches.model';
import { hasTime } from './moment';

/**
 * Invoices with a touch near them, where the time zone of one of both is known and that of the other is not: the touch
 * may be on the other side of the invoice. Clocks differ from UTC by at most 14 hours.
 */
export const timeZoneFindings = defineFindings({
  name: 'time_zone_findings',
  title: 'Times without a time zone',
  reads: [fctInvoices, fctTouches],
  find: async ({ workspace, signal }) => {
    const rows = await queryRows(
      workspace,
      sql`
with near as (
  select t.source, i.invoice_no, t.moment is null as is_touch_unknown
  from ${fctInvoices} i join ${fctTouches} t using (person_uid)
  where i.is_counted and t.is_touch and (i.moment is null) <> (t.moment is null)
    and ${hasTime(raw('i.invoiced_at'))} and ${hasTime(raw('t.touched_at'))}
    and abs(date_diff('minute', coalesce(t.moment, t.touched_at), coalesce(i.moment, i.invoiced_at))) <= 840
)
select source, is_touch_unknown, cast(count(distinct invoice_no) as integer) as invoices, cast(count(*) as integer) as touches
from near group by all order by all`,
      signal,
    );
    return rows.flatMap((row) => {
      const source = sourceOf(row['source']);
      if (source === null) return [];
      const [touches, invoices] = [int(row, 'touches'), int(row, 'invoices')];
      const lacking = row['is_touch_unknown'] === true ? serviceName(source) : serviceName('stripe_invoices');
      return [
        finding({
          code: 'time_zone_unknown',
          severity: 'warning',
          source,
          column: row['is_touch_unknown'] === true ? 'event_on' : 'invoiced_on',
          message: say`No time zone is known of the times of ${lacking}, but of those that they are compared with it is: ${plural(touches, 'touch', 'touches')} within 14 hours of ${plural(invoices, 'invoice')} ${agree(touches, 'stands', 'stand')} before or after ${agree(invoices, 'it', 'them')} as written. Set the time zone of ${lacking} in Sources.`,
          evidence: [
            { label: 'Touches', value: count(touches) },
            { label: 'Invoices', value: count(invoices) },
          ],
        }),
      ];
    });
  },
});
