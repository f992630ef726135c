import type { SeriesOption } from 'echarts';
import type { RateTrendsView, TrendPeriod, TrendSeries } from '../contract/rate-trends';
import { conversionName, type Conversion } from '../domain/conversions';
import { METRICS } from '../domain/metrics';
import { wilson, type Rate } from '../domain/rate';
import type { Verdict } from '../domain/trend-verdict';
import { VERDICT_WORDS } from '../domain/words/trend-words';
import { placeAxis, plotArea, shareAxis } from './axes';
import { SMALL_COUNT } from './breakdown-rates';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatCount, formatDayOfYear, formatIsoDay, formatRate, formatShare } from './format';
import { baseOption, hatchSeries, whiskerSeries, type HatchedStretch } from './parts';
import { axisTooltip, tooltipHtml } from './tooltip';

/** What one panel shows. */
export interface TrendPanel {
  readonly title: string;
  readonly series: TrendSeries;
  /** Null: not judged. */
  readonly verdict: Verdict | null;
}

/** What all panels of a picture share. */
export interface TrendScale {
  readonly periods: readonly TrendPeriod[];
  readonly conversion: Conversion;
  /** The highest share that is drawn, 0 … 1: the same in every panel. */
  readonly most: number;
  /** The share of all leads over the judged periods, drawn as a line to compare with; null: none. */
  readonly overall: number | null;
}

const rateOf = ({ hits, total }: { readonly hits: number; readonly total: number }): Rate =>
  wilson(hits, total);

/** "5 Jan 2026" of a week, "Jan 2026" of a month. */
export const periodName = ({ key }: Pick<TrendPeriod, 'key'>): string =>
  key.length > 7 ? `Week of ${formatIsoDay(key)}` : formatIsoDay(key);

/** Under an axis: days of weeks, and in a line of its own their year, where not all are of one: panels are narrow. */
export function shortNames(periods: readonly TrendPeriod[]): readonly string[] {
  const isOneYear = new Set(periods.map(({ key }) => key.slice(0, 4))).size === 1;
  return periods.map(({ key }) => {
    if (key.length <= 7) return formatIsoDay(key);
    return isOneYear ? formatDayOfYear(key) : `${formatDayOfYear(key)}\n${key.slice(0, 4)}`;
  });
}

/** The axis of periods of a panel. */
export function periodAxis(theme: ChartTheme, periods: readonly TrendPeriod[]) {
  const axis = placeAxis(theme, shortNames(periods));
  return { ...axis, axisLabel: { ...axis.axisLabel, lineHeight: 15 } };
}

/** Of points of fewer than this the interval does not widen the scale. */
const WIDENING = 30;

/**
 * The highest share that a scale for some panels needs: of points that rest on ten or more and intervals of thirty or more,
 * or of all points where there are none. What lies above it is drawn at its end.
 */
export function trendMost(all: readonly TrendSeries[]): number {
  const cells = all.flatMap((series) => series.cells.filter(({ total }) => total > 0));
  const sound = cells.filter(({ total }) => total >= SMALL_COUNT);
  const ends = (sound.length > 0 ? sound : cells).map((cell) => {
    const { value, high } = rateOf(cell);
    return (cell.total >= WIDENING ? high : value) ?? 0;
  });
  const highest = Math.max(0.05, ...ends);
  // Half of it is a mark of the axis too, and says whole percents.
  const step = highest > 0.2 ? 0.1 : 0.02;
  return Math.min(1, Math.ceil(highest / step - 1e-9) * step);
}

/** The scale of all that a view holds. */
export const trendScale = (view: RateTrendsView, conversion: Conversion): TrendScale => ({
  periods: view.periods,
  conversion,
  most: trendMost([view.all, ...view.segments, ...(view.others ? [view.others] : [])]),
  overall: rateOf(view.all.all).value,
});

const hatched = (periods: readonly TrendPeriod[]): readonly HatchedStretch[] => {
  const stretches: HatchedStretch[] = [];
  for (const [at, { state }] of periods.entries()) {
    if (state === 'judged') continue;
    const last = stretches.at(-1);
    if (last?.to === at - 1) stretches[stretches.length - 1] = { from: last.from, to: at };
    else stretches.push({ from: at, to: at });
  }
  return stretches;
};

/** Of the height of a panel, by which points keep off its edges: on them the pointer would find nothing. */
const EDGE = 0.02;

const within = (value: number, most: number): number =>
  Math.min(Math.max(value, most * EDGE), most * (1 - EDGE));

/** The marks of one panel on the axes of its number. */
export function panelSeries(
  theme: ChartTheme,
  { series, verdict }: TrendPanel,
  { periods, most, overall }: TrendScale,
  axis: number,
): SeriesOption[] {
  const on = { xAxisIndex: axis, yAxisIndex: axis };
  const rates = series.cells.map(rateOf);
  const isJudged = (at: number): boolean => periods[at]?.state === 'judged';
  const isSmall = (at: number): boolean => (series.cells[at]?.total ?? 0) < SMALL_COUNT;
  const line = (id: string, data: (number | null)[], style: object): SeriesOption => ({
    id: `${id} ${String(axis)}`,
    type: 'line',
    ...on,
    silent: true,
    symbol: 'none',
    data,
    lineStyle: style,
    z: 2,
  });
  const { trend } = series;
  const isSaid = verdict === 'better' || verdict === 'worse';
  return [
    { ...hatchSeries(theme, hatched(periods)), ...on, id: `hatching ${String(axis)}` },
    ...(overall === null
      ? []
      : [
          line(
            'overall',
            periods.map(() => overall),
            { color: theme.lineStrong, width: 1, type: 'solid' },
          ),
        ]),
    ...(trend && isSaid
      ? [
          line(
            'trend',
            periods.map((_, at) =>
              isJudged(at) ? Math.min(most, Math.max(0, trend.intercept + trend.slope * at)) : null,
            ),
            { color: theme.text, width: 1.5, type: 'dashed' },
          ),
        ]
      : []),
    {
      ...whiskerSeries(
        theme,
        rates.flatMap(({ low, high }, index) =>
          low === null || high === null || isSmall(index) ? [] : [{ index, low, high: Math.min(high, most) }],
        ),
        'y',
        'quiet',
      ),
      ...on,
      id: `whiskers ${String(axis)}`,
      clip: true,
      z: 3,
    },
    {
      id: `rates ${String(axis)}`,
      type: 'line',
      ...on,
      z: 6,
      clip: false,
      connectNulls: false,
      lineStyle: { color: theme.accent, width: 1.5 },
      data: rates.map(({ value }, at) => ({
        value: value === null ? null : within(value, most),
        symbol: value !== null && value > most ? 'triangle' : 'circle',
        symbolSize: isSmall(at) ? 4 : 5,
        itemStyle:
          isSmall(at) || !isJudged(at)
            ? { color: theme.surface, borderColor: theme.neutral, borderWidth: 1 }
            : { color: theme.accent },
      })),
      showSymbol: true,
      showAllSymbol: true,
    },
  ];
}

/** Axis of shares up to the common end, with few lines: panels are small. */
export const panelHeight = (theme: ChartTheme, { most }: TrendScale) => ({
  ...shareAxis(theme, []),
  min: 0,
  max: most,
  interval: most / 2,
  axisLabel: {
    ...shareAxis(theme, []).axisLabel,
    formatter: (value: number) => `${formatCount(Math.round(value * 100))} %`,
  },
});

/** What is said of a panel: nothing of several values together, since what they are made of may change. */
export const panelVerdict = ({ verdict }: Pick<TrendPanel, 'verdict'>): string =>
  verdict === null ? 'Not judged: several values together' : VERDICT_WORDS[verdict].full;

/** The column of the period in a table twin. */
export const TWIN_HEAD = [{ label: 'Period', kind: 'text' as const }];

const STATE_WORDS: { readonly [S in TrendPeriod['state']]: string } = {
  judged: 'judged',
  young: 'too young to judge',
  dead: 'a column is dead',
};

/** The columns of the numbers of a period. */
export const countColumns = ({ of, per }: Conversion) => [
  { label: METRICS[per].name, kind: 'count' as const },
  { label: METRICS[of].name, kind: 'count' as const },
  { label: 'Rate', kind: 'share' as const },
  { label: '95 % from', kind: 'share' as const },
  { label: '95 % to', kind: 'share' as const },
  { label: 'State', kind: 'text' as const },
];

/** The periods of a panel, row by row. */
export const twinRows = ({ series }: TrendPanel, { periods }: TrendScale) =>
  periods.map((period, at) => {
    const cell = series.cells[at] ?? { hits: 0, total: 0 };
    const { value, low, high } = rateOf(cell);
    return [periodName(period), cell.total, cell.hits, value, low, high, STATE_WORDS[period.state]];
  });

const hatchWords = (periods: readonly TrendPeriod[]): string => {
  const young = periods.some(({ state }) => state === 'young');
  const reasons = [...new Set(periods.flatMap(({ state, reason }) => (state === 'dead' ? [reason] : [])))];
  const said = [...(young ? ['too young to judge'] : []), ...reasons];
  return said.length === 0 ? '' : ` · hatched: ${said.join('; ')}`;
};

/** What the marks of panels mean, for the line under a heading. */
export const panelWords = ({ periods, overall }: TrendScale): string =>
  `one scale · bars: 95 % (Wilson) · hollow: fewer than ${String(SMALL_COUNT)}${overall === null ? '' : ` · grey line: all leads, ${formatShare(overall)}`}${hatchWords(periods)}`;

/** One rate of some leads over time: points with their Wilson interval, on the scale that all panels share. */
export function trendPanelChart(
  theme: ChartTheme,
  panel: TrendPanel,
  scale: TrendScale,
  height = 128,
): ChartSpec {
  const { periods, conversion } = scale;
  const { series } = panel;
  const { of, per } = conversion;
  return {
    title: panel.title,
    subtitle: `${formatCount(series.leads)} leads`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 8, right: 10, bottom: 6, left: 2 }),
      tooltip: axisTooltip(theme, 'line', periods, (period, at) => {
        const cell = series.cells[at] ?? { hits: 0, total: 0 };
        return tooltipHtml(theme, `${panel.title} · ${periodName(period)}`, [
          { label: conversionName(conversion), value: cell.total === 0 ? '–' : formatRate(rateOf(cell)) },
          { label: METRICS[per].name, value: formatCount(cell.total) },
          { label: METRICS[of].name, value: formatCount(cell.hits) },
          ...(period.state === 'judged' ? [] : [{ label: 'Not judged', value: period.reason }]),
        ]);
      }),
      xAxis: periodAxis(theme, periods),
      yAxis: panelHeight(theme, scale),
      series: panelSeries(theme, panel, scale, 0),
    },
    twin: { columns: [...TWIN_HEAD, ...countColumns(conversion)], rows: twinRows(panel, scale) },
    summary: `${conversionName(conversion)}, ${panel.title}: ${panelVerdict(panel).toLowerCase()}; ${formatRate(rateOf(series.older))} in the older half of the periods, ${formatRate(rateOf(series.newer))} in the newer.`,
    height,
  };
}
