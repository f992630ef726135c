import { finding, plural } from '../../domain/finding-builder';
import type { Finding } from '../../domain/finding';
import { together } from '../../domain/together';
import { lit, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { dimPerson } from './dim-person.model';
import { intPersonMembers } from './int-person-members.model';
import { rptLeadReviewPairs } from './rpt-lead-review-pairs.model';
import { CROWD, rptPeople } from './rpt-people.model';
import { RULE_WORDS, rptPersonMembers } from './rpt-person-members.model';
import { rptSourceDisagreements } from './rpt-source-disagreements.model';

/**
 * Tools that disagree, and people who were merged or may have to be.
 * @param emailSeries groups of e-mails that were taken for numbered series
 */
export async function findInPeople(
  workspace: Workspace,
  emailSeries: number,
  signal?: AbortSignal,
): Promise<readonly Finding[]> {
  const found = await together([
    findDisagreements(workspace, signal),
    findDuplicatePeople(workspace, emailSeries, signal),
    findCrowds(workspace, signal),
  ]);
  return found.flat();
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
    .map(([field, n]) => `${String(field)} of ${plural(Number(n), 'person', 'people')}`)
    .join(', ');
  const filledIn = filled.reduce((sum, { value }) => sum + value, 0);
  const message = [
    ...(differ === ''
      ? []
      : [`HubSpot and Intercom disagree about the ${differ}; HubSpot counts, as the first tool.`]),
    ...(filledIn === 0 ? [] : [`${plural(filledIn, 'value')} that HubSpot lacks came from Intercom.`]),
  ].join(' ');
  return [
    finding({
      code: 'source_disagreement',
      severity: 'info',
      message,
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
    const own = rules.filter(([of]) => of === source);
    const n = own.reduce((sum, [, , records]) => sum + Number(records), 0);
    if (n === 0) continue;
    findings.push(
      finding({
        code: 'duplicate_people',
        severity: 'info',
        message: `${plural(n, 'record')} of ${title} ${n === 1 ? 'repeats' : 'repeat'} a person of an earlier record and ${n === 1 ? 'was' : 'were'} merged with it. No amount is counted twice.`,
        source,
        evidence: own.map(([, rule, n]) => ({
          label: RULE_WORDS[String(rule)] ?? String(rule),
          value: Number(n).toLocaleString('en-US'),
        })),
        rows: { table: rptPersonMembers.name, where: [{ column: 'is_duplicate', value: true }] },
      }),
    );
  }
  if (Number(pairs) > 0) {
    findings.push(
      finding({
        code: 'duplicate_people',
        severity: 'info',
        message: `${plural(Number(pairs), 'pair')} of people share an e-mail, or nearly, and no other key: they were not merged. Settle them in Review.`,
        column: 'email',
        rows: { table: rptLeadReviewPairs.name, where: [] },
      }),
    );
  }
  if (emailSeries > 0) {
    findings.push(
      finding({
        code: 'duplicate_people',
        severity: 'info',
        message: `${plural(emailSeries, 'group')} of e-mails differ in one and the same place by the dozen (user1, user2 …): they were taken for numbered addresses, not for slips, and are not among the pairs to look at.`,
        column: 'email',
      }),
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
    finding({
      code: 'duplicate_people',
      severity: 'warning',
      message: `${plural(people, 'person stands', 'people stand')} for more than ${String(CROWD)} lead records, one for ${most.toLocaleString('en-US')}: an id that all of them share may be a placeholder, and they may be different people. Look at their records and correct the ids in the source.`,
      column: 'user_uid',
      evidence: [{ label: 'Most records of one person', value: most.toLocaleString('en-US') }],
      rows: { table: rptPeople.name, where: [{ column: 'is_crowd', value: true }] },
    }),
  ];
}
