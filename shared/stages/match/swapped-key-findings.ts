import { finding, rowsOf } from '../../domain/finding-builder';
import { agree, count, plural, say } from '../../domain/sentence';
import { int, queryRows } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import { rptSwappedKeys } from './rpt-swapped-keys.model';

/** E-mails and phones that changed places on one side. */
export const swappedKeyFindings = defineFindings({
  name: 'swapped_key_findings',
  title: 'Keys in the column of the other',
  reads: [rptSwappedKeys],
  find: async ({ workspace, signal }) => {
    const [row] = await queryRows(
      workspace,
      sql`
select cast(count(distinct crm_lead_id) as integer) as crm_leads, cast(count(distinct lead_uuid) as integer) as leads,
  cast(count(distinct lead_uuid) filter (not is_linked) as integer) as lost
from ${rptSwappedKeys}`,
      signal,
    );
    const [crmLeads, leads, lost] = [int(row, 'crm_leads'), int(row, 'leads'), int(row, 'lost')];
    if (crmLeads === 0) return [];
    return [
      finding({
        code: 'hash_mismatch',
        severity: 'warning',
        source: 'crm_report',
        column: 'email_hash',
        message: say`${plural(crmLeads, 'CRM lead has', 'CRM leads have')} an e-mail that ${plural(leads, 'delivered lead has', 'delivered leads have')} as phone, or the other way round: on one side the two columns are swapped in these rows. Keys are compared with their own kind only, so ${lost === 0 ? say`it is another key that finds them` : say`${count(lost)} of these delivered leads ${agree(lost, 'is', 'are')} not found by ${agree(crmLeads, 'it', 'them')}`}. Export the key columns each in its place.`,
        evidence: [
          { label: 'CRM leads', value: count(crmLeads) },
          { label: 'Delivered leads', value: count(leads) },
          { label: 'Of these, not found', value: count(lost) },
        ],
        rows: rowsOf(rptSwappedKeys),
      }),
    ];
  },
});
