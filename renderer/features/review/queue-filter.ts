import type { ReviewItem } from '../../../shared/contract/review';
import type { QueueFilter } from '../../state/review-place';
import type { QueueEntry } from './use-review';

/** Whether somebody must still judge an item. */
export const isAsking = (entry: QueueEntry): boolean =>
  entry.state !== 'decided' && (entry.item.kind !== 'many_crm_leads' || entry.state !== 'open');

/** Whether an item is in the list under a filter. `asking`: all that somebody must still judge. */
export function isListed(entry: QueueEntry, { kind, state, text }: QueueFilter): boolean {
  if (kind !== 'all' && entry.item.kind !== kind) return false;
  if (state === 'asking' && kind !== 'many_crm_leads' && !isAsking(entry)) return false;
  if (state !== 'asking' && state !== 'all' && entry.state !== state) return false;
  return text === '' || searchText(entry.item).includes(text.trim().toLowerCase());
}

/** How many items are in the list under a filter. */
export const countListed = (all: readonly QueueEntry[], filter: QueueFilter): number =>
  all.reduce((count, entry) => (isListed(entry, filter) ? count + 1 : count), 0);

const searchText = (item: ReviewItem): string =>
  (item.what === 'pair'
    ? item.title
    : [item.title, ...item.leads, ...item.identities.map((i) => i.subject.leadNumber ?? '')].join(' ')
  ).toLowerCase();
