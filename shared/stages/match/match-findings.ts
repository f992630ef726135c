import type { LeadQualitySummary } from '../../contract/summary';
import type { Finding } from '../../domain/finding';
import { sql } from '../../sql/sql';
import { leadQualityNumbers } from '../../sql/run-parameters';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intIdentityTiers } from './int-identity-tiers.model';
import type { KeyPlan } from './key-plan';
import { keyPlan } from './match-parameters';
import { intPlaceholderKeys } from './int-placeholder-keys.model';
import { repairWithout } from './repair-without-key';
import { finding, rowsOf } from '../../domain/finding-builder';
import { code, count, percent, plural, say } from '../../domain/sentence';

/** Below this share of identities with a delivered lead the numbers say little. */
const LOW_COVERAGE = 0.5;
/** From this share of identities whose keys disagree on, something is wrong with a column, not with leads. */
const MANY_CONFLICTS = 0.2;
/** From this share of leads without any key on they are told. */
const MANY_KEYLESS = 0.1;
/** Fewer than these say nothing of a column, whatever their share. */
const LEAST = 5;
/** Placeholders that get a finding of their own; the rest is told in one. */
const NAMED_PLACEHOLDERS = 20;

/** Placeholder keys, and low coverage of the links. */
async function findMatchTroubles(
  workspace: Workspace,
  plan: KeyPlan,
  leadQuality: LeadQualitySummary,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const placeholders = (
    await workspace.query(
      sql`select key_value, email_crm_leads, phone_crm_leads, partners, is_in_both_columns from ${intPlaceholderKeys}
        order by email_crm_leads + phone_crm_leads desc, key_value`,
    )
  ).rows();
  const { identities } = leadQuality;
  for (const [value, asEmail, asPhone, partners, isInBoth] of placeholders.slice(0, NAMED_PLACEHOLDERS)) {
    const key = String(value);
    const short = key.length > 12 ? `${key.slice(0, 6)}…${key.slice(-4)}` : key;
    const why =
      isInBoth === true
        ? say`is the e-mail of ${plural(Number(asEmail), 'CRM lead')} and the phone of ${plural(Number(asPhone), 'CRM lead')}`
        : say`stands beside ${plural(Number(partners), 'different key')} of the other kind`;
    findings.push(
      finding({
        code: 'placeholder_hash',
        severity: 'warning',
        source: 'crm_report',
        column: Number(asEmail) >= Number(asPhone) ? 'email_hash' : 'phone_hash',
        message: say`The hash ${short} ${why}: it most likely stands for “no value”, and what it links is chance. Decide that it is not a key, and the identities are tiered without it.`,
        repair: await repairWithout(workspace, plan, key),
        evidence: [
          { label: 'Hash', value: code(key) },
          { label: 'CRM leads with it as e-mail', value: count(Number(asEmail)) },
          { label: 'CRM leads with it as phone', value: count(Number(asPhone)) },
          { label: 'Different partners', value: count(Number(partners)) },
        ],
        rows: rowsOf(intCrmIdentities, {
          [Number(asEmail) >= Number(asPhone) ? 'email_key' : 'phone_key']: key,
        }),
      }),
    );
  }
  if (placeholders.length > NAMED_PLACEHOLDERS) {
    findings.push(
      finding({
        code: 'placeholder_hash',
        severity: 'warning',
        source: 'crm_report',
        message: say`${plural(placeholders.length - NAMED_PLACEHOLDERS, 'further key')} stand beside many different partners. Show them.`,
        rows: rowsOf(intPlaceholderKeys),
      }),
    );
  }

  const all = Object.values(identities).reduce((sum, n) => sum + n, 0);
  // The keys of a conflict find delivered leads, though not the same one: that is for Review, and no lack of leads.
  const found = all - identities.none;
  if (all > 0 && found / all < LOW_COVERAGE) {
    findings.push(
      finding({
        code: 'low_join_coverage',
        severity: 'warning',
        source: 'crm_report',
        message: say`Only ${percent(found / all)} of the identities of the CRM reports find a delivered lead. Check that the leads file covers the time of the reports, and that both sides hash in the same way.`,
        evidence: [
          { label: 'Identities', value: count(all) },
          { label: 'With a delivered lead', value: count(found) },
        ],
        rows: rowsOf(intIdentityTiers, { tier: 'none' }),
      }),
    );
  }
  if (identities.conflict >= LEAST && identities.conflict / all >= MANY_CONFLICTS) {
    findings.push(
      finding({
        code: 'low_join_coverage',
        severity: 'warning',
        source: 'crm_report',
        message: say`The keys of ${percent(identities.conflict / all)} of the identities of the CRM reports point to different delivered leads, e-mail to one and phone to another: strict and linked leave them out until they are settled. That many are seldom chance. Check whether a key column is shifted by a row, sorted by itself, or that of somebody else.`,
        evidence: [
          { label: 'Identities', value: count(all) },
          { label: 'Whose keys disagree', value: count(identities.conflict) },
        ],
        rows: rowsOf(intIdentityTiers, { tier: 'conflict' }),
      }),
    );
  }
  findings.push(...(await findKeyless(workspace)));
  return findings;
}

/** Leads of a side that have neither key: nothing can link them, and each is one more that is not found. */
async function findKeyless(workspace: Workspace): Promise<readonly Finding[]> {
  const keyless = sql`email_key is null and phone_key is null`;
  const [counted] = (
    await workspace.query(sql`
select
  (select count(*) from ${intDeliveredLeads}), (select count(*) from ${intDeliveredLeads} where ${keyless}),
  (select count(distinct crm_lead_id) from ${intCrmIdentities}),
  (select count(*) from (select crm_lead_id from ${intCrmIdentities} group by crm_lead_id having bool_and(${keyless})))`)
  ).rows();
  const [delivered = 0, deliveredKeyless = 0, crm = 0, crmKeyless = 0] = (counted ?? []).map(Number);
  const told = [
    {
      source: 'delivered_leads',
      all: delivered,
      without: deliveredKeyless,
      words: say`${plural(deliveredKeyless, 'delivered lead has', 'delivered leads have')} neither an e-mail nor a phone that could link them`,
      cost: say`They are delivered leads that no report can be linked to, and lower every rate.`,
      rows: rowsOf(intDeliveredLeads, { email_key: null, phone_key: null }),
    },
    {
      source: 'crm_report',
      all: crm,
      without: crmKeyless,
      words: say`${plural(crmKeyless, 'CRM lead has', 'CRM leads have')} neither an e-mail nor a phone that could link them, in any report`,
      cost: say`What they reached is credited to no delivered lead.`,
      rows: rowsOf(intCrmIdentities, { email_key: null, phone_key: null }),
    },
  ] as const;
  return told
    .filter(({ all, without }) => without >= LEAST && without / all >= MANY_KEYLESS)
    .map(({ source, all, without, words, cost, rows }) =>
      finding({
        code: 'blank_values',
        severity: 'warning',
        source,
        message: say`${words}, of ${count(all)}: they are blank, unreadable, or decided to be no key. ${cost} Export the key columns whole.`,
        evidence: [
          { label: 'Leads', value: count(all) },
          { label: 'Without any key', value: count(without) },
        ],
        rows,
      }),
    );
}

export const matchFindings = defineFindings({
  name: 'match_findings',
  title: 'Placeholder keys, and low coverage of the links',
  reads: [intPlaceholderKeys, intCrmIdentities, intDeliveredLeads, intIdentityTiers],
  takes: [keyPlan, leadQualityNumbers],
  find: ({ workspace, get }) => findMatchTroubles(workspace, get(keyPlan), get(leadQualityNumbers)),
});
