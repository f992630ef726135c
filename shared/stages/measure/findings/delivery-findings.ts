import type { FunnelCounts, LeadQualitySummary } from '../../../contract/summary';
import type { Finding } from '../../../domain/finding';
import { int, queryRows } from '../../../sql/records';
import { commas, ident, sql } from '../../../sql/sql';
import { leadQualityNumbers } from '../../../sql/run-parameters';
import { defineFindings } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import { intCrmStates } from '../int-crm-states.model';
import { intPairOutcomes } from '../int-pair-outcomes.model';
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
      message: say`${plural(int(row, 'people'), 'person was', 'people were')} delivered more than once (${plural(int(row, 'deliveries'), 'delivered lead')} that share an e-mail or a phone${vendors}). Under *linked*, per delivery: ${perPerson(funnel.ever_linked)}. Per person: ${perPerson(people)}. The funnel counts deliveries.`,
      evidence: [
        { label: 'People delivered more than once', value: count(int(row, 'people')) },
        { label: 'Their deliveries', value: count(int(row, 'deliveries')) },
        { label: 'By more than one vendor', value: count(severalVendors) },
      ],
      rows: rowsOf(rptRepeatedDeliveries),
    }),
  ];
}

/** In the order in which they are looked at: a sale too many says more than an appointment too many. */
const MULTIPLIED = [
  { stage: 'sale', flag: 'is_sale', column: 'disposition', counts: 'as sold', has: 'a sale' },
  { stage: 'demo', flag: 'is_demo', column: 'is_demo', counts: 'with a demo', has: 'a demo' },
  {
    stage: 'appointment',
    flag: 'is_appointment',
    column: 'appointment_at',
    counts: 'with an appointment',
    has: 'an appointment',
  },
] as const;
/** People beyond the linked CRM leads with an outcome, in number and as a share, from which links multiply it. */
const FEWEST = 3;
const SHARE = 0.01;

/** A client cannot have sold to more leads than it sold to: links that multiply outcomes are wrong. */
async function findMultipliedOutcomes(
  workspace: Workspace,
  { funnel, people }: LeadQualitySummary,
): Promise<readonly Finding[]> {
  const [row] = await queryRows(
    workspace,
    sql`select cast(count(distinct (series, lead_number)) as integer) as crm_leads, cast(count(distinct lead_uuid) as integer) as leads
    from ${rptMultipliedOutcomes}`,
  );
  if (int(row, 'leads') === 0) return [];
  const [reported] = await queryRows(
    workspace,
    sql`select ${commas(MULTIPLIED.map(({ stage, flag }) => sql`cast(count(distinct crm_lead_id) filter (${ident(flag)}) as integer) as ${ident(stage)}`))}
    from ${intCrmStates}`,
  );
  const [linked] = await queryRows(
    workspace,
    sql`select ${commas(MULTIPLIED.map(({ stage }) => sql`cast(count(distinct crm_lead_id) filter (${ident(`has_${stage}_ever`)}) as integer) as ${ident(stage)}`))}
    from ${intPairOutcomes} where link_setting = 'linked'`,
  );
  const multiplied = say`the outcomes of ${plural(int(row, 'crm_leads'), 'CRM lead')} count for ${plural(int(row, 'leads'), 'delivered lead')}. Review these links, or decide that a shared key is not a key.`;
  const findingOf = (
    severity: Finding['severity'],
    { stage, column, has }: (typeof MULTIPLIED)[number],
    message: Sentence,
    crmLeads: number,
  ): Finding =>
    finding({
      code: 'outcomes_multiplied',
      severity,
      source: 'crm_report',
      column,
      message,
      evidence: [
        { label: `Delivered leads with ${has}`, value: count(funnel.ever_linked[stage]) },
        {
          label: `${severity === 'error' ? '' : 'Linked '}CRM leads with ${has}`,
          value: count(crmLeads),
        },
        { label: 'CRM leads that count several times', value: count(int(row, 'crm_leads')) },
      ],
      rows: rowsOf(rptMultipliedOutcomes),
    });
  const above = MULTIPLIED.find(({ stage }) => funnel.ever_linked[stage] > int(reported, stage));
  if (above) {
    const { stage, counts, has } = above;
    const all = int(reported, stage);
    return [
      findingOf(
        'error',
        above,
        say`${plural(funnel.ever_linked[stage], 'delivered lead')} count ${counts}, but the reports have only ${plural(all, 'CRM lead')} with ${has}: ${multiplied}`,
        all,
      ),
    ];
  }
  // One person delivered again is said by the deliveries: what is beyond the people counts here.
  const beyond = MULTIPLIED.find(({ stage }) => {
    const surplus = people[stage] - int(linked, stage);
    return surplus >= FEWEST && surplus >= SHARE * people[stage];
  });
  if (!beyond) return [];
  const { stage, counts, has } = beyond;
  return [
    findingOf(
      'warning',
      beyond,
      say`${plural(funnel.ever_linked[stage], 'delivered lead')} count ${counts} by only ${plural(int(linked, stage), 'linked CRM lead')} with ${has}: ${multiplied}`,
      int(linked, stage),
    ),
  ];
}

export const deliveryFindings = defineFindings({
  name: 'delivery_findings',
  title: 'People who were delivered again, and outcomes that count several times',
  reads: [rptRepeatedDeliveries, rptMultipliedOutcomes, intCrmStates, intPairOutcomes],
  takes: [leadQualityNumbers],
  find: async ({ workspace, get }) => [
    ...(await findRepeatedDeliveries(workspace, get(leadQualityNumbers))),
    ...(await findMultipliedOutcomes(workspace, get(leadQualityNumbers))),
  ],
});
