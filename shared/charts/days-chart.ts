import type { FunnelView } from '../contract/funnel';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatCount } from './format';
import { heightAxis, placeAxis, plotArea } from './axes';
import { baseOption } from './parts';
import { axisTooltip, tooltipHtml } from './tooltip';

/** Days after which the rest of the distribution is one bar. */
const LAST_DAY = 60;

/** The middle of a distribution given as counts per value; null when there is none. */
export function medianDays(days: FunnelView['daysToAppointment']): number | null {
  const sorted = [...days].sort((a, b) => a.days - b.days);
  const total = sorted.reduce((sum, d) => sum + d.leads, 0);
  let seen = 0;
  for (const { days: day, leads } of sorted) {
    seen += leads;
    if (seen * 2 >= total && total > 0) return day;
  }
  return null;
}

/** One bar: a day, or at the end all longer waits. */
export interface DayBar {
  readonly label: string;
  readonly leads: number;
  readonly low: number;
  /** Null: open. */
  readonly high: number | null;
}

/** The bars of the chart, every day from the first to the last. */
export function drawnDays(days: FunnelView['daysToAppointment']): readonly DayBar[] {
  const byDay = new Map<number, number>();
  for (const { days: day, leads } of days) {
    const slot = Math.min(day, LAST_DAY);
    byDay.set(slot, (byDay.get(slot) ?? 0) + leads);
  }
  const slots = [...byDay.keys()];
  // An appointment a year before the entry is a mistake of the data: it must not squeeze all other bars.
  const first = Math.max(-LAST_DAY, Math.min(0, ...slots));
  const last = Math.max(0, ...slots);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i).map((day) => ({
    label: day === LAST_DAY ? `${String(LAST_DAY)}+` : String(day),
    leads: byDay.get(day) ?? 0,
    low: day,
    high: day === LAST_DAY ? null : day,
  }));
}

/** Calendar days from entry to the first appointment date, one bar a day; long waits are gathered in the last bar. */
export function daysChart(
  theme: ChartTheme,
  days: FunnelView['daysToAppointment'],
  setting: string,
): ChartSpec {
  const bars = drawnDays(days);
  const total = days.reduce((sum, d) => sum + d.leads, 0);
  const median = medianDays(days);
  return {
    title: 'Days from entry to appointment',
    subtitle: `${setting} · ${formatCount(total)} leads with both dates${median === null ? '' : ` · median ${formatCount(median)} days`}`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 26, right: 8, bottom: 18, left: 4 }),
      tooltip: axisTooltip(theme, 'band', bars, (bar) =>
        tooltipHtml(theme, `${bar.label} days`, [{ label: 'Leads', value: formatCount(bar.leads) }]),
      ),
      xAxis: placeAxis(
        theme,
        bars.map((bar) => bar.label),
        'days',
      ),
      yAxis: heightAxis(theme, 'leads', formatCount, 1),
      series: [
        {
          id: 'days',
          type: 'bar',
          barCategoryGap: '12%',
          color: theme.accent,
          data: bars.map((bar) => bar.leads),
        },
      ],
    },
    twin: {
      columns: [
        { label: 'Days', kind: 'count' },
        { label: 'Leads', kind: 'count' },
      ],
      rows: [...days].sort((a, b) => a.days - b.days).map((d) => [d.days, d.leads]),
    },
    summary:
      median === null
        ? 'No lead has both an entry date and an appointment date.'
        : `${formatCount(total)} leads have an entry and an appointment date; half of them waited ${formatCount(median)} days or less.`,
    height: 220,
  };
}
