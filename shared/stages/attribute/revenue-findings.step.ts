import type { JoinCoverage, RevenueSummary } from '../../contract/revenue';
import type { Finding, FindingCode, Severity } from '../../domain/finding';
import { together } from '../../domain/together';
import { lit, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { dimPerson } from '../dedup/dim-person.model';
import { intPersonMembers } from '../dedup/int-person-members.model';
import { rptLeadReviewPairs } from '../dedup/rpt-lead-review-pairs.model';
import { CROWD, rptPeople } from '../dedup/rpt-people.model';
import { RULE_WORDS, rptPersonMembers } from '../dedup/rpt-person-members.model';
import { rptSourceDisagreements } from '../dedup/rpt-source-disagreements.model';
import { rptInvoiceHops } from './rpt-invoice-hops.model';

/** A hop below this share is told. */
const LOW_COVERAGE = 0.9;

const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const money = (amount: number): string =>
  amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const finding = (
  code: FindingCode,
  severity: Severity,
  message: string,
  parts: Partial<Finding> = {},
): Finding => ({
  code,
  severity,
  source: null,
  column: null,
  files: [],
  message,
  repair: null,
  evidence: [],
  rows: null,
  ...parts,
});

/** What a reader of the numbers of revenue should know: hops that few records pass, tools that disagree, people who were merged or may have to be. */
export async function findRevenueTroubles(
  workspace: Workspace,
  revenue: RevenueSummary,
  signal?: AbortSignal,
  emailSeries = 0,
): Promise<readonly Finding[]> {
  const found = await together([
    findDisagreements(workspace, signal),
    findDuplicatePeople(workspace, revenue, emailSeries, signal),
    findCrowds(workspace, signal),
  ]);
  return [...findLowCoverage(revenue), ...found.flat()];
}

function findLowCoverage({ joinCoverage, models, invoiced }: RevenueSummary): readonly Finding[] {
  const hop = (from: string, to: string): JoinCoverage | undefined =>
    joinCoverage.find((coverage) => coverage.from === from && coverage.to === to);
  const findings: Finding[] = [];
  const low = (
    coverage: JoinCoverage | undefined,
    severity: Severity,
    message: (missing: number, rate: number) => string,
    parts: Partial<Finding> = {},
    below = LOW_COVERAGE,
  ): void => {
    if (!coverage || coverage.rate === null || coverage.rate >= below) return;
    const evidence = [
      { label: 'Rows', value: coverage.rows.toLocaleString('en-US') },
      { label: 'With a partner', value: coverage.matched.toLocaleString('en-US') },
      { label: 'Rate', value: percent(coverage.rate) },
    ];
    findings.push(
      finding('low_join_coverage', severity, message(coverage.rows - coverage.matched, coverage.rate), {
        evidence,
        ...parts,
      }),
    );
  };
  const hasLeads = joinCoverage.some(({ from }) => from === 'people');
  const hasTouches = hop('touches', 'people') !== undefined;
  const hasAds = hop('ads', 'people') !== undefined;
  if (hasLeads) {
    low(
      hop('stripe_invoices', 'people'),
      'warning',
      (missing, rate) =>
        `${count(missing, 'invoice names', 'invoices name')} a person whom neither HubSpot nor Intercom has: only ${percent(rate)} of the invoices find their person. Their revenue is unattributed in the model crm_campaign. Check that the lead exports cover the time of the invoices.`,
      {
        source: 'stripe_invoices',
        column: 'user_uid',
        rows: { table: rptInvoiceHops.name, where: [{ column: 'remainder', value: 'no_person' }] },
      },
    );
    low(
      hop('invoiced_people', 'campaigns'),
      'warning',
      (missing, rate) =>
        `${count(missing, 'invoice is', 'invoices are')} of people whose lead names no campaign: ${percent(rate)} find one.`,
      {
        column: 'campaign_id',
        rows: { table: rptInvoiceHops.name, where: [{ column: 'remainder', value: 'no_campaign' }] },
      },
    );
  }
  if (hasAds) {
    low(
      hop('invoiced_campaigns', 'ads'),
      'warning',
      (missing, rate) =>
        `${count(missing, 'invoice is', 'invoices are')} of campaigns without spend in any ads export: ${percent(rate)} find spend. These campaigns have revenue and no return on ad spend.`,
      {
        column: 'campaign_id',
        rows: { table: rptInvoiceHops.name, where: [{ column: 'remainder', value: 'no_spend' }] },
      },
    );
  }
  if (hasTouches) {
    const matched = hop('stripe_invoices', 'touches')?.matched ?? 0;
    low(
      hop('stripe_invoices', 'touches'),
      'warning',
      (missing, rate) =>
        matched === 0
          ? `No session and no event is of a person who was invoiced: first touch, last touch, linear, position-based and time decay credit nothing, and all of ${money(invoiced)} is unattributed there (no_touch). Check that the analytics exports hold the same person ids as the invoices.`
          : `${count(missing, 'invoice has', 'invoices have')} no session or event with a campaign in the time before them: only ${percent(rate)} have one. ${money(models.first_touch.unattributedBy['no_touch'] ?? 0)} is unattributed (no_touch) in the models that follow touches.`,
      {
        column: 'user_uid',
        rows: { table: rptInvoiceHops.name, where: [{ column: 'has_touch', value: false }] },
      },
      0.5,
    );
  }
  return findings;
}

async function findDisagreements(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const rows = (
    await workspace.query(
      sql`select field, cast(count(*) as integer) from ${rptSourceDisagreements} where is_between_tools group by field order by field`,
      signal,
    )
  ).rows();
  const settled = await workspace.query(
    sql`select cast(count(*) as integer), cast(count(*) filter (status_from is not null) as integer),
      cast(count(*) filter (deal_amount_from is not null) as integer), cast(count(*) filter (campaign_from is not null) as integer)
      from ${dimPerson} where is_in_hubspot and is_in_intercom`,
    signal,
  );
  const [both = 0, status = 0, amount = 0, campaign = 0] = (settled.rows()[0] ?? []).map(Number);
  const filled = [
    { label: 'Status that HubSpot lacks, from Intercom', value: status },
    { label: 'Deal amount that HubSpot lacks, from Intercom', value: amount },
    { label: 'Campaign that HubSpot lacks, from Intercom', value: campaign },
  ].filter(({ value }) => value > 0);
  if (rows.length === 0 && filled.length === 0) return [];
  const evidence = [
    { label: 'People in both tools', value: both.toLocaleString('en-US') },
    ...rows.map(([field, n]) => ({
      label: `Differ in ${String(field)}`,
      value: Number(n).toLocaleString('en-US'),
    })),
    ...filled.map(({ label, value }) => ({ label, value: value.toLocaleString('en-US') })),
  ];
  const differ = rows
    .map(([field, n]) => `${String(field)} of ${count(Number(n), 'person', 'people')}`)
    .join(', ');
  const filledIn = filled.reduce((sum, { value }) => sum + value, 0);
  const message = [
    ...(differ === ''
      ? []
      : [`HubSpot and Intercom disagree about the ${differ}; HubSpot counts, as the first tool.`]),
    ...(filledIn === 0 ? [] : [`${count(filledIn, 'value')} that HubSpot lacks came from Intercom.`]),
  ].join(' ');
  return [
    finding('source_disagreement', 'info', message, {
      source: 'hubspot_leads',
      evidence,
      rows:
        rows.length === 0
          ? null
          : { table: rptSourceDisagreements.name, where: [{ column: 'is_between_tools', value: true }] },
    }),
  ];
}

async function findDuplicatePeople(
  workspace: Workspace,
  { duplicates }: RevenueSummary,
  emailSeries: number,
  signal?: AbortSignal,
): Promise<readonly Finding[]> {
  const [asked, merged] = await together([
    workspace.query(sql`select cast(count(*) as integer) from ${rptLeadReviewPairs}`, signal),
    workspace.query(
      sql`select source, rule, cast(count(*) as integer) from ${intPersonMembers} where is_duplicate group by source, rule order by rule`,
      signal,
    ),
  ]);
  const [pairs = 0] = asked.rows()[0] ?? [];
  const rules = merged.rows();
  const findings: Finding[] = [];
  for (const [source, title] of [
    ['hubspot_leads', 'HubSpot'],
    ['intercom_leads', 'Intercom'],
  ] as const) {
    const n = duplicates[source];
    if (n === 0) continue;
    findings.push(
      finding(
        'duplicate_people',
        'info',
        `${count(n, 'record')} of ${title} ${n === 1 ? 'repeats' : 'repeat'} a person of an earlier record and ${n === 1 ? 'was' : 'were'} merged with it. No amount is counted twice.`,
        {
          source,
          evidence: rules
            .filter(([of]) => of === source)
            .map(([, rule, n]) => ({
              label: RULE_WORDS[String(rule)] ?? String(rule),
              value: Number(n).toLocaleString('en-US'),
            })),
          rows: { table: rptPersonMembers.name, where: [{ column: 'is_duplicate', value: true }] },
        },
      ),
    );
  }
  if (Number(pairs) > 0) {
    findings.push(
      finding(
        'duplicate_people',
        'info',
        `${count(Number(pairs), 'pair')} of people share an e-mail, or nearly, and no other key: they were not merged. Settle them in Review.`,
        { column: 'email', rows: { table: rptLeadReviewPairs.name, where: [] } },
      ),
    );
  }
  if (emailSeries > 0) {
    findings.push(
      finding(
        'duplicate_people',
        'info',
        `${count(emailSeries, 'group')} of e-mails differ in one and the same place by the dozen (user1, user2 …): they were taken for numbered addresses, not for slips, and are not among the pairs to look at.`,
        { column: 'email' },
      ),
    );
  }
  return findings;
}

/** Ids that stand for so many records that they may be placeholders: then different people were made one. */
async function findCrowds(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const found = await workspace.query(
    sql`select cast(count(*) as integer), cast(max(records) as integer) from ${dimPerson} where records > ${lit(CROWD)}`,
    signal,
  );
  const [people = 0, most = 0] = (found.rows()[0] ?? []).map(Number);
  if (people === 0) return [];
  return [
    finding(
      'duplicate_people',
      'warning',
      `${count(people, 'person stands', 'people stand')} for more than ${String(CROWD)} lead records, one for ${most.toLocaleString('en-US')}: an id that all of them share may be a placeholder, and they may be different people. Look at their records and correct the ids in the source.`,
      {
        column: 'user_uid',
        evidence: [{ label: 'Most records of one person', value: most.toLocaleString('en-US') }],
        rows: { table: rptPeople.name, where: [{ column: 'is_crowd', value: true }] },
      },
    ),
  ];
}
