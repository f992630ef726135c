import type { Finding } from '../../domain/finding';
import { finding, rowsOf } from '../../domain/finding-builder';
import { code, count, plural, say } from '../../domain/sentence';
import { int, queryRows } from '../../sql/records';
import { ident, sql, textList, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';
import { stgDeliveredLeads } from '../clean/delivered/stg-delivered-leads.model';
import { nobodysKeys, type NobodysKey } from './nobodys-keys';

const KEYS = [
  ['email', 'e-mail'],
  ['phone', 'phone'],
] as const;

function whatItIs({ algorithm, text, isDummy }: NobodysKey): string {
  const what = isDummy
    ? `the placeholder “${text}”`
    : text.trim() === ''
      ? 'an empty text'
      : `“${text}”, an empty value,`;
  return algorithm === null ? what.replace('the', 'The') : `The ${algorithm} of ${what}`;
}

/**
 * The digests of nothing (an empty text, `null`, `0` …) and well-known dummies among the keys of either side. They are
 * nobody's, however often they occur: no link may rest on one.
 * @returns what may not be compared as a key, and a finding for each value that stands somewhere
 */
export async function findNobodysKeys(
  workspace: Workspace,
  signal: AbortSignal,
): Promise<{ readonly keys: readonly string[]; readonly findings: readonly Finding[] }> {
  const known = nobodysKeys();
  const list = textList([...known.keys()]);
  const holders = (column: Sql): Sql => sql`
with held as (
  select ${column} as k, count(*) as delivered, 0 as crm from ${stgDeliveredLeads} where ${column} in (${list}) group by 1
  union all
  select ${column}, 0, count(distinct lead_number) from ${srcCrmValues} semi join ${srcCrmRanges} using (state_id)
  where ${column} in (${list}) group by 1
)
select k, cast(sum(delivered) as integer) as delivered, cast(sum(crm) as integer) as crm
from held group by k order by delivered desc, crm desc, k`;
  const texts = new Set<string>();
  const findings: Finding[] = [];
  for (const [key, label] of KEYS) {
    for (const row of await queryRows(workspace, holders(ident(`${key}_key`)), signal)) {
      const nobodys = known.get(String(row['k']));
      if (!nobodys) continue;
      texts.add(nobodys.text);
      const [delivered, crm] = [int(row, 'delivered'), int(row, 'crm')];
      findings.push(
        finding({
          code: 'empty_key',
          severity: 'warning',
          source: delivered >= crm ? 'delivered_leads' : 'crm_report',
          column: `${key}_hash`,
          message: say`${whatItIs(nobodys)} stands as ${label} in ${plural(delivered, 'delivered lead')} and ${plural(crm, 'CRM lead')}. It is nobody's key and links nothing. Ask for exports that leave such cells empty.`,
          evidence: [
            { label: 'Value', value: code(nobodys.key) },
            { label: 'Delivered leads', value: count(delivered) },
            { label: 'CRM leads', value: count(crm) },
          ],
          rows: delivered === 0 ? null : rowsOf(stgDeliveredLeads, { [`${key}_key`]: nobodys.key }),
        }),
      );
    }
  }
  // A raw dummy on one side is hashed before it is compared: all that one text may look like is taken out.
  const keys = [...known.values()].filter((nobodys) => texts.has(nobodys.text)).map((nobodys) => nobodys.key);
  return { keys: keys.sort(), findings };
}
