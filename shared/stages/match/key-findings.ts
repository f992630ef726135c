import type { Finding } from '../../domain/finding';
import { finding, rowsOf } from '../../domain/finding-builder';
import { code, count, plural, say } from '../../domain/sentence';
import { keyForm } from '../../sql/key-verbs';
import { int, queryRows, requiredText } from '../../sql/records';
import { raw, sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intLinkCandidates } from './int-link-candidates.model';
import { intPlaceholderKeys } from './int-placeholder-keys.model';
import { intSharedKeys } from './int-shared-keys.model';

/** Shared keys that get a finding of their own; the rest is told in one. */
const NAMED_KEYS = 10;

const short = (key: string): string => (key.length > 12 ? `${key.slice(0, 6)}…${key.slice(-4)}` : key);

/** Keys that many share on either side, but for placeholders: those have a finding of their own. */
async function findSharedKeys(workspace: Workspace): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`select *, crm_leads * delivered_leads as links from ${intSharedKeys}
      anti join ${intPlaceholderKeys} using (key_value)
      where crm_leads > 0 and delivered_leads > 0 order by links desc, key_value, key_name`,
  );
  const named = rows.slice(0, NAMED_KEYS).map((row): Finding => {
    const [key, isEmail] = [requiredText(row, 'key_value'), row['key_name'] === 'email'];
    const [crm, delivered] = [int(row, 'crm_leads'), int(row, 'delivered_leads')];
    return finding({
      code: 'shared_key',
      severity: 'warning',
      source: 'delivered_leads',
      column: isEmail ? 'email_hash' : 'phone_hash',
      message: say`The ${isEmail ? 'e-mail' : 'phone'} ${short(key)} is shared by ${plural(delivered, 'delivered lead')} and ${plural(crm, 'CRM lead')}: it may be a placeholder, a dummy, the line of a call centre, or one household. Alone it is no strict evidence; its links are up for review.`,
      evidence: [
        { label: 'Key', value: code(key) },
        { label: 'Delivered leads', value: count(delivered) },
        { label: 'CRM leads', value: count(crm) },
        { label: 'Partners in the reports', value: count(int(row, 'partners')) },
        { label: 'Partners among the delivered leads', value: count(int(row, 'delivered_partners')) },
      ],
      rows: rowsOf(intDeliveredLeads, { [isEmail ? 'email_key' : 'phone_key']: key }),
    });
  });
  const rest = rows.length - named.length;
  return rest === 0
    ? named
    : [
        ...named,
        finding({
          code: 'shared_key',
          severity: 'warning',
          source: 'delivered_leads',
          message: say`${plural(rest, 'further key')} are shared by many delivered leads or CRM leads. Show them.`,
          rows: rowsOf(intSharedKeys),
        }),
      ];
}

/** A key that this share of identities, or less, matches by does not match: chance alone gives a few. */
const NO_MATCH = 0.005;
const KEYS = [
  ['email', 'e-mail'],
  ['phone', 'phone'],
] as const;

/** One of two keys finds nobody, although both sides have it and the other key does find leads. */
async function findDeadKeys(workspace: Workspace): Promise<readonly Finding[]> {
  const [row] = await queryRows(
    workspace,
    sql`
select cast((select count(email_key) from ${intDeliveredLeads}) as integer) as email_delivered,
  cast((select count(phone_key) from ${intDeliveredLeads}) as integer) as phone_delivered,
  cast((select count(email_key) from ${intCrmIdentities}) as integer) as email_crm,
  cast((select count(phone_key) from ${intCrmIdentities}) as integer) as phone_crm,
  cast((select count(distinct identity_id) from ${intLinkCandidates} where is_email_equal) as integer) as email_matched,
  cast((select count(distinct identity_id) from ${intLinkCandidates} where is_phone_equal) as integer) as phone_matched,
  cast((select count(*) from ${intDeliveredLeads} where ${keyForm(raw('email_key'))} = 'raw') as integer) as email_raw,
  cast((select count(*) from ${intDeliveredLeads} where ${keyForm(raw('phone_key'))} = 'raw') as integer) as phone_raw`,
  );
  const rateOf = (key: string): number => int(row, `${key}_matched`) / Math.max(1, int(row, `${key}_crm`));
  return KEYS.flatMap(([key, label], i) => {
    const [other, otherLabel] = KEYS[1 - i] ?? KEYS[0];
    const [delivered, crm] = [int(row, `${key}_delivered`), int(row, `${key}_crm`)];
    if (delivered === 0 || crm === 0 || rateOf(key) > NO_MATCH || rateOf(other) <= 10 * NO_MATCH) return [];
    const why =
      int(row, `${key}_raw`) > delivered / 2
        ? say`Both sides have raw values: they are of other people, or written in two ways that no form makes equal. Look at both columns.`
        : say`The two sides most likely hash it in different forms (${key === 'phone' ? 'with or without + or the country code' : 'lower-cased or not, trimmed or not, Gmail dots'}). Ask for raw values of one side, or for the form in which it was hashed.`;
    return [
      finding({
        code: 'key_never_matches',
        severity: 'warning',
        source: 'delivered_leads',
        column: `${key}_hash`,
        message: say`The ${label} never matches: ${plural(crm, 'identity has', 'identities have')} one and so have ${plural(delivered, 'delivered lead')}, yet ${count(int(row, `${key}_matched`))} find a lead by it, while ${count(int(row, `${other}_matched`))} do by ${otherLabel}. ${why}`,
        evidence: [
          { label: 'Identities with the key', value: count(crm) },
          { label: 'Delivered leads with the key', value: count(delivered) },
          { label: `Identities that match by ${label}`, value: count(int(row, `${key}_matched`)) },
          { label: `Identities that match by ${otherLabel}`, value: count(int(row, `${other}_matched`)) },
        ],
        rows: rowsOf(intCrmIdentities),
      }),
    ];
  });
}

export const keyFindings = defineFindings({
  name: 'key_findings',
  title: 'Keys that many share, and keys that never match',
  reads: [intSharedKeys, intPlaceholderKeys, intDeliveredLeads, intCrmIdentities, intLinkCandidates],
  find: async ({ workspace }) => [...(await findSharedKeys(workspace)), ...(await findDeadKeys(workspace))],
});
