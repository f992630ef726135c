/** When runs are due: at times of the day where the machine is, or after so long. */
export type Schedule =
  | { readonly kind: 'at'; readonly times: readonly { readonly hour: number; readonly minute: number }[] }
  | { readonly kind: 'every'; readonly milliseconds: number };

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const SHORTEST = 60_000;

/** `06:00,18:00`; the first of it that is no time of the day where it is not all times. */
export function readTimes(text: string): Schedule | { readonly kind: 'wrong'; readonly part: string } {
  const times = [];
  for (const time of text.split(',')) {
    const parts = /^(\d{1,2}):(\d{2})$/.exec(time.trim());
    const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])];
    if (!parts || hour > 23 || minute > 59) return { kind: 'wrong', part: time };
    times.push({ hour, minute });
  }
  return { kind: 'at', times };
}

/** `30m`, `12h`, `1d`; null where it is none, or less than a minute. */
export function readInterval(text: string): Schedule | null {
  const parts = /^(\d{1,5})([mhd])$/.exec(text);
  const milliseconds = Number(parts?.[1]) * UNITS[(parts?.[2] ?? 'm') as keyof typeof UNITS];
  return parts && milliseconds >= SHORTEST ? { kind: 'every', milliseconds } : null;
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
