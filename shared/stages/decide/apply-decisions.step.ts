import type { IdentityDecision } from '../../domain/decided';
import type { Tier } from '../../domain/lead-quality';
import { evidenceOf, groupLeads, type LinkCandidate } from '../../domain/link-group';
import { sql } from '../../sql/sql';
import { defineStep } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';
import { intDeliveredLeads } from '../match/int-delivered-leads.model';
import { intLinkCandidates } from '../match/int-link-candidates.model';
import { appliedDecisions, identityDecisions, type AppliedDecision } from './decide-parameters';
import { srcDecisionStates, srcIdentityDecisions, srcLinkDecisions } from './src-link-decisions';

/**
 * Attaches the decisions about identities to the identities of this run, by what the reports say and never by a
 * number, and fills the tables that `int_links` and the lists of decisions read.
 * A decision whose evidence has changed is stale: it is listed and counts for nothing until it is taken anew.
 * @param about decisions, one per identity
 */
async function applyDecisions(
  workspace: Workspace,
  about: readonly IdentityDecision[],
  signal?: AbortSignal,
): Promise<readonly AppliedDecision[]> {
  const identities = await attach(workspace, about, signal);
  const applied = about.length === 0 ? [] : await judge(workspace, about, identities, signal);
  const links = applied.flatMap(({ state, identity, leads }): (readonly [number, number | null])[] =>
    state !== 'applied' || identity === null
      ? []
      : leads.length === 0
        ? [[identity, null]]
        : leads.map((lead) => [identity, lead]),
  );
  links.sort(([a, x], [b, y]) => a - b || (x ?? 0) - (y ?? 0));
  await workspace.fill(srcLinkDecisions, JSON.stringify(links), async (into) => {
    if (links.length === 0) return;
    await into.append({
      identity_id: { type: 'integer', values: links.map(([identity]) => identity) },
      lead_id: { type: 'integer', values: links.map(([, lead]) => lead) },
    });
  });
  const text = (of: (a: AppliedDecision) => string | null): { type: 'text'; values: (string | null)[] } => ({
    type: 'text',
    values: applied.map(of),
  });
  await workspace.fill(srcDecisionStates, JSON.stringify(applied), async (into) => {
    if (applied.length === 0) return;
    await into.append({
      decision_id: text((a) => a.decision.id),
      lead_number: text((a) => a.decision.subject.leadNumber),
      state: text((a) => a.state),
      verdict: text((a) => a.decision.verdict),
      decided_by: text((a) => a.decision.who.name),
      decided_at: text((a) => a.decision.at),
      note: text((a) => a.decision.note),
      evidence: text((a) => a.decision.evidence),
      evidence_now: text((a) => a.evidenceNow),
      identity_id: { type: 'integer', values: applied.map((a) => a.identity) },
    });
  });
  return applied;
}

/** @returns per decision the number of its identity in this run; null where no report has it */
async function attach(
  workspace: Workspace,
  decisions: readonly IdentityDecision[],
  signal: AbortSignal | undefined,
): Promise<readonly (number | null)[]> {
  const subjects = decisions.map((d) => d.subject);
  await workspace.fill(srcIdentityDecisions, JSON.stringify(subjects), async (into) => {
    if (subjects.length === 0) return;
    await into.append({
      decision_no: { type: 'integer', values: subjects.map((_, i) => i) },
      lead_number: { type: 'text', values: subjects.map((s) => s.leadNumber) },
      email_key: { type: 'text', values: subjects.map((s) => s.emailKey) },
      phone_key: { type: 'text', values: subjects.map((s) => s.phoneKey) },
    });
  });
  if (subjects.length === 0) return [];
  const found = await workspace.query(
    sql`
with identities as (
  select distinct identity_id, lead_number, email_key, phone_key from ${srcCrmValues} semi join ${srcCrmRanges} using (state_id)
)
select d.decision_no, i.identity_id from ${srcIdentityDecisions} d join identities i
  on i.lead_number is not distinct from d.lead_number and i.email_key is not distinct from d.email_key
  and i.phone_key is not distinct from d.phone_key`,
    signal,
  );
  const identities: (number | null)[] = subjects.map(() => null);
  for (const [decision, identity] of found.rows()) identities[Number(decision)] = Number(identity);
  return identities;
}

async function judge(
  workspace: Workspace,
  decisions: readonly IdentityDecision[],
  attached: readonly (number | null)[],
  signal: AbortSignal | undefined,
): Promise<readonly AppliedDecision[]> {
  const links = await workspace.query(
    sql`select identity_id, lead_id, tier, is_email_equal, is_phone_equal from ${intLinkCandidates} order by identity_id, lead_id`,
    signal,
  );
  const uuids = (
    await workspace.query(sql`select lead_uuid from ${intDeliveredLeads} order by lead_id`, signal)
  ).column(0);
  const uuidOf = (lead: number): string => String(uuids[lead - 1]);
  const [identityColumn, leadColumn, tiers, emails, phones] = [0, 1, 2, 3, 4].map((i) => links.column(i)) as [
    ArrayLike<number>,
    ArrayLike<number>,
    ArrayLike<Tier>,
    ArrayLike<boolean>,
    ArrayLike<boolean>,
  ];
  const groups = groupLeads(uuids.length, identityColumn, leadColumn);

  const wanted = new Set(attached);
  const candidates = new Map<number, { tier: Tier; links: (LinkCandidate & { lead: number })[] }>();
  for (let i = 0; i < links.rowCount; i++) {
    const [identity, lead, tier] = [identityColumn[i], leadColumn[i], tiers[i]];
    if (identity === undefined || lead === undefined || tier === undefined || !wanted.has(identity)) continue;
    const own = candidates.get(identity) ?? { tier, links: [] };
    candidates.set(identity, own);
    own.links.push({
      lead,
      leadUuid: uuidOf(lead),
      isEmailEqual: emails[i] === true,
      isPhoneEqual: phones[i] === true,
    });
  }
  const members = new Map<number, string[]>();
  for (const { links: own } of candidates.values()) members.set(groups[own[0]?.lead ?? 0] ?? 0, []);
  for (let lead = 1; lead < groups.length; lead++) members.get(groups[lead] ?? 0)?.push(uuidOf(lead));

  return decisions.map((decision, i): AppliedDecision => {
    const identity = attached[i] ?? null;
    if (identity === null) return { decision, identity, state: 'unattached', evidenceNow: null, leads: [] };
    const own = candidates.get(identity);
    const evidenceNow = evidenceOf(
      own?.tier ?? 'none',
      own?.links ?? [],
      members.get(groups[own?.links[0]?.lead ?? 0] ?? 0) ?? [],
    );
    const chosen = decision.leads.map((uuid) => own?.links.find((link) => link.leadUuid === uuid)?.lead);
    const leads = chosen.filter((lead) => lead !== undefined);
    const isWhole = leads.length === chosen.length && (decision.verdict !== 'accept' || leads.length > 0);
    const state =
      evidenceNow !== decision.evidence || !isWhole
        ? 'stale'
        : decision.verdict === 'unsure'
          ? 'unsure'
          : 'applied';
    return { decision, identity, state, evidenceNow, leads };
  });
}

export const applyDecisionsStep = defineStep({
  name: 'apply_decisions',
  title: 'Applying decisions',
  reads: [srcCrmRanges, srcCrmValues, intDeliveredLeads, intLinkCandidates],
  takes: [identityDecisions],
  writes: [srcIdentityDecisions, srcLinkDecisions, srcDecisionStates],
  gives: [appliedDecisions],
  size: 'groups',
  isTold: true,
  run: async ({ workspace, get, give, signal }) =>
    give(appliedDecisions, await applyDecisions(workspace, get(identityDecisions), signal)),
});
