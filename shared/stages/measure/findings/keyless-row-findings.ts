import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count, joined, plural, say } from '../../../domain/sentence';
import { int, queryRows } from '../../../sql/records';
import { sql } from '../../../sql/sql';
import { defineFindings } from '../../../sql/stage';
import { rptKeylessRows } from '../rpt-keyless-rows.model';

/** Rows that nothing links although other rows of their CRM lead are linked. */
export const keylessRowFindings = defineFindings({
  name: 'keyless_row_findings',
  title: 'Rows of linked CRM leads without a key',
  reads: [rptKeylessRows],
  find: async ({ workspace, signal }) => {
    const [row] = await queryRows(
      workspace,
      sql`
select cast(count(*) as integer) as crm_leads, cast(count(*) filter (has_appointment or has_demo or has_sale) as integer) as lost,
  cast(count(*) filter (has_appointment) as integer) as appointments, cast(count(*) filter (has_demo) as integer) as demos,
  cast(count(*) filter (has_sale) as integer) as sales
from ${rptKeylessRows}`,
      signal,
    );
    const [crmLeads, lost] = [int(row, 'crm_leads'), int(row, 'lost')];
    if (crmLeads === 0) return [];
    const counted = (['appointment', 'demo', 'sale'] as const).flatMap((stage) =>
      int(row, `${stage}s`) === 0 ? [] : [plural(int(row, `${stage}s`), stage)],
    );
    const reported = int(row, 'appointments') + int(row, 'demos') + int(row, 'sales');
    const cost =
      lost === 0
        ? say`They say nothing that its other rows do not.`
        : say`So ${joined(counted)} that only they report ${agree(reported, 'is', 'are')} credited to nobody.`;
    return [
      finding({
        code: 'blank_values',
        severity: lost === 0 ? 'info' : 'warning',
        source: 'crm_report',
        column: 'email_hash',
        message: say`${plural(crmLeads, 'CRM lead that is linked has', 'CRM leads that are linked have')} rows with neither an e-mail nor a phone that could link them: a delivered lead is told by the rows that are linked to it alone. ${cost} Export the key columns of these reports whole.`,
        evidence: [
          { label: 'CRM leads', value: count(crmLeads) },
          { label: 'With something that only these rows say', value: count(lost) },
        ],
        rows: rowsOf(rptKeylessRows),
      }),
    ];
  },
});
