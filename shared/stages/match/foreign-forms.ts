import type { Finding } from '../../domain/finding';
import { fileNames, finding } from '../../domain/finding-builder';
import { agree, count, plural, say } from '../../domain/sentence';
import { keyForm } from '../../sql/key-verbs';
import { int, queryRows } from '../../sql/records';
import { ident, lit, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { srcCrmRanges, srcSnapshots } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';
import { stgDeliveredLeads } from '../clean/delivered/stg-delivered-leads.model';
import { FORM_NAMES, type FormCounts } from './key-forms';

type Side = 'delivered_leads' | 'crm_report';

const WORDS = {
  delivered_leads: { lead: 'delivered lead', others: 'the CRM reports' },
  crm_report: { lead: 'CRM lead', others: 'the delivered leads' },
} as const;

/** File and lead of each record of a side with a key of one form. */
const holders = (side: Side, key: Sql, form: string): Sql =>
  side === 'delivered_leads'
    ? sql`select distinct file, lead_uuid as lead from ${stgDeliveredLeads} where ${keyForm(key)} = ${lit(form)}`
    : sql`select distinct s.file, v.crm_lead_id as lead from ${srcCrmValues} v join ${srcCrmRanges} r using (state_id)
        join ${srcSnapshots} s on s.snapshot_order between r.valid_from and r.valid_to where ${keyForm(key)} = ${lit(form)}`;

/**
 * The keys of a side that are hashes of an algorithm that no key of the other side is of, beside others that fit: they
 * cannot match, and a rate over all keys does not show it.
 */
export async function foreignForms(
  workspace: Workspace,
  side: Side,
  key: 'email' | 'phone',
  forms: FormCounts,
  others: FormCounts,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const foreign = forms.filter(({ form }) => form !== 'raw' && !others.some((other) => other.form === form));
  const findings: Finding[] = [];
  for (const { form } of foreign) {
    const rows = await queryRows(
      workspace,
      sql`
with holders as (${holders(side, ident(`${key}_key`), form)})
select file, (select cast(count(distinct lead) as integer) from holders) as leads from holders group by file order by file`,
      signal,
    );
    const files = rows.map((row) => String(row['file']));
    const leads = int(rows[0], 'leads');
    const { lead, others: otherSide } = WORDS[side];
    const known = others.map((other) => FORM_NAMES[other.form]).join(', ');
    findings.push(
      finding({
        code: 'hash_mismatch',
        severity: 'warning',
        source: side,
        column: `${key}_hash`,
        files,
        message: say`${fileNames(files)}: the ${key === 'email' ? 'e-mail' : 'phone'} keys of ${plural(leads, lead)} are ${FORM_NAMES[form]}, and ${otherSide} have none of that kind (${known}). ${agree(leads, 'It cannot', 'They cannot')} be linked by it. Ask for one of the two with the other's algorithm, or for raw values.`,
        evidence: [{ label: 'Leads with such a key', value: count(leads) }],
      }),
    );
  }
  return findings;
}
