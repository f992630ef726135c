import type { DispositionsView } from '../../contract/funnel';
import { sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { PROFILES } from '../../stages/classify/profile';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { int, readRows, text } from '../../sql/records';

const NOT_GROUPED = 'Other';

const matches = (pattern: string, code: string): boolean =>
  pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;

/** The group of a disposition code: the user's choice, else the profile's first group that has it, else `Other`. */
export function dispositionGroupOf(code: string, chosen: Readonly<Record<string, string>>): string {
  const own = chosen[code];
  if (own !== undefined) return own;
  const upper = code.toUpperCase().replace(/\s+/g, ' ').trim();
  const groups = PROFILES.crm_report.dispositionGroups;
  const exact = groups.find((group) => group.codes.includes(upper));
  return (
    (exact ?? groups.find((group) => group.codes.some((pattern) => matches(pattern, upper))))?.label ??
    NOT_GROUPED
  );
}

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
  return {
    groups: PROFILES.crm_report.dispositionGroups.map((group) => group.label),
    dispositions: rows.map((row) => {
      const code = text(row, 'code') ?? '';
      return { code, byProfile: dispositionGroupOf(code, {}), crmLeads: int(row, 'crm_leads') };
    }),
  };
}
