import type { FunnelCounts, LeadQualitySummary } from '../../../contract/summary';
import type { Finding } from '../../../domain/finding';
import { int, queryRows } from '../../../sql/records';
import { sql } from '../../../sql/sql';
import { leadQualityNumbers } from '../../../sql/run-parameters';
import { defineFindings } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import { intCrmStates } from '../int-crm-states.model';
import { rptMultipliedOutcomes } from '../rpt-multiplied-outcomes.model';
import { rptRepeatedDeliveries } from '../rpt-repeated-deliveries.model';
import { finding, rowsOf } from '../../../domain/finding-builder';
import { count, plural, say, type Sentence } from '../../../domain/sentence';

const perPerson = (counts: FunnelCounts): Sentence =>
  say`${plural(counts.delivered, 'lead')}, ${plural(counts.appointment, 'appointment')}, ${plural(counts.demo, 'demo')}, ${plural(counts.sale, 'sale')}`;

/** One person delivered again: both ways of counting. */
async function findRepeatedDeliveries(
  workspace: Workspace,
  { funnel, people }: LeadQualitySummary,
): Promise<readonly Finding[]> {
  const [row] = await queryRows(
    workspace,
    sql`select cast(count(*) as integer) as deliveries, cast(count(distinct person) as integer) as people,
      cast(count(distinct person) filter (where vendor is distinct from first_vendor) as integer) as by_several
    from ${rptRepeatedDeliveries}`,
  );
  if (int(row, 'people') === 0) return [];
  const severalVendors = int(row, 'by_several');
  const vendors =
    severalVendors === 0 ? '' : say`, ${plural(severalVendors, 'person', 'people')} by more than one vendor`;
  return [
    finding({
      code: 'delivered_more_than_once',
      severity: 'warning',
      source: 'delivered_leads',
      message: say`${plural(int(row, 'people'), 'person was', 'people were')} delivered more than once (${plural(int(row, 'deliveries'), 'delivered lead')} with the same keys${vendors}). Under *linked*, per delivery: ${perPerson(funnel.ever_linked)}. Per person: ${perPerson(people)}. The funnel counts deliveries.`,
      evidence: [
        { label: 'People delivered more than once', value: count(int(row, 'people')) },
        { label: 'Their deliveries', value: count(int(row, 'deliveries')) },
        { label: 'By more than one vendor', value: count(severalVendors) },
      ],
      rows: rowsOf(rptRepeatedDeliveries),
    }),
  ];
}

/** A client cannot have sold to more leads than it sold to: links that multiply outcomes are wrong. */
async function findMultipliedOutcomes(
  workspace: Workspace,
  { funnel }: LeadQualitySummary,
): Promise<readonly Finding[]> {
  const [row] = await queryRows(
    workspace,
    sql`select cast(count(distinct (series, lead_number)) as integer) as crm_leads, cast(count(distinct lead_uuid) as integer) as leads,
      cast((select count(distinct crm_lead_id) from ${intCrmStates} where is_sale) as integer) as crm_sales
    from ${rptMultipliedOutcomes}`,
  );
  const [crmSales, sales] = [int(row, 'crm_sales'), funnel.ever_linked.sale];
  if (sales <= crmSales) return [];
  return [
    finding({
      code: 'outcomes_multiplied',
      severity: 'error',
      source: 'crm_report',
      column: 'disposition',
      message: say`${plural(sales, 'delivered lead')} count as sold, but the reports have only ${plural(crmSales, 'CRM lead')} with a sale: the outcomes of ${plural(int(row, 'crm_leads'), 'CRM lead')} count for ${plural(int(row, 'leads'), 'delivered lead')}. Review these links, or decide that a shared key is not a key.`,
      evidence: [
        { label: 'Delivered leads with a sale', value: count(sales) },
        { label: 'CRM leads with a sale', value: count(crmSales) },
        { label: 'CRM leads that count several times', value: count(int(row, 'crm_leads')) },
      ],
      rows: rowsOf(rptMultipliedOutcomes),
    }),
  ];
}

export const deliveryFindings = defineFindings({
  name: 'delivery_findings',
  title: 'People who were delivered again, and outcomes that count several times',
  reads: [rptRepeatedDeliveries, rptMultipliedOutcomes, intCrmStates],
  takes: [leadQualityNumbers],
  find: async ({ workspace, get }) => [
    ...(await findRepeatedDeliveries(workspace, get(leadQualityNumbers))),
    ...(await findMultipliedOutcomes(workspace, get(leadQualityNumbers))),
  ],
});
