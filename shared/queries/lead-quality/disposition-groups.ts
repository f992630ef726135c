import type { DispositionsView } from '../../contract/funnel';
import { LEAD_STATUS_GROUPS } from '../../domain/lead-status-groups';
import { together } from '../../domain/together';
import { groupLabelOf, type WordGroup } from '../../domain/word-groups';
import { ident, sql, type Relation, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { PROFILES } from '../../stages/classify/profile';
import { dimPerson } from '../../stages/dedup/dim-person.model';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { int, readRows, requiredText } from '../../sql/records';

const NOT_GROUPED = 'Other';
/** The group of job statuses that leave a sale as it is. */
const STANDS = 'Sale stands';

/** The label of the group of a disposition: the user's choice, else the profile's, else `Other`. */
export const dispositionGroupOf = (code: string, chosen: Readonly<Record<string, string>>): string =>
  groupLabelOf(code, PROFILES.crm_report.dispositionGroups, chosen) ?? NOT_GROUPED;

/** Words with the number of what has them, the most frequent first; none where the table is not there. */
async function countWords(
  workspace: Workspace,
  table: Relation,
  words: Sql,
  signal: AbortSignal | undefined,
): Promise<readonly { readonly code: string; readonly count: number }[]> {
  if (!workspace.has(table)) return [];
  const rows = await readRows(workspace, words, signal);
  return rows.map((row) => ({ code: requiredText(row, 'code'), count: int(row, 'holders') }));
}

const inStates = (column: 'disposition' | 'job_status'): Sql =>
  sql`select ${ident(column)} as code, cast(count(distinct crm_lead_id) as integer) as holders
    from ${intCrmStates} where ${ident(column)} is not null group by 1 order by holders desc, code`;

const OF_PEOPLE = sql`select status as code, cast(count(*) as integer) as holders
  from ${dimPerson} where status is not null group by 1 order by holders desc, code`;

/** Every word of reports and lead tools with the group that it has by itself, the most frequent first. */
export async function readDispositions(
  workspace: Workspace,
  signal?: AbortSignal,
): Promise<DispositionsView> {
  const { dispositionGroups, jobStatusGroups } = PROFILES.crm_report;
  const [dispositions, jobStatuses, leadStatuses] = await together([
    countWords(workspace, intCrmStates, inStates('disposition'), signal),
    countWords(workspace, intCrmStates, inStates('job_status'), signal),
    countWords(workspace, dimPerson, OF_PEOPLE, signal),
  ]);
  const labelled = (
    words: typeof dispositions,
    groups: readonly WordGroup[],
    none: string,
  ): DispositionsView['dispositions'] =>
    words.map((word) => ({ ...word, byProfile: groupLabelOf(word.code, groups, {}) ?? none }));
  return {
    groups: dispositionGroups.map((group) => group.label),
    dispositions: labelled(dispositions, dispositionGroups, NOT_GROUPED),
    jobGroups: [...jobStatusGroups.map((group) => group.label), STANDS],
    jobStatuses: labelled(jobStatuses, jobStatusGroups, STANDS),
    leadGroups: LEAD_STATUS_GROUPS.map((group) => group.label),
    leadStatuses: labelled(leadStatuses, LEAD_STATUS_GROUPS, NOT_GROUPED),
  };
}
