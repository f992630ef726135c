import type { EChartsOption } from 'echarts';
import type { Rate } from '../domain/rate';
import type { ChartTheme } from './chart-theme';
import { formatCount, formatInterval, formatShare } from './format';
import { BAR_ROW, barNames, barNumbers, plotArea, shareAxis, valueAxis } from './axes';
import { baseOption, type Whisker, whiskerSeries } from './parts';
import { axisTooltip, tooltipHtml, type TooltipLine } from './tooltip';

export interface RatedBar {
  readonly label: string;
  /** Length of the bar, in the unit of the axis. */
  readonly length: number;
  /** Ends of the whisker in the same unit; null for none. */
  readonly whisker: { readonly low: number; readonly high: number } | null;
  readonly count: number;
  readonly rate: Rate | null;
  readonly colour: string;
  readonly tooltip: readonly TooltipLine[];
}

/** Along a counted axis lie leads or the like; along one of shares the bars are parts of a whole. */
export type RatedBarsAxis = { readonly counts: string } | 'shares';

/** Height in pixels of a chart of `bars` rows. */
export const ratedBarsHeight = (bars: number): number => bars * BAR_ROW + 44;

/**
 * Horizontal bars with a whisker each, names at the left and the exact numbers, aligned, at the right:
 * count, rate and its interval in grey.
 * @param nameWidth of the longest name, pixels
 */
export function ratedBars(
  theme: ChartTheme,
  bars: readonly RatedBar[],
  axis: RatedBarsAxis,
  nameWidth?: number,
): EChartsOption {
  const whiskers: Whisker[] = bars.flatMap((bar, index) => (bar.whisker ? [{ index, ...bar.whisker }] : []));
  const withIntervals = bars.some((bar) => bar.rate !== null && formatInterval(bar.rate) !== '');
  const numbers = bars.map((bar) => {
    const rate = bar.rate ? `{rate|${formatShare(bar.rate.value)}}` : '{rate| }';
    const interval = withIntervals ? `{interval|${(bar.rate && formatInterval(bar.rate)) || ' '}}` : '';
    return `{count|${formatCount(bar.count)}}${rate}${interval}`;
  });
  return {
    ...baseOption(theme),
    grid: plotArea({ top: 4, right: 4, bottom: 20, left: 4 }),
    tooltip: axisTooltip(theme, 'band', bars, (bar) => tooltipHtml(theme, bar.label, bar.tooltip)),
    xAxis: {
      ...(axis === 'shares'
        ? shareAxis(
            theme,
            bars.map(({ length, whisker }) => whisker?.high ?? length),
          )
        : valueAxis(theme, axis.counts, formatCount, 1)),
      nameLocation: 'end',
      nameGap: -2,
      nameTextStyle: {
        color: theme.textMuted,
        fontSize: 11,
        align: 'right',
        verticalAlign: 'top',
        padding: [8, 0, 0, 0],
      },
    },
    yAxis: [
      barNames(
        theme,
        bars.map((bar) => bar.label),
        nameWidth,
      ),
      barNumbers(theme, numbers, {
        count: { width: 46, color: theme.text, fontWeight: 600 },
        rate: { width: 56, color: theme.text },
        interval: { width: 72, color: theme.textMuted },
      }),
    ],
    series: [
      {
        id: 'bars',
        type: 'bar',
        barWidth: 14,
        data: bars.map((bar) => ({
          value: bar.length,
          itemStyle: { color: bar.colour, borderRadius: [0, 2, 2, 0] },
        })),
      },
      whiskerSeries(theme, whiskers, 'x'),
    ],
  };
}
