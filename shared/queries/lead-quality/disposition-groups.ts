import type { DispositionsView } from '../../contract/funnel';
import { groupLabelOf } from '../../domain/word-groups';
import { sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { PROFILES } from '../../stages/classify/profile';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { int, readRows, text } from '../../sql/records';

const NOT_GROUPED = 'Other';
/** The group of job statuses that leave a sale as it is. */
const STANDS = 'Sale stands';

/** The label of the group of a disposition: the user's choice, else the profile's, else `Other`. */
export const dispositionGroupOf = (code: string, chosen: Readonly<Record<string, string>>): string =>
  groupLabelOf(code, PROFILES.crm_report.dispositionGroups, chosen) ?? NOT_GROUPED;

/** Every disposition of the reports with the group that the profile gives it, the most frequent first. */
export async function readDispositions(
  workspace: Workspace,
  signal?: AbortSignal,
): Promise<DispositionsView> {
  const rows = await readRows(
    workspace,
    sql`select disposition as code, cast(count(distinct crm_lead_id) as integer) as crm_leads
      from ${intCrmStates} where disposition is not null group by 1 order by crm_leads desc, code`,
    signal,
  );
  const jobs = await readRows(
    workspace,
    sql`select job_status as code, cast(count(distinct crm_lead_id) as integer) as crm_leads
      from ${intCrmStates} where job_status is not null group by 1 order by crm_leads desc, code`,
    signal,
  );
  return {
    groups: PROFILES.crm_report.dispositionGroups.map((group) => group.label),
    dispositions: rows.map((row) => {
      const code = text(row, 'code') ?? '';
      return { code, byProfile: dispositionGroupOf(code, {}), crmLeads: int(row, 'crm_leads') };
    }),
    jobGroups: [...PROFILES.crm_report.jobStatusGroups.map((group) => group.label), STANDS],
    jobStatuses: jobs.map((row) => {
      const code = text(row, 'code') ?? '';
      const byProfile = groupLabelOf(code, PROFILES.crm_report.jobStatusGroups, {}) ?? STANDS;
      return { code, byProfile, crmLeads: int(row, 'crm_leads') };
    }),
  };
}
