import type { Finding } from '../../domain/finding';
import { finding, rowsOf } from '../../domain/finding-builder';
import { agree, code, count, plural, say } from '../../domain/sentence';
import { int, queryRows, requiredText, text, type Row } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings, type StepContext } from '../../sql/stage';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intPlaceholderKeys } from './int-placeholder-keys.model';
import { intSharedKeys } from './int-shared-keys.model';
import { keyPlan } from './match-parameters';
import { repairWithout } from './repair-without-key';
import { rptDoubtfulKeys } from './rpt-doubtful-keys.model';

/** Keys that get a finding of their own; the rest is told in one. */
const NAMED_KEYS = 10;

const SIDES = {
  delivered: { lead: 'delivered lead', other: 'CRM lead', source: 'delivered_leads' },
  crm: { lead: 'CRM lead', other: 'delivered lead', source: 'crm_report' },
} as const;

/** What one key of several people means for the leads that have it. */
async function keyFinding({ workspace, get }: StepContext, row: Row): Promise<Finding> {
  const [key, isEmail] = [requiredText(row, 'key_value'), row['key_name'] === 'email'];
  const { lead, other, source } = SIDES[row['side'] === 'crm' ? 'crm' : 'delivered'];
  const [leads, told, values] = [int(row, 'leads'), int(row, 'told_leads'), int(row, 'other_values')];
  const short = key.length > 12 ? `${key.slice(0, 6)}…${key.slice(-4)}` : key;
  const [name, otherName] = isEmail ? ['e-mail', 'phone'] : ['phone', 'e-mail'];
  const reason = text(row, 'reason');
  const isContradicted = reason === 'contradicted';
  const isDelivered = source === 'delivered_leads';
  return finding({
    code: 'shared_key',
    severity: 'warning',
    source,
    column: isEmail ? 'email_hash' : 'phone_hash',
    message: isContradicted
      ? say`The ${name} ${short} stands in ${plural(leads, lead)}, and ${count(told)} of them ${agree(told, 'is', 'are')} found by the ${otherName} among the ${other}s, with ${plural(values, `other ${name} key`)}: it is most likely nobody's own. These leads have no second key that agrees, so they are no strict links, and where it points to other leads they are conflicts. Decide that it is not a key.`
      : reason === 'pair'
        ? say`The ${name} ${short} stands in ${plural(leads, lead)} at different places with the same ${otherName}, and in several ${other}s: it may be one person, or no value. Each of these ${other}s counts the outcomes of all these ${lead}s. Look at them, and decide that it is not a key where they are several people.`
        : say`The ${name} ${short} stands in ${plural(leads, lead)}, and no ${other} has it: it most likely stands for no value or for many people, and ${agree(leads, 'this lead is', 'these leads are')} not linked by it. Where both keys are such, what became of them is missing from every number. Ask for their own.`,
    repair: reason !== 'one_sided' ? await repairWithout(workspace, get(keyPlan), key) : null,
    evidence: [
      { label: 'Key', value: code(key) },
      { label: isDelivered ? 'Delivered leads' : 'CRM leads', value: count(leads) },
      ...(isContradicted
        ? [
            { label: `Found by their ${otherName}`, value: count(told) },
            { label: `Different ${name} keys there`, value: count(values) },
          ]
        : []),
    ],
    rows: rowsOf(isDelivered ? intDeliveredLeads : intCrmIdentities, {
      [isEmail ? 'email_key' : 'phone_key']: key,
    }),
  });
}

/** Keys of several leads that are nobody's own and that no other finding names with the leads of this side. */
export const doubtfulKeyFindings = defineFindings({
  name: 'doubtful_key_findings',
  title: 'Keys that are nobody’s own',
  reads: [rptDoubtfulKeys, intPlaceholderKeys, intSharedKeys, intDeliveredLeads, intCrmIdentities],
  takes: [keyPlan],
  find: async (context) => {
    const rows = await queryRows(
      context.workspace,
      sql`
select d.* from ${rptDoubtfulKeys} d
anti join (select key_name, key_value from ${intSharedKeys} where crm_leads > 0 and delivered_leads > 0
  and key_value not in (select key_value from ${intPlaceholderKeys})) s using (key_name, key_value)
where side <> 'crm' or key_value not in (select key_value from ${intPlaceholderKeys})
order by leads desc, key_value, key_name, side`,
      context.signal,
    );
    const findings: Finding[] = [];
    for (const row of rows.slice(0, NAMED_KEYS)) findings.push(await keyFinding(context, row));
    const rest = rows.length - findings.length;
    return rest === 0
      ? findings
      : [
          ...findings,
          finding({
            code: 'shared_key',
            severity: 'warning',
            source: 'crm_report',
            message: say`${plural(rest, 'further key')} of several leads ${agree(rest, 'is', 'are')} most likely nobody's own. Show them.`,
            rows: rowsOf(rptDoubtfulKeys),
          }),
        ];
  },
});
