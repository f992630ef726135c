import type { ReviewItem } from '../../../shared/contract/review';
import { subjectKey, type DecisionSubject } from '../../../shared/domain/decision';
import type { Judgement } from '../../state/decisions';
import { placesThatAsk } from './item-state';
import { isAsking } from './queue-filter';
import type { QueueEntry } from './use-review';

interface QueuePlace {
  readonly item: string;
  /** null: the first that asks. */
  readonly identity: number | null;
}

const subjectsOf = (item: ReviewItem): readonly DecisionSubject[] =>
  item.what === 'pair' ? [item.subject] : item.identities.map((identity) => identity.subject);

/** Where a subject is judged; null where no item has it. */
export function placeOfSubject(entries: readonly QueueEntry[], subject: DecisionSubject): QueuePlace | null {
  const wanted = subjectKey(subject);
  for (const { item } of entries) {
    const identity = subjectsOf(item).findIndex((other) => subjectKey(other) === wanted);
    if (identity >= 0) return { item: item.id, identity };
  }
  return null;
}

/**
 * Where to go on after judgements: the next identity of the group that asks, else the next item that asks, from the
 * end of the list back to what was left unsure; the same place where nothing asks.
 * @param listed as before the judgements; at least one entry
 */
export function nextToJudge(
  listed: readonly QueueEntry[],
  place: number,
  identity: number,
  judgements: readonly Judgement[],
): QueuePlace {
  const judged = new Set(judgements.map((judgement) => subjectKey(judgement.subject)));
  const asks = ({ item, standings }: QueueEntry, from = 0): readonly { place: number; state: string }[] => {
    const subjects = subjectsOf(item).map(subjectKey);
    return placesThatAsk(item, standings, from).filter((other) => !judged.has(subjects[other.place] ?? ''));
  };
  const here = listed[place];
  if (!here) throw new Error('There is nothing to go on from.');
  const other = asks(here, identity + 1).find(({ state }) => state !== 'unsure');
  if (other) return { item: here.item.id, identity: other.place };
  const around = [...listed.slice(place + 1), ...listed.slice(0, place)];
  const next = around.find((entry) => isAsking(entry) && asks(entry).length > 0) ?? here;
  return { item: next.item.id, identity: null };
}
