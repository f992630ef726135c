import { readInterval, readTimes, type Schedule } from '../../shared/domain/schedule';
import { usageFault } from './exit-codes';

/** `06:00,18:00` @throws LeadlensError `bad_usage` */
export function dailyAt(text: string): Schedule {
  const times = readTimes(text);
  if (times.kind === 'wrong')
    throw usageFault(`--at ${text}: “${times.part}” is no time of the day.`, 'Write it as --at 06:00,18:00.');
  return times;
}

/** `30m`, `12h`, `1d` @throws LeadlensError `bad_usage` */
export function everySoOften(text: string): Schedule {
  const interval = readInterval(text);
  if (!interval)
    throw usageFault(
      `--every ${text} is no time from one run to the next.`,
      'Write it as --every 30m, 12h or 1d.',
    );
  return interval;
}

/** The longest that is slept at once: a clock that was set, or a machine that slept, is noticed after that. */
const LONGEST_SLEEP = 20_000;

/**
 * Waits until a moment by the clock of the machine.
 * @returns false where `signal` was aborted before
 */
export async function waitUntil(
  moment: number,
  signal: AbortSignal,
  now: () => number = Date.now,
): Promise<boolean> {
  while (!signal.aborted) {
    const left = moment - now();
    if (left <= 0) return true;
    await pause(Math.min(left, LONGEST_SLEEP), signal);
  }
  return false;
}

/** Resolves after so long, or when `signal` is aborted. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });
