import type { ReviewItem } from '../../../shared/contract/review';
import type { Verdict } from '../../../shared/domain/decision';
import type { Judgement } from '../../state/decisions';
import { counts } from './item-state';
import type { QueueEntry } from './use-review';
import { identityPattern } from './words';

/** What a key press asks for. `leads`: places of the picked candidates; all of the identity's where absent. */
export interface Verdicts {
  readonly verdict: Verdict;
  readonly leads?: readonly number[];
  readonly note?: string;
}

/** Whether *accept* alone says enough: where keys point to different leads one must be picked. */
export const canAccept = (item: ReviewItem, identity: number): boolean =>
  item.what === 'pair' || item.identities[identity]?.tier !== 'conflict';

/** The judgement about one identity of an item, or about a pair; null where it cannot be given so. */
export function judgementOf(
  item: ReviewItem,
  identity: number,
  { verdict, leads, note = '' }: Verdicts,
): Judgement | null {
  if (item.what === 'pair')
    return { subject: item.subject, verdict, leads: [], evidence: item.evidence, note };
  const about = item.identities[identity];
  if (!about || (verdict === 'accept' && !leads && !canAccept(item, identity))) return null;
  const picked = (leads ?? about.leads).filter((lead) => about.leads.includes(lead));
  if (verdict === 'accept' && picked.length === 0) return null;
  return {
    subject: about.subject,
    verdict,
    leads: verdict === 'accept' ? picked.map((lead) => item.leads[lead] ?? '').sort() : [],
    evidence: about.evidence,
    note,
  };
}

/** The same judgement for every subject that looks the same and is not decided yet, the one at hand included. */
export function judgementsForAlike(
  entries: readonly QueueEntry[],
  at: QueueEntry,
  identity: number,
  verdicts: Verdicts,
): readonly Judgement[] {
  const own = judgementOf(at.item, identity, verdicts);
  if (!own) return [];
  const alike = entries.flatMap((entry): Judgement[] => {
    const { item, standings } = entry;
    if (item.what === 'pair') {
      const isAlike = at.item.what === 'pair' && item.pattern === at.item.pattern && item.id !== at.item.id;
      const [standing] = standings;
      const judgement = isAlike && standing && !counts(standing) ? judgementOf(item, 0, verdicts) : null;
      return judgement ? [judgement] : [];
    }
    if (at.item.what === 'pair') return [];
    const model = at.item.identities[identity];
    if (!model) return [];
    const wanted = identityPattern(at.item, model);
    return item.identities.flatMap((other, i): Judgement[] => {
      const standing = standings[i];
      const isOwn = item.id === at.item.id && i === identity;
      if (isOwn || !standing || counts(standing) || identityPattern(item, other) !== wanted) return [];
      const judgement = judgementOf(item, i, verdicts);
      return judgement ? [judgement] : [];
    });
  });
  return [own, ...alike];
}
