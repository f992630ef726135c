import type { LinkItem, ReviewIdentity } from '../../shared/contract/review';
import type { Verdict } from '../../shared/domain/decision';
import type { Decision } from '../../shared/domain/decision-state';
import type { EngineClient } from '../../shared/rpc/engine-rpc';

let taken = 0;

/** A reviewer's decision about an identity of an item. @param leads places in the item's leads; all of the identity's where absent */
export function decide(
  item: LinkItem,
  identity: ReviewIdentity,
  verdict: Verdict,
  leads: readonly number[] = identity.leads,
): Decision {
  taken++;
  return {
    id: `test:${String(taken)}`,
    at: '2026-01-01T00:00:00.000Z',
    who: { id: 'reviewer', name: 'Reviewer' },
    subject: identity.subject,
    verdict,
    leads: verdict === 'accept' ? leads.map((lead) => item.leads[lead] ?? '').sort() : [],
    evidence: identity.evidence,
    note: '',
  };
}

/** The items of the queue that are about links. */
export const linkItems = async (client: EngineClient): Promise<readonly LinkItem[]> =>
  (await client.call('review', {})).items.filter((item): item is LinkItem => item.what === 'links');
