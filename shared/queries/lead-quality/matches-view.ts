import type { MatchesView } from '../../contract/matches';
import type { WeightModel } from '../../contract/review';
import type { LeadQualitySummary } from '../../contract/summary';
import { LINK_SETTINGS, perCount, TIERS, type Tier } from '../../domain/lead-quality';
import { lit, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { intIdentityTiers } from '../../stages/match/int-identity-tiers.model';
import { intLinkCandidates } from '../../stages/match/int-link-candidates.model';
import { rptLinks } from '../../stages/match/rpt-links.model';
import { rptNeverDelivered, rptNeverReported } from '../../stages/measure/rpt-worklists.model';
import { int, readRows, requiredText, text } from '../../sql/records';

/** Width of a bin of the weights, in bits. */
const BIN_BITS = 2;

const REASONS: Readonly<Record<string, readonly [label: string, explanation: string]>> = {
  no_hit: [
    'No delivered lead has its keys',
    'Neither the e-mail nor the phone of the CRM lead is that of a delivered lead. It came from elsewhere, or its keys were changed on both sides.',
  ],
  conflict: [
    'Its keys point to different leads',
    'The e-mail is that of one delivered lead and the phone that of another. It counts for nobody until someone decides.',
  ],
  no_key: ['No key at all', 'Neither e-mail nor phone can be compared: both are empty or unreadable.'],
  rejected: ['Rejected in review', 'A key points to it, and a reviewer said that it is another person.'],
  not_reported: [
    'No report has it',
    'Neither key of the delivered lead occurs in any snapshot. The client may not have entered it yet, or entered it with other data.',
  ],
  in_conflict: [
    'Only in conflicts',
    'A CRM lead has one of its keys and another lead’s other key. It counts once someone decides.',
  ],
};

/** How the two sides were linked, how much each link says, and why the rest is not linked. */
export async function readMatches(
  workspace: Workspace,
  leadQuality: LeadQualitySummary,
  weightModel: WeightModel,
  signal?: AbortSignal,
): Promise<MatchesView> {
  const tiers = await readRows(
    workspace,
    sql`
select t.tier, cast(count(distinct t.identity_id) as integer) as identities, cast(count(distinct t.crm_lead_id) as integer) as crm_leads,
  cast(count(distinct c.lead_id) as integer) as leads
from ${intIdentityTiers} t left join ${intLinkCandidates} c using (identity_id) group by t.tier`,
    signal,
  );
  const weights = await readRows(
    workspace,
    sql`select tier, cast(floor(weight / ${lit(BIN_BITS)}) as integer) as bin, cast(count(*) as integer) as links
      from ${rptLinks} group by all order by bin, tier`,
    signal,
  );
  const reasons = async (side: 'crm' | 'delivered'): Promise<MatchesView['reasons']> => {
    const rows = await readRows(
      workspace,
      sql`select reason, cast(count(*) as integer) as n from ${side === 'crm' ? rptNeverDelivered : rptNeverReported} group by 1 order by n desc, reason`,
      signal,
    );
    return rows.map((row) => {
      const code = requiredText(row, 'reason');
      const [label, explanation] = REASONS[code] ?? [code, ''];
      return { side, code, label, explanation, count: int(row, 'n') };
    });
  };
  const [crm, delivered] = [await reasons('crm'), await reasons('delivered')];
  const count = (list: MatchesView['reasons']): number => list.reduce((sum, r) => sum + r.count, 0);
  return {
    tiers: TIERS.map((tier) => {
      const row = tiers.find((r) => r['tier'] === tier);
      return {
        tier,
        identities: int(row, 'identities'),
        crmLeads: int(row, 'crm_leads'),
        leads: int(row, 'leads'),
      };
    }),
    weights: weights.map((row) => ({
      low: int(row, 'bin') * BIN_BITS,
      high: (int(row, 'bin') + 1) * BIN_BITS,
      tier: text(row, 'tier') as Tier,
      links: int(row, 'links'),
    })),
    weightModel,
    reasons: [...crm, ...delivered],
    worklists: [
      {
        table: rptNeverReported.name,
        title: rptNeverReported.title,
        description: rptNeverReported.description,
        count: count(delivered),
      },
      {
        table: rptNeverDelivered.name,
        title: rptNeverDelivered.title,
        description: rptNeverDelivered.description,
        count: count(crm),
      },
    ],
    matchedLeads: perCount(LINK_SETTINGS, (links) => leadQuality.funnel[`ever_${links}`].matched),
    delivered: leadQuality.delivered,
    toJudge: leadQuality.toJudge,
  };
}
