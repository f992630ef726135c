export const PERIOD_LENGTHS = ['week', 'month'] as const;
export type PeriodLength = (typeof PERIOD_LENGTHS)[number];

/** A week or a month: ISO days, both ends included. */
export interface CalendarPeriod {
  /** `2026-01-05` of a week (its Monday), `2026-01` of a month. */
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

const DAY = 86_400_000;

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** A day so many days later, or earlier below 0. */
export const dayAfter = (day: string, days: number): string => isoDay(timeOf(day) + days * DAY);

/** Calendar days from one day to another. */
export const daysFrom = (from: string, to: string): number => Math.round((timeOf(to) - timeOf(from)) / DAY);

/** The last day of a month, `2026-02` → `2026-02-28`. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return isoDay(Date.UTC(year, number, 0));
}

/** The week (from Monday) or month that a day is in. */
export function periodOf(length: PeriodLength, day: string): CalendarPeriod {
  if (length === 'month') {
    const key = day.slice(0, 7);
    return { key, from: `${key}-01`, to: lastDayOf(key) };
  }
  const from = dayAfter(day, -((new Date(timeOf(day)).getUTCDay() + 6) % 7));
  return { key: from, from, to: dayAfter(from, 6) };
}

/** All weeks or months from that of one day to that of another, oldest first; none where the second is the earlier. */
export function periodsBetween(length: PeriodLength, first: string, last: string): readonly CalendarPeriod[] {
  const periods: CalendarPeriod[] = [];
  for (let day = first; periodOf(length, day).from <= last;) {
    const period = periodOf(length, day);
    periods.push(period);
    day = dayAfter(period.to, 1);
  }
  return periods;
}
