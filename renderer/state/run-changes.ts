import { useMemo } from 'react';
import { changesSince, type ChangesSince } from '../../shared/charts/run-changes';
import type { RunOutcome } from '../../shared/contract/run';
import { headlineKey } from '../../shared/domain/headline';
import { useOutcome } from './answers';
import { useKeptRuns } from './kept-runs';

/** By which links the headline counts. */
export const keyOf = ({ summary: { leadQuality } }: RunOutcome): 'ever_likely' | 'ever_linked' =>
  leadQuality ? headlineKey(leadQuality) : 'ever_linked';

/** What the run that is shown changed since the one before; null where none is kept, or before it is. */
export function useRunChanges(): ChangesSince | null {
  const { runs, now } = useKeptRuns();
  const outcome = useOutcome();
  return useMemo(() => {
    const own = runs.find(({ id }) => id === now);
    return own && outcome ? changesSince(runs, own.numbers, keyOf(outcome)) : null;
  }, [runs, now, outcome]);
}

/** How many changes the reader should look at and has not seen yet. */
export function useUnseenChanges(): number {
  const changes = useRunChanges();
  const isSeen = useKeptRuns(({ now, seen }) => now === seen);
  return isSeen ? 0 : (changes?.toLookAt.length ?? 0);
}

/** The reader has looked at what the run changed. */
export const markChangesSeen = (): void => useKeptRuns.setState(({ now }) => ({ seen: now }));
