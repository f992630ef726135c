import { create } from 'zustand';
import type { Preferences } from '../../shared/contract/host';
import { nextDue, readTimes, type Schedule } from '../../shared/domain/schedule';
import { usePreferences } from './preferences';
import { analyzeUnattended } from './run-with-words';
import { fetchUnattended } from './server-files';
import { useSession } from './session';

const HOUR_MS = 3_600_000;

/** When the open folder is read by the clock; null: never. */
export function scheduleOf(
  preferences: Pick<Preferences, 'schedule' | 'scheduleHours' | 'scheduleTimes'>,
): Schedule | null {
  if (preferences.schedule === 'every')
    return { kind: 'every', milliseconds: preferences.scheduleHours * HOUR_MS };
  if (preferences.schedule === 'off') return null;
  const times = readTimes(preferences.scheduleTimes);
  return times.kind === 'wrong' ? null : times;
}

/** What is due by a schedule. */
export interface Due {
  /** For which folder and schedule. */
  readonly of: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * One look at the clock. What fell into a time in which nobody looked, because the machine slept, is due once.
 * @param was what the look before gave
 */
export function lookAtClock(
  was: Due | null,
  folder: string,
  schedule: Schedule,
  now: number,
): { readonly due: Due; readonly isNow: boolean } {
  const of = `${folder} ${JSON.stringify(schedule)}`;
  const isNow = was?.of === of && was.at <= now;
  return was?.of === of && !isNow ? { due: was, isNow } : { due: { of, at: nextDue(schedule, now) }, isNow };
}

/** When the next run by the clock is due; null: none is. */
export const useNextRun = create<{ readonly due: Due | null }>(() => ({ due: null }));

/** Runs what is due by the clock. A run that is under way is waited for. */
export function followClock(now: number = Date.now()): void {
  const { grant, run } = useSession.getState();
  const schedule = scheduleOf(usePreferences.getState());
  if (!grant || !schedule) {
    if (useNextRun.getState().due !== null) useNextRun.setState({ due: null });
    return;
  }
  if (run.state === 'running') return;
  const { due, isNow } = lookAtClock(useNextRun.getState().due, grant.grantId, schedule, now);
  useNextRun.setState({ due });
  if (isNow) void readByClock();
}

/** Files that come from a server come first; where they do not, that is said beside the numbers of what is here. */
async function readByClock(): Promise<void> {
  const fetched = await fetchUnattended();
  await analyzeUnattended(fetched === null ? 'Read by the clock' : `Read by the clock. ${fetched}`);
}
