import type { LineSeriesOption } from 'echarts';
import type { PeriodRow, RevenueView } from '../contract/revenue';
import type { ChartSpec } from './chart-spec';
import { categoryColour, type ChartTheme } from './chart-theme';
import { formatCount, formatIsoDay, formatRatio, formatWholeMoney } from './format';
import { MODEL_NAMES } from '../domain/words/revenue-words';
import { heightAxis, placeAxis, plotArea } from './axes';
import { baseOption } from './parts';
import { axisTooltip, tooltipHtml } from './tooltip';
import { withoutGaps, type PeriodStep } from './periods';

const SERIES = [
  { key: 'invoiced', name: 'Invoiced', category: 3, dashed: true },
  { key: 'attributed', name: 'Attributed', category: 0, dashed: false },
  { key: 'spend', name: 'Spend', category: 1, dashed: false },
] as const satisfies readonly { key: keyof PeriodRow; name: string; category: number; dashed: boolean }[];

/** The periods that the chart draws, in order: for whoever wants to know which one was clicked. */
export const drawnPeriods = (view: RevenueView, step: PeriodStep): readonly PeriodRow[] =>
  withoutGaps(step === 'day' ? view.days : view.weeks, step);

/** What was invoiced, what the model credits to campaigns, and what was spent, by day or week. */
export function revenueTimeChart(
  theme: ChartTheme,
  view: RevenueView,
  step: PeriodStep,
  height: number,
): ChartSpec {
  const { currency } = view.summary;
  const periods = drawnPeriods(view, step);
  const named = (period: PeriodRow): string =>
    step === 'week' ? `Week of ${formatIsoDay(period.from)}` : formatIsoDay(period.from);
  // Without an ads export a line at 0 would say that nothing was spent; it is only not known.
  const drawn = SERIES.filter(({ key }) => key !== 'spend' || view.summary.spend.length > 0);
  const apart = labelOffsets(
    drawn.map((series) => periods.at(-1)?.[series.key] ?? 0),
    Math.max(...periods.flatMap((period) => SERIES.map((series) => period[series.key])), 1),
    height - 60,
  );
  const lines = drawn.map((series, index): LineSeriesOption => ({
    id: series.key,
    name: series.name,
    type: 'line',
    data: periods.map((period) => period[series.key]),
    color: categoryColour(theme, series.category),
    lineStyle: { width: series.dashed ? 1.5 : 2, type: series.dashed ? 'dashed' : 'solid' },
    symbol: 'circle',
    symbolSize: 4,
    showSymbol: periods.length <= 40,
    z: series.dashed ? 2 : 3,
    endLabel: {
      show: true,
      formatter: series.name,
      color: theme.text,
      fontSize: 12,
      distance: 8,
      offset: [0, apart[index] ?? 0],
    },
  }));
  const sum = (key: 'invoiced' | 'spend'): number => periods.reduce((total, p) => total + p[key], 0);
  return {
    title: 'Revenue and spend over time',
    subtitle: `${MODEL_NAMES[view.model]} · by ${step} of the invoice and of the spend, ${currency}${undatedWords(view)}`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 26, right: 84, bottom: 4, left: 4 }),
      tooltip: axisTooltip(theme, 'line', periods, (period) =>
        tooltipHtml(theme, named(period), [
          ...drawn.map((s) => ({ label: s.name, value: formatWholeMoney(period[s.key]) })),
          { label: 'ROAS', value: formatRatio(period.roas) },
          { label: 'Invoices', value: formatCount(period.invoices) },
        ]),
      ),
      xAxis: placeAxis(
        theme,
        periods.map((p) => formatIsoDay(p.from)),
      ),
      yAxis: heightAxis(theme, currency, formatWholeMoney, 1),
      series: lines,
    },
    twin: {
      columns: [
        { label: step === 'week' ? 'Week of' : 'Day', kind: 'date' },
        { label: 'Invoices', kind: 'count' },
        ...drawn.map((s) => ({ label: `${s.name}, ${currency}`, kind: 'money' as const })),
        { label: 'ROAS', kind: 'number' },
      ],
      rows: periods.map((p) => [p.from, p.invoices, ...drawn.map((s) => p[s.key]), p.roas]),
    },
    summary:
      periods.length === 0
        ? 'No invoice and no spend has a date.'
        : `${formatCount(periods.length)} ${step}s with ${formatWholeMoney(sum('invoiced'))} ${currency} invoiced and ${formatWholeMoney(sum('spend'))} spent.`,
    height,
  };
}

/** Pixels between the middles of two labels that can both be read. */
const LABEL_GAP = 15;

/**
 * How far the labels at the ends of lines must move, in pixels downwards, so that none hides another.
 * @param ends last value of each line
 * @param most value at the top of the plot
 */
export function labelOffsets(ends: readonly number[], most: number, plotHeight: number): readonly number[] {
  const placed = ends
    .map((value, index) => ({ index, at: (1 - value / most) * plotHeight }))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  const offsets = ends.map(() => 0);
  let free = -Infinity;
  for (const { index, at } of placed) {
    const y = Math.max(at, free);
    offsets[index] = y - at;
    free = y + LABEL_GAP;
  }
  return offsets;
}

/** What is in no period, since it has no date. */
function undatedWords({ undated }: RevenueView): string {
  const parts = [
    undated.invoices > 0
      ? `${formatCount(undated.invoices)} invoices (${formatWholeMoney(undated.invoiced)})`
      : null,
    undated.spend !== 0 ? `spend of ${formatWholeMoney(undated.spend)}` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '' : ` · without a date and not drawn: ${parts.join(', ')}`;
}
