import { arrivalsInWords } from '../../shared/charts/arrival-words';
import { isWaiting, useArrivals } from './arrivals';
import { usePreferences } from './preferences';
import { analyzeAndSay, analyzeUnattended } from './run-with-words';
import { useSession } from './session';

const words = (): string => arrivalsInWords(useArrivals.getState()) ?? 'The folder was read again';

/** Reads what arrived in the open folder, and says which numbers that changed. */
export const updateFromFolder = (): Promise<void> => analyzeAndSay(words());

/** What an update by itself was begun for: one that failed is not begun again for the same. */
let triedFor: string | null = null;

function updateByItself(): void {
  const arrivals = useArrivals.getState();
  const { run, isBehind } = useSession.getState();
  if (!usePreferences.getState().updateByItself) return;
  if (isBehind || (run.state !== 'done' && run.state !== 'failed')) return;
  // Files come one after the other: they are read when all are there.
  if (arrivals.away || arrivals.growing.length > 0 || !isWaiting(arrivals)) return;
  if (arrivals.digest === triedFor) return;
  triedFor = arrivals.digest;
  void analyzeUnattended(words());
}

/** Reads by itself what arrives, where the reader wants it. */
export function followArrivals(): void {
  useArrivals.subscribe(updateByItself);
  usePreferences.subscribe(updateByItself);
  useSession.subscribe(({ run }, before) => {
    if (run !== before.run) updateByItself();
  });
}
