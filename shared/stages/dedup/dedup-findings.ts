import { finding, rowsOf } from '../../domain/finding-builder';
import { agree, count, joined, percent, plural, say } from '../../domain/sentence';
import type { Finding } from '../../domain/finding';
import { together } from '../../domain/together';
import { inWords, serviceName, servicesInWords, sourcesOf } from '../../domain/source';
import { ident, join, lit, raw, sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { emailSeries, peopleWeights, type PeopleWeights } from './dedup-parameters';
import { dimPerson, inTool } from './dim-person.model';
import { intPersonMembers } from './int-person-members.model';
import { LEAST_ASKED, rptLeadReviewPairs } from './rpt-lead-review-pairs.model';
import { CROWD, rptPeople } from './rpt-people.model';
import { RULE_WORDS, rptPersonMembers } from './rpt-person-members.model';
import { rptSourceDisagreements } from './rpt-source-disagreements.model';

/**
 * Tools that disagree, and people who were merged or may have to be.
 * @param series groups of e-mails that were taken for numbered series
 */
async function findInPeople(
  workspace: Workspace,
  series: number,
  { blocksLeftOut }: PeopleWeights,
  signal?: AbortSignal,
): Promise<readonly Finding[]> {
  const found = await together([
    findDisagreements(workspace, signal),
    findChangedRecords(workspace, signal),
    findDuplicatePeople(workspace, series, blocksLeftOut, signal),
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
  const tools = sourcesOf('people');
  const [believed = '', ...others] = tools.map(serviceName);
  const other = inWords(others, 'or');
  const timesSeen = join(
    tools.map((tool) => sql`cast(${ident(inTool(tool))} as integer)`),
    raw(' + '),
  );
  const settled = await workspace.query(
    sql`select cast(count(*) as integer), cast(count(*) filter (status_from is not null) as integer),
      cast(count(*) filter (deal_amount_from is not null) as integer), cast(count(*) filter (campaign_from is not null) as integer)
      from ${dimPerson} where ${timesSeen} > 1`,
    signal,
  );
  const [both = 0, status = 0, amount = 0, campaign = 0] = (settled.rows()[0] ?? []).map(Number);
  const filled = [
    { label: `Status that ${believed} lacks, from ${other}`, value: status },
    { label: `Deal amount that ${believed} lacks, from ${other}`, value: amount },
    { label: `Campaign that ${believed} lacks, from ${other}`, value: campaign },
  ].filter(({ value }) => value > 0);
  if (rows.length === 0 && filled.length === 0) return [];
  const evidence = [
    {
      label: tools.length === 2 ? 'People in both tools' : 'People in several tools',
      value: count(both),
    },
    ...rows.map(([field, n]) => ({
      label: `Differ in ${String(field)}`,
      value: count(Number(n)),
    })),
    ...filled.map(({ label, value }) => ({ label, value: count(value) })),
  ];
  const differ = joined(
    rows.map(([field, n]) => say`${String(field)} of ${plural(Number(n), 'person', 'people')}`),
  );
  const filledIn = filled.reduce((sum, { value }) => sum + value, 0);
  const message = joined(
    [
      ...(rows.length === 0
        ? []
        : [
            say`${servicesInWords('people', 'and')} disagree about the ${differ}; ${believed} counts, as the first tool.`,
          ]),
      ...(filledIn === 0
        ? []
        : [say`${plural(filledIn, 'value')} that ${believed} lacks came from ${other}.`]),
    ],
    ' ',
  );
  return [
    finding({
      code: 'source_disagreement',
      severity: 'info',
      message,
      source: tools[0] ?? null,
      evidence,
      rows: rows.length === 0 ? null : rowsOf(rptSourceDisagreements, { is_between_tools: true }),
    }),
  ];
}

/** Records of one tool that say something else of a person than an earlier one does: the earliest counts. */
async function findChangedRecords(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const rows = (
    await workspace.query(
      sql`select field, cast(count(*) as integer) from ${rptSourceDisagreements} where not is_between_tools group by field order by field`,
      signal,
    )
  ).rows();
  if (rows.length === 0) return [];
  const differ = joined(
    rows.map(([field, n]) => say`${String(field)} of ${plural(Number(n), 'person', 'people')}`),
  );
  return [
    finding({
      code: 'source_disagreement',
      severity: 'info',
      message: say`Records of one tool differ in the ${differ}: the earliest record counts, and what a later one says of them counts nowhere. Where these are exports of different days, and not deals beside their contacts, keep the newest alone in the folder.`,
      evidence: rows.map(([field, n]) => ({ label: `Differ in ${String(field)}`, value: count(Number(n)) })),
      rows: rowsOf(rptSourceDisagreements, { is_between_tools: false }),
    }),
  ];
}

async function findDuplicatePeople(
  workspace: Workspace,
  series: number,
  blocksLeftOut: number,
  signal?: AbortSignal,
): Promise<readonly Finding[]> {
  const [asked, merged] = await together([
    workspace.query(
      sql`select cast(count(*) filter (is_asked) as integer), cast(count(*) filter (not is_asked) as integer),
        cast(count(*) filter (reason = 'alike') as integer) from ${rptLeadReviewPairs}`,
      signal,
    ),
    workspace.query(
      sql`select source, rule, cast(count(*) as integer) from ${intPersonMembers} where is_duplicate group by source, rule order by rule`,
      signal,
    ),
  ]);
  const [pairs = 0, unlikely = 0, alike = 0] = (asked.rows()[0] ?? []).map(Number);
  const rules = merged.rows();
  const findings: Finding[] = [];
  for (const source of sourcesOf('people')) {
    const own = rules.filter(([of]) => of === source);
    const n = own.reduce((sum, [, , records]) => sum + Number(records), 0);
    if (n === 0) continue;
    findings.push(
      finding({
        code: 'duplicate_people',
        severity: 'info',
        message: say`${plural(n, 'record')} of ${serviceName(source)} ${agree(n, 'repeats', 'repeat')} a person of an earlier record and ${agree(n, 'was', 'were')} merged with it. No amount is counted twice.`,
        source,
        evidence: own.map(([, rule, n]) => ({
          label: RULE_WORDS[String(rule)] ?? String(rule),
          value: count(Number(n)),
        })),
        rows: rowsOf(rptPersonMembers, { is_duplicate: true }),
      }),
    );
  }
  if (pairs > alike) {
    findings.push(
      finding({
        code: 'duplicate_people',
        severity: 'info',
        message: say`${plural(pairs - alike, 'pair')} of people share an e-mail, or nearly, and no other key: they were not merged. Settle them in Review.`,
        column: 'email',
        rows: rowsOf(
          rptLeadReviewPairs,
          alike > 0 || unlikely > 0 ? { is_asked: true, is_alike: false } : {},
        ),
      }),
    );
  }
  if (alike > 0) {
    findings.push(
      finding({
        code: 'duplicate_people',
        severity: 'info',
        message: say`${plural(alike, 'pair')} of people with different e-mails ${agree(alike, 'is', 'are')} perhaps one person by name, phone, city or date of birth: they were not merged. Settle them in Review.`,
        rows: rowsOf(rptLeadReviewPairs, { is_alike: true }),
      }),
    );
  }
  if (unlikely > 0) {
    findings.push(
      finding({
        code: 'duplicate_people',
        severity: 'info',
        message: say`${plural(unlikely, 'pair')} of people with equal or nearly equal e-mails ${agree(unlikely, 'is', 'are')} not asked about in Review: by what else is known of them each is one person with less than ${percent(LEAST_ASKED)}.`,
        column: 'email',
        rows: rowsOf(rptLeadReviewPairs, { is_asked: false }),
      }),
    );
  }
  if (blocksLeftOut > 0) {
    findings.push(
      finding({
        code: 'duplicate_people',
        severity: 'info',
        message: say`${plural(blocksLeftOut, 'group')} of records ${agree(blocksLeftOut, 'shares', 'share')} a phone, a name with a city or the like with too many others to be compared by it: whoever of them is one person is found by something else, or not at all.`,
      }),
    );
  }
  if (series > 0) {
    findings.push(
      finding({
        code: 'duplicate_people',
        severity: 'info',
        message: say`${plural(series, 'group')} of e-mails differ in one and the same place by the dozen (user1, user2 …): they were taken for numbered addresses, not for slips, and are not among the pairs to look at.`,
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
      message: say`${plural(people, 'person stands', 'people stand')} for more than ${String(CROWD)} lead records, one for ${count(most)}: an id that all of them share may be a placeholder, and they may be different people. Look at their records and correct the ids in the source.`,
      column: 'user_uid',
      evidence: [{ label: 'Most records of one person', value: count(most) }],
      rows: rowsOf(rptPeople, { is_crowd: true }),
    }),
  ];
}

export const peopleFindings = defineFindings({
  name: 'people_findings',
  title: 'Tools that disagree, and people who were merged or may have to be',
  reads: [rptSourceDisagreements, dimPerson, rptLeadReviewPairs, intPersonMembers],
  takes: [emailSeries, peopleWeights],
  find: ({ workspace, get, signal }) => findInPeople(workspace, get(emailSeries), get(peopleWeights), signal),
});
