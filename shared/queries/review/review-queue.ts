import type { ReviewQueue } from '../../contract/review';
import type { LeadQualitySummary } from '../../contract/summary';
import { LINK_SETTINGS, perCount, type Tier } from '../../domain/lead-quality';
import { groupLeads } from '../../domain/link-group';
import { addTally, NO_TALLY, tallyGroup, type Choice, type Tally } from '../../domain/review-tally';
import { int, readRows, requiredText, type Row } from '../../sql/records';
import { intList, lit, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { srcCrmValues } from '../../stages/clean/crm/src-crm-values';
import { srcDecisionStates, srcLinkDecisions } from '../../stages/decide/src-link-decisions';
import { intDeliveredLeads } from '../../stages/match/int-delivered-leads.model';
import { intLinkCandidates } from '../../stages/match/int-link-candidates.model';
import { intLinkProbabilities } from '../../stages/match/int-link-probabilities.model';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { intDistinctOutcomes } from '../../stages/measure/int-lead-outcomes.model';
import { intTakenBack } from '../../stages/measure/int-taken-back.model';
import { compareItems } from './review-effect';
import { groupOf, type Member, type ReviewGroup } from './review-group';

/** A delivered lead with this many linked CRM leads is worth a look. */
const MANY_CRM_LEADS = 3;

export interface LinkReview {
  readonly groups: readonly ReviewGroup[];
  readonly outside: ReviewQueue['outside'];
}

/** The groups of delivered leads and CRM identities that a person can or must look at, what counts for most first. */
export async function readLinkReview(
  workspace: Workspace,
  leadQuality: LeadQualitySummary,
  signal?: AbortSignal,
): Promise<LinkReview> {
  const links = await workspace.read(
    sql`select c.identity_id, c.lead_id, c.tier, c.is_email_equal, c.is_phone_equal, c.is_strict, p.is_likely
      from ${intLinkCandidates} c join ${intLinkProbabilities} p using (identity_id, lead_id) order by c.identity_id, c.lead_id`,
    signal,
  );
  const [identityIds, leadIds, tiers, emails, phones, stricts, likely] = [0, 1, 2, 3, 4, 5, 6].map((i) =>
    links.column(i),
  ) as [
    ArrayLike<number>,
    ArrayLike<number>,
    ArrayLike<Tier>,
    ArrayLike<boolean>,
    ArrayLike<boolean>,
    ArrayLike<boolean>,
    ArrayLike<boolean>,
  ];
  const roots = groupLeads(leadQuality.delivered, identityIds, leadIds);
  const decided = await readChoices(workspace, signal);

  const flagged = new Set<number>();
  for (let i = 0; i < links.rowCount; i++) {
    const identity = identityIds[i] ?? 0;
    if (stricts[i] !== true || decided.looked.has(identity)) flagged.add(roots[leadIds[i] ?? 0] ?? 0);
  }
  for (const row of await readRows(
    workspace,
    sql`select lead_id from ${intDistinctOutcomes} where link_setting = 'linked' and crm_lead_count >= ${lit(MANY_CRM_LEADS)}`,
    signal,
  ))
    flagged.add(roots[int(row, 'lead_id')] ?? 0);

  const members = new Map<number, Map<number, Member>>();
  for (let i = 0; i < links.rowCount; i++) {
    const [identity, lead, tier] = [identityIds[i] ?? 0, leadIds[i] ?? 0, tiers[i] ?? 'none'];
    const root = roots[lead] ?? 0;
    if (!flagged.has(root)) continue;
    const group = members.get(root) ?? new Map<number, Member>();
    members.set(root, group);
    const member = group.get(identity) ?? { identity, tier, isStrict: stricts[i] === true, links: [] };
    group.set(identity, member);
    member.links.push({
      lead,
      email: emails[i] === true,
      phone: phones[i] === true,
      likely: likely[i] === true,
    });
  }
  const leadsOf = new Map<number, number[]>();
  for (let lead = 1; lead < roots.length; lead++) {
    const root = roots[lead] ?? 0;
    if (flagged.has(root)) leadsOf.set(root, [...(leadsOf.get(root) ?? []), lead]);
  }
  const uuids = await readUuids(workspace, [...leadsOf.values()].flat(), signal);
  const said = await readSaid(
    workspace,
    [...members.values()].flatMap((group) => [...group.keys()]),
    signal,
  );

  const groups: ReviewGroup[] = [];
  let inside = perCount(LINK_SETTINGS, (): Tally => NO_TALLY);
  for (const [root, group] of members) {
    const built = groupOf([...group.values()], leadsOf.get(root) ?? [], uuids, said);
    groups.push(built);
    const choices = built.identityIds.map((id): Choice => {
      const leads = decided.choices.get(id);
      return leads ? leads.map((lead) => built.leadIds.indexOf(lead)) : null;
    });
    inside = perCount(LINK_SETTINGS, (links) =>
      addTally(inside[links], tallyGroup(built.item.identities, choices, links)),
    );
  }
  return {
    groups: groups.sort((a, b) => compareItems(a.item, b.item)),
    outside: perCount(LINK_SETTINGS, (links) =>
      addTally(leadQuality.funnel[`ever_${links}`], inside[links], -1),
    ),
  };
}

interface Decided {
  /** By identity: the leads it was accepted for; none where it was rejected. */
  readonly choices: ReadonlyMap<number, readonly number[]>;
  /** Identities that a decision names, whether it counts or not. */
  readonly looked: ReadonlySet<number>;
}

async function readChoices(workspace: Workspace, signal: AbortSignal | undefined): Promise<Decided> {
  const choices = new Map<number, number[]>();
  for (const row of await readRows(workspace, sql`select * from ${srcLinkDecisions}`, signal)) {
    const leads = choices.get(int(row, 'identity_id')) ?? [];
    choices.set(int(row, 'identity_id'), leads);
    if (row['lead_id'] !== null) leads.push(int(row, 'lead_id'));
  }
  const looked = await readRows(
    workspace,
    sql`select identity_id from ${srcDecisionStates} where identity_id is not null`,
    signal,
  );
  return { choices, looked: new Set(looked.map((row) => int(row, 'identity_id'))) };
}

async function readUuids(
  workspace: Workspace,
  leads: readonly number[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, string>> {
  const rows = await readRows(
    workspace,
    sql`select lead_id, lead_uuid from ${intDeliveredLeads} where lead_id in (${intList(leads)})`,
    signal,
  );
  return new Map(rows.map((row) => [int(row, 'lead_id'), requiredText(row, 'lead_uuid')]));
}

/** What the reports say of each identity, over all snapshots. */
async function readSaid(
  workspace: Workspace,
  identities: readonly number[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, Row>> {
  const rows = await readRows(
    workspace,
    sql`
with keys as (
  select identity_id, any_value(email_key) as email_key, any_value(phone_key) as phone_key
  from ${srcCrmValues} where identity_id in (${intList(identities)}) group by identity_id
)
select s.identity_id, any_value(s.lead_number) as lead_number,
  any_value(k.email_key) as email_key, any_value(k.phone_key) as phone_key,
  bool_or(s.is_set) as is_set, bool_or(s.is_appointment) as is_appointment, bool_or(s.is_demo) as is_demo,
  bool_or(s.is_sale) as is_sale, any_value(s.crm_lead_id) in (select crm_lead_id from ${intTakenBack}) as is_taken_back
from ${intCrmStates} s join keys k using (identity_id)
where s.identity_id in (${intList(identities)})
group by s.identity_id`,
    signal,
  );
  return new Map(rows.map((row) => [int(row, 'identity_id'), row]));
}
