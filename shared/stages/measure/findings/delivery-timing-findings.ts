import type { Finding } from '../../../domain/finding';
import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count, date, percent, plural, say } from '../../../domain/sentence';
import { leadQualityNumbers } from '../../../sql/run-parameters';
import { int, queryRows, requiredText } from '../../../sql/records';
import { isoDate } from '../../../sql/dialect';
import { raw, sql } from '../../../sql/sql';
import { defineFindings } from '../../../sql/stage';
import { LONG_BEFORE, rptDeliveryTiming } from '../rpt-delivery-timing.model';

/** From this share of the delivered leads on the rates say something else than they seem to. */
const MANY = 0.05;

/** Deliveries that no report can have yet, and deliveries of leads that the client had before. */
export const deliveryTimingFindings = defineFindings({
  name: 'delivery_timing_findings',
  title: 'Deliveries that do not fit the time of the reports',
  reads: [rptDeliveryTiming],
  takes: [leadQualityNumbers],
  find: async ({ workspace, get, signal }) => {
    const rows = await queryRows(
      workspace,
      sql`
select reason, cast(count(*) as integer) as leads, ${isoDate(raw('min(newest_report_on)'))} as newest, max(days) as longest
from ${rptDeliveryTiming} group by reason`,
      signal,
    );
    const { delivered } = get(leadQualityNumbers);
    const findings: Finding[] = [];
    for (const row of rows) {
      const leads = int(row, 'leads');
      const isAfter = row['reason'] === 'after_reports';
      findings.push(
        finding({
          code: 'delivery_out_of_time',
          severity: leads >= MANY * delivered ? 'warning' : 'info',
          source: 'delivered_leads',
          column: 'delivered_on',
          message: isAfter
            ? say`${plural(leads, 'delivered lead')} of ${count(delivered)} (${percent(leads / delivered)}) ${agree(leads, 'was', 'were')} delivered after the newest date that the reports have, ${date(requiredText(row, 'newest'))}: no report can have ${agree(leads, 'it', 'them')} yet, and ${agree(leads, 'it counts', 'they count')} in every rate as ${agree(leads, 'a lead', 'leads')} that reached nothing. Add newer reports, or narrow the numbers to earlier deliveries.`
            : say`${plural(leads, 'delivered lead')} of ${count(delivered)} (${percent(leads / delivered)}) ${agree(leads, 'is', 'are')} linked to ${agree(leads, 'a CRM lead that was', 'CRM leads that were')} entered ${String(LONG_BEFORE)} days or more before the delivery, up to ${plural(int(row, 'longest'), 'day')}: the client had ${agree(leads, 'it', 'them')} already, and what ${agree(leads, 'it', 'they')} reached counts for the delivery all the same. Check the dates of delivery, or take these leads out.`,
          evidence: [
            { label: 'Delivered leads', value: count(delivered) },
            {
              label: isAfter ? 'Delivered after the newest report' : 'Entered long before',
              value: count(leads),
            },
            ...(isAfter ? [] : [{ label: 'Longest', value: plural(int(row, 'longest'), 'day') }]),
          ],
          rows: rowsOf(rptDeliveryTiming, { reason: String(row['reason']) }),
        }),
      );
    }
    return findings;
  },
});
