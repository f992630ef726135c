import { usageFault } from './exit-codes';

/** When runs are due: at times of the day where the machine is, or after so long. */
export type Schedule =
  | { readonly kind: 'at'; readonly times: readonly { readonly hour: number; readonly minute: number }[] }
  | { readonly kind: 'every'; readonly milliseconds: number };

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const SHORTEST = 60_000;

/** `06:00,18:00` @throws LeadlensError `bad_usage` */
export function dailyAt(text: string): Schedule {
  const times = text.split(',').map((time) => {
    const parts = /^(\d{1,2}):(\d{2})$/.exec(time.trim());
    const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])];
    if (!parts || hour > 23 || minute > 59)
      throw usageFault(`--at ${text}: “${time}” is no time of the day.`, 'Write it as --at 06:00,18:00.');
    return { hour, minute };
  });
  return { kind: 'at', times };
}

/** `30m`, `12h`, `1d` @throws LeadlensError `bad_usage` */
export function everySoOften(text: string): Schedule {
  const parts = /^(\d{1,5})([mhd])$/.exec(text);
  const milliseconds = Number(parts?.[1]) * UNITS[(parts?.[2] ?? 'm') as keyof typeof UNITS];
  if (!parts || milliseconds < SHORTEST)
    throw usageFault(
      `--every ${text} is no time from one run to the next.`,
      'Write it as --every 30m, 12h or 1d.',
    );
  return { kind: 'every', milliseconds };
}

/**
 * When the next run is due. What fell into a time in which the machine slept is not among it: the run that is late stands
 * for all of them.
 * @param after the moment after which it is, milliseconds since 1970
 */
export function nextDue(schedule: Schedule, after: number): number {
  if (schedule.kind === 'every') return after + schedule.milliseconds;
  const day = new Date(after);
  const moments = [0, 1].flatMap((days) =>
    schedule.times.map(({ hour, minute }) =>
      new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour, minute).getTime(),
    ),
  );
  return Math.min(...moments.filter((moment) => moment > after));
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
