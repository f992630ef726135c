import type { RevenueView } from '../../contract/revenue';
import { beliefInWords } from '../../domain/source';
import { sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { rptLeadFunnel } from '../../stages/attribute/rpt-lead-funnel.model';
import { dimPerson } from '../../stages/dedup/dim-person.model';
import { intPersonMembers } from '../../stages/dedup/int-person-members.model';
import { rptLeadReviewPairs } from '../../stages/dedup/rpt-lead-review-pairs.model';
import { RULE_WORDS } from '../../stages/dedup/rpt-person-members.model';
import { rptSourceDisagreements } from '../../stages/dedup/rpt-source-disagreements.model';
import { int, readRows, requiredText } from '../../sql/records';

/** The order in which a lead moves on. */
const STATUSES = ['New', 'Contacted', 'Qualified'];

/** Where people stand; those of whom no tool knows it are apart. */
export async function readLeadFunnel(
  workspace: Workspace,
  signal?: AbortSignal,
): Promise<RevenueView['funnel']> {
  const rows = await readRows(workspace, sql`select * from ${rptLeadFunnel} order by status`, signal);
  const placeOf = (status: string): number =>
    STATUSES.findIndex((known) => known.toLowerCase() === status.toLowerCase());
  const known = rows.filter((row) => row['status'] !== null);
  const peopleAt = (place: number): number =>
    known
      .filter((row) => placeOf(requiredText(row, 'status')) === place)
      .reduce((sum, row) => sum + int(row, 'people'), 0);
  const steps = STATUSES.map((status, place) => ({
    status,
    people: peopleAt(place),
    reached: STATUSES.slice(place).reduce((sum, _, further) => sum + peopleAt(place + further), 0),
    invoicedPeople: int(
      known.find((row) => placeOf(requiredText(row, 'status')) === place),
      'invoiced_people',
    ),
  }));
  const others = known
    .filter((row) => placeOf(requiredText(row, 'status')) < 0)
    .map((row) => ({
      status: requiredText(row, 'status'),
      people: int(row, 'people'),
      reached: null,
      invoicedPeople: int(row, 'invoiced_people'),
    }));
  const sum = (column: string): number => rows.reduce((total, row) => total + int(row, column), 0);
  return {
    steps: [...steps, ...others],
    invoiced: sum('invoiced_people'),
    unknown: int(
      rows.find((row) => row['status'] === null),
      'people',
    ),
    settledByOtherTool: sum('settled_by_other_tool'),
  };
}

/** What dedup did: by which rules records were merged, what is left to look at, where the tools disagree. */
export async function readDedup(workspace: Workspace, signal?: AbortSignal): Promise<RevenueView['dedup']> {
  const [people] = await readRows(
    workspace,
    sql`select cast(count(*) as integer) as people, cast(count(*) filter (duplicates > 0) as integer) as clusters from ${dimPerson}`,
    signal,
  );
  const rules = await readRows(
    workspace,
    sql`select rule, cast(count(*) as integer) as records from ${intPersonMembers} where rule is not null group by 1 order by 2 desc, 1`,
    signal,
  );
  const [pairs] = await readRows(
    workspace,
    sql`select cast(count(*) as integer) as pairs from ${rptLeadReviewPairs} where is_asked`,
    signal,
  );
  const fields = await readRows(
    workspace,
    sql`select field, cast(count(*) filter (is_between_tools) as integer) as between_tools,
      cast(count(*) filter (not is_between_tools) as integer) as within_tool
      from ${rptSourceDisagreements} group by 1 order by 1`,
    signal,
  );
  return {
    people: int(people, 'people'),
    clusters: int(people, 'clusters'),
    rules: rules.map((row) => {
      const rule = requiredText(row, 'rule');
      const label = RULE_WORDS[rule] ?? rule;
      return { rule: label, label, records: int(row, 'records') };
    }),
    reviewPairs: int(pairs, 'pairs'),
    disagreements: fields.map((row) => ({
      field: requiredText(row, 'field'),
      betweenTools: int(row, 'between_tools'),
      withinTool: int(row, 'within_tool'),
      rule: `The earliest record counts, ${beliefInWords('people')}.`,
    })),
  };
}
