import {
  daysFrom,
  periodOf,
  periodsBetween,
  type CalendarPeriod,
  type PeriodLength,
} from './calendar-periods';

/** A gap of so many days without any lead parts dates that are mistaken from those that are meant. */
const GAP_DAYS = 200;

/** The most periods that are looked at, the newest first. */
export const MOST_PERIODS = 120;

/**
 * The periods that hold most leads without a gap of more than 200 days, oldest first, those without a lead between them too.
 * A lead that is dated 1970 or 2099 by mistake would else stretch every axis and bend every trend.
 * @param leads by the key of their period
 */
export function mainStretch(
  length: PeriodLength,
  leads: ReadonlyMap<string, number>,
): readonly CalendarPeriod[] {
  const dated = [...leads]
    .map(([key, count]) => ({ ...periodOf(length, length === 'month' ? `${key}-01` : key), count }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const stretches: (typeof dated)[] = [];
  for (const period of dated) {
    const current = stretches.at(-1);
    const before = current?.at(-1);
    if (current && before && daysFrom(before.to, period.from) <= GAP_DAYS) current.push(period);
    else stretches.push([period]);
  }
  const sizeOf = (stretch: typeof dated): number => stretch.reduce((sum, { count }) => sum + count, 0);
  // Of stretches as large the newest.
  const main = stretches.reduce<typeof dated>(
    (best, stretch) => (sizeOf(stretch) >= sizeOf(best) ? stretch : best),
    [],
  );
  const [first, last] = [main[0], main.at(-1)];
  if (!first || !last) return [];
  return periodsBetween(length, first.from, last.from).slice(-MOST_PERIODS);
}
