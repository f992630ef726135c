import type { FunnelCounts, LeadQualitySummary } from '../../../contract/summary';
import type { Finding } from '../../../domain/finding';
import { int, queryRows, text } from '../../../sql/records';
import { sql } from '../../../sql/sql';
import type { Workspace } from '../../../sql/workspace';
import { intCrmIdentities } from '../../match/int-crm-identities.model';
import { intDeliveredLeads } from '../../match/int-delivered-leads.model';
import { intLinkCandidates } from '../../match/int-link-candidates.model';
import { intPlaceholderKeys } from '../../match/int-placeholder-keys.model';
import { intSharedKeys } from '../../match/int-shared-keys.model';
import { intCrmStates } from '../int-crm-states.model';
import { rptMultipliedOutcomes } from '../rpt-multiplied-outcomes.model';
import { rptRepeatedDeliveries } from '../rpt-repeated-deliveries.model';
import { finding, rowsOf } from '../../../domain/finding-builder';
import { code, count, plural, say, type Sentence } from '../../../domain/sentence';

/** Shared keys that get a finding of their own; the rest is told in one. */
const NAMED_KEYS = 10;

const short = (key: string): string => (key.length > 12 ? `${key.slice(0, 6)}…${key.slice(-4)}` : key);

/** Keys that many share on either side, but for placeholders: those have a finding of their own. */
async function findSharedKeys(workspace: Workspace): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`select *, crm_leads * delivered_leads as links from ${intSharedKeys}
      anti join ${intPlaceholderKeys} using (key_value)
      where crm_leads > 0 and delivered_leads > 0 order by links desc, key_value, key_name`,
  );
  const named = rows.slice(0, NAMED_KEYS).map((row): Finding => {
    const [key, isEmail] = [text(row, 'key_value') ?? '', row['key_name'] === 'email'];
    const [crm, delivered] = [int(row, 'crm_leads'), int(row, 'delivered_leads')];
    return finding({
      code: 'shared_key',
      severity: 'warning',
      source: 'delivered_leads',
      column: isEmail ? 'email_hash' : 'phone_hash',
      message: say`The ${isEmail ? 'e-mail' : 'phone'} ${short(key)} is shared by ${plural(delivered, 'delivered lead')} and ${plural(crm, 'CRM lead')}: it most likely is a placeholder, a dummy, or the line of a call centre. Alone it is no strict evidence; its links are up for review.`,
      evidence: [
        { label: 'Key', value: code(key) },
        { label: 'Delivered leads', value: count(delivered) },
        { label: 'CRM leads', value: count(crm) },
        { label: 'Partners in the reports', value: count(int(row, 'partners')) },
        { label: 'Partners among the delivered leads', value: count(int(row, 'delivered_partners')) },
      ],
      rows: rowsOf(intDeliveredLeads, { [isEmail ? 'email_key' : 'phone_key']: key }),
    });
  });
  const rest = rows.length - named.length;
  return rest === 0
    ? named
    : [
        ...named,
        finding({
          code: 'shared_key',
          severity: 'warning',
          source: 'delivered_leads',
          message: say`${plural(rest, 'further key')} are shared by many delivered leads or CRM leads. Show them.`,
          rows: rowsOf(intSharedKeys),
        }),
      ];
}

/** A key that this share of identities, or less, matches by does not match: chance alone gives a few. */
const NO_MATCH = 0.005;
const KEYS = [
  ['email', 'e-mail'],
  ['phone', 'phone'],
] as const;

/** One of two keys finds nobody, although both sides have it and the other key does find leads. */
async function findDeadKeys(workspace: Workspace): Promise<readonly Finding[]> {
  const [row] = await queryRows(
    workspace,
    sql`
select cast((select count(email_key) from ${intDeliveredLeads}) as integer) as email_delivered,
  cast((select count(phone_key) from ${intDeliveredLeads}) as integer) as phone_delivered,
  cast((select count(email_key) from ${intCrmIdentities}) as integer) as email_crm,
  cast((select count(phone_key) from ${intCrmIdentities}) as integer) as phone_crm,
  cast((select count(distinct identity_id) from ${intLinkCandidates} where is_email_equal) as integer) as email_matched,
  cast((select count(distinct identity_id) from ${intLinkCandidates} where is_phone_equal) as integer) as phone_matched`,
  );
  const rateOf = (key: string): number => int(row, `${key}_matched`) / Math.max(1, int(row, `${key}_crm`));
  return KEYS.flatMap(([key, label], i) => {
    const [other, otherLabel] = KEYS[1 - i] ?? KEYS[0];
    const [delivered, crm] = [int(row, `${key}_delivered`), int(row, `${key}_crm`)];
    if (delivered === 0 || crm === 0 || rateOf(key) > NO_MATCH || rateOf(other) <= 10 * NO_MATCH) return [];
    return [
      finding({
        code: 'key_never_matches',
        severity: 'warning',
        source: 'delivered_leads',
        column: `${key}_hash`,
        message: say`The ${label} never matches: ${plural(crm, 'identity has', 'identities have')} one and so have ${plural(delivered, 'delivered lead')}, yet ${count(int(row, `${key}_matched`))} find a lead by it, while ${count(int(row, `${other}_matched`))} do by ${otherLabel}. The two sides most likely hash it in different forms (${key === 'phone' ? 'with or without + or the country code' : 'lower-cased or not, trimmed or not, Gmail dots'}). Ask for raw values of one side, or for the form in which it was hashed.`,
        evidence: [
          { label: 'Identities with the key', value: count(crm) },
          { label: 'Delivered leads with the key', value: count(delivered) },
          { label: `Identities that match by ${label}`, value: count(int(row, `${key}_matched`)) },
          { label: `Identities that match by ${otherLabel}`, value: count(int(row, `${other}_matched`)) },
        ],
        rows: rowsOf(intCrmIdentities),
      }),
    ];
  });
}

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
      message: say`${plural(int(row, 'people'), 'person was', 'people were')} delivered more than once (${plural(int(row, 'deliveries'), 'delivered lead')} with the same keys${vendors}). Per delivery: ${perPerson(funnel.ever_linked)}. Per person: ${perPerson(people)}. The funnel counts deliveries.`,
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
    sql`select cast(count(distinct lead_number) as integer) as crm_leads, cast(count(distinct lead_uuid) as integer) as leads,
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

/** Keys that many share, people who were delivered again, outcomes that count several times. */
export async function findDeliveryTroubles(
  workspace: Workspace,
  leadQuality: LeadQualitySummary,
): Promise<readonly Finding[]> {
  return [
    ...(await findSharedKeys(workspace)),
    ...(await findDeadKeys(workspace)),
    ...(await findRepeatedDeliveries(workspace, leadQuality)),
    ...(await findMultipliedOutcomes(workspace, leadQuality)),
  ];
}
