import { useEffect, useMemo, useState } from 'react';
import type { ReviewItem, ReviewItemDetail, ReviewQueue } from '../../../shared/contract/review';
import { faultOf, type FaultDetails } from '../../../shared/domain/fault';
import { useEngine } from '../../state/answers';
import { decidedSubjects, useDecisions } from '../../state/decisions';
import { services } from '../../state/services';
import { useSession } from '../../state/session';
import { headlineCounter, type Headline } from './headline';
import {
  itemState,
  standingsIn,
  standingsOf,
  type ItemState,
  type Standing,
  type Standings,
} from './item-state';

/** An item with what stands about it now. */
export interface QueueEntry {
  readonly item: ReviewItem;
  readonly standings: readonly Standing[];
  readonly state: ItemState;
}

export interface Review {
  readonly queue: ReviewQueue;
  readonly entries: readonly QueueEntry[];
  readonly headline: Headline | null;
}

/** The queue of the last run; while the next one is read, the one before stays on the screen. */
export function useQueue(): { readonly queue: ReviewQueue | null; readonly fault: FaultDetails | null } {
  const answer = useEngine('review', {});
  const [last, setLast] = useState<ReviewQueue | null>(null);
  if (answer.state === 'ready' && answer.data !== last) setLast(answer.data);
  return { queue: answer.state === 'ready' ? answer.data : last, fault: answer.fault };
}

export function useStandings(): Standings {
  const log = useDecisions((s) => s.log);
  const pending = useDecisions((s) => s.pending);
  const decided = useMemo(() => decidedSubjects(log), [log]);
  return useMemo(() => standingsOf(decided, pending), [decided, pending]);
}

/** The queue with every decision laid over it. */
export function useReview(queue: ReviewQueue): Review {
  const standings = useStandings();
  const count = useMemo(() => headlineCounter(queue), [queue]);
  return useMemo(
    () => ({
      queue,
      entries: queue.items.map((item) => {
        const own = standingsIn(item, standings);
        return { item, standings: own, state: itemState(item, own) };
      }),
      headline: count(standings),
    }),
    [queue, standings, count],
  );
}

/** So many items after the one on the screen are read ahead: the next one is there when it is asked for. */
const AHEAD = 12;

/** What the engine knows of the items around `place`; items not read yet are absent. */
export function useDetails(
  entries: readonly QueueEntry[],
  place: number,
): { readonly details: ReadonlyMap<string, ReviewItemDetail>; readonly fault: FaultDetails | null } {
  const runId = useSession((s) => s.runId);
  const [known, setKnown] = useState<{
    readonly runId: number;
    readonly details: ReadonlyMap<string, ReviewItemDetail>;
  }>({ runId: 0, details: new Map() });
  const [fault, setFault] = useState<FaultDetails | null>(null);
  const wanted = entries.slice(Math.max(0, place - 2), place + AHEAD).map((entry) => entry.item.id);
  const missing = wanted.filter((id) => known.runId !== runId || !known.details.has(id));
  // Asked in one go once half of what lies ahead is missing, or the very item on the screen.
  const at = entries[place]?.item.id;
  const isDue = missing.length > AHEAD / 2 || (at !== undefined && missing.includes(at));
  const ask = isDue ? JSON.stringify(missing) : '';
  useEffect(() => {
    if (ask === '' || runId === 0) return;
    const controller = new AbortController();
    services()
      .engine.call('reviewItems', { ids: JSON.parse(ask) as string[] }, { signal: controller.signal })
      .then(
        (details) => {
          setFault(null);
          setKnown((before) => ({
            runId,
            details: new Map([
              ...(before.runId === runId ? before.details : []),
              ...details.map((detail) => [detail.id, detail] as const),
            ]),
          }));
        },
        (error: unknown) => {
          const told = faultOf(error);
          if (told.kind !== 'cancelled') setFault(told);
        },
      );
    return () => {
      controller.abort();
    };
  }, [ask, runId]);
  // Of the run before, too, until the new ones are there: they look alike and nothing flickers.
  return { details: known.details, fault };
}
