import type { LeadQualitySummary } from '../../contract/summary';
import { groupLeads } from '../../domain/link-group';
import { int, queryRows } from '../../sql/records';
import { sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { srcDecisionStates, srcLinkDecisions } from '../decide/src-link-decisions';
import { intIdentityTiers } from '../match/int-identity-tiers.model';
import { intLinkCandidates } from '../match/int-link-candidates.model';

/**
 * Identities by what was decided on them. `open`: nobody has decided; *unsure* decides nothing. `stale`: decided on
 * evidence that has changed. `decided`: a decision counts.
 */
export async function reviewCounts(workspace: Workspace): Promise<LeadQualitySummary['review']> {
  const [row] = await queryRows(
    workspace,
    sql`
with decided as (select distinct identity_id from ${srcLinkDecisions}),
stale as (select identity_id from ${srcDecisionStates} where state = 'stale')
select cast((select count(*) from decided) as integer) as decided, cast((select count(*) from stale) as integer) as stale,
  cast((select count(*) from ${intIdentityTiers} where tier <> 'none' and not is_strict
    and identity_id not in (select identity_id from decided) and identity_id not in (select identity_id from stale)) as integer) as open`,
  );
  return { open: int(row, 'open'), stale: int(row, 'stale'), decided: int(row, 'decided') };
}

/**
 * What somebody must still judge, in the unit of the queue: connected groups of delivered leads and identities that
 * hold an identity which asks. One asks where its tier demands it and nobody has decided, or where a decision about it
 * is stale or *unsure*.
 * @param delivered number of delivered leads, which are numbered 1 … delivered
 */
export async function toJudge(
  workspace: Workspace,
  delivered: number,
): Promise<LeadQualitySummary['toJudge']> {
  const asking = new Set(
    (
      await queryRows(
        workspace,
        sql`
select identity_id from ${intIdentityTiers} where tier <> 'none' and not is_strict
  and identity_id not in (select identity_id from ${srcLinkDecisions})
union
select identity_id from ${srcDecisionStates} where state in ('stale', 'unsure') and identity_id is not null
order by identity_id`,
      )
    ).map((row) => int(row, 'identity_id')),
  );
  if (asking.size === 0) return { items: 0, identities: 0 };
  const links = await workspace.query(
    sql`select identity_id, lead_id from ${intLinkCandidates} order by identity_id, lead_id`,
  );
  const [identities, leads] = [links.column(0), links.column(1)] as [ArrayLike<number>, ArrayLike<number>];
  const roots = groupLeads(delivered, identities, leads);
  const [items, inItems] = [new Set<number>(), new Set<number>()];
  for (let i = 0; i < links.rowCount; i++) {
    const identity = identities[i] ?? 0;
    if (!asking.has(identity)) continue;
    inItems.add(identity);
    items.add(roots[leads[i] ?? 0] ?? 0);
  }
  return { items: items.size, identities: inItems.size };
}
