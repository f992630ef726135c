import type { CustomSeriesOption } from 'echarts';
import type { ComparedCount, CompareView } from '../contract/compare';
import { METRICS } from '../domain/metrics';
import type { Rate } from '../domain/rate';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatChange, formatCount, formatRate, formatShare } from './format';
import { barNames, barNumbers, plotArea, shareAxis, valueAxis } from './axes';
import { baseOption } from './parts';
import { hoveredIndex, tooltipBase, tooltipHtml } from './tooltip';

/** What the two sides are called. */
export interface SideNames {
  readonly a: string;
  readonly b: string;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const ROW = 46;
const BAR = 13;

/** The change of a count in percent of what it was: `+12.5 %`; empty where there was nothing. */
export function relativeChange(a: number, b: number): string {
  if (a === 0 || a === b) return '';
  const share = (b - a) / a;
  return `${share > 0 ? '+' : '−'}${formatShare(Math.abs(share))}`;
}

/** Percentage points with their sign and interval: `+1.2 points (−0.4–2.8)`; empty where there is no difference to state. */
export function differenceWords({ value, low, high }: Rate): string {
  if (value === null || low === null || high === null) return '';
  const points = (x: number): string => `${x < 0 ? '−' : ''}${formatShare(Math.abs(x)).replace(' %', '')}`;
  return `${value > 0 ? '+' : ''}${points(value)} points (${points(low)} to ${points(high)})`;
}

/** Both sides of each step, one bar under the other: counts where both are about the same leads, else shares. */
export function compareChart(
  theme: ChartTheme,
  view: CompareView,
  names: SideNames,
  setting: string,
): ChartSpec {
  const asShare = view.sides.kind === 'periods';
  const counts = view.counts.filter(({ step }) => !asShare || step !== 'delivered');
  const delivered = view.counts.find(({ step }) => step === 'delivered');
  const bars = counts.flatMap((count, row) =>
    (['a', 'b'] as const).map((side) => barOf(count, row, side, asShare)),
  );
  const pair = (count: ComparedCount): string =>
    asShare
      ? `{before|${formatShare(count.rates?.a.value ?? null)}}{value|${formatShare(count.rates?.b.value ?? null)}}{change|${count.difference ? differenceWords(count.difference).replace(/ points.*/, '') : ''}}`
      : `{before|${formatCount(count.a)}}{value|${formatCount(count.b)}}{change|${formatChange(count.b - count.a)}}{relative|${relativeChange(count.a, count.b)}}`;
  return {
    title: capital(`${names.b} against ${names.a}`),
    subtitle: `${setting} · ${
      asShare
        ? `share of the delivered leads of each period (${formatCount(delivered?.a ?? 0)} and ${formatCount(delivered?.b ?? 0)}) · change in points`
        : 'delivered leads'
    } · whiskers: 95 % interval · upper bar: ${names.a}`,
    option: {
      ...baseOption(theme),
      grid: plotArea({ top: 4, right: 4, bottom: 20, left: 4 }),
      tooltip: {
        ...tooltipBase(theme),
        trigger: 'item',
        formatter: (params: unknown) => {
          const bar = bars[hoveredIndex(params) ?? -1];
          const count = bar && counts[bar.row];
          if (!bar || !count) return '';
          return tooltipHtml(theme, `${METRICS[count.step].name}, ${names[bar.side]}`, [
            { label: 'Leads', value: formatCount(count[bar.side]) },
            ...(count.rates ? [{ label: 'Of delivered', value: formatRate(count.rates[bar.side]) }] : []),
            ...(count.difference ? [{ label: 'Difference', value: differenceWords(count.difference) }] : []),
            ...(asShare || count.gained === null || count.lost === null
              ? []
              : [
                  { label: 'Gained', value: formatCount(count.gained) },
                  { label: 'Lost', value: formatCount(count.lost) },
                ]),
          ]);
        },
      },
      xAxis: asShare
        ? shareAxis(
            theme,
            bars.map(({ length, whisker }) => whisker?.high ?? length),
          )
        : valueAxis(theme, '', formatCount, 1),
      yAxis: [
        barNames(
          theme,
          counts.map(({ step }) => METRICS[step].name),
        ),
        barNumbers(theme, counts.map(pair), {
          before: { width: 52, color: theme.textMuted },
          value: { width: 60, color: theme.text, fontWeight: 600 },
          change: { width: 56, color: theme.text },
          relative: { width: 64, color: theme.textMuted },
        }),
      ],
      series: [pairSeries(theme, bars)],
    },
    twin: {
      columns: [
        { label: 'Step', kind: 'text' },
        { label: 'Side', kind: 'text' },
        { label: 'Leads', kind: 'count' },
        { label: 'Of delivered', kind: 'share' },
        { label: 'Low', kind: 'share' },
        { label: 'High', kind: 'share' },
      ],
      rows: bars.map(({ row, side }) => {
        const count = counts[row];
        const rate = count?.rates?.[side];
        return [
          count ? METRICS[count.step].name : '',
          names[side],
          count?.[side] ?? 0,
          rate?.value ?? null,
          rate?.low ?? null,
          rate?.high ?? null,
        ];
      }),
    },
    summary: `${capital(names.b)} against ${names.a}. ${counts
      .map((count) => `${METRICS[count.step].name}: ${formatCount(count.a)} and ${formatCount(count.b)}`)
      .join('; ')}.`,
    height: counts.length * ROW + 30,
    rowOf: ({ dataIndex }) => (dataIndex < bars.length ? dataIndex : null),
  };
}

/** Which step and side a row of the table twin is. */
export function comparedBar(
  view: CompareView,
  index: number,
): { readonly step: ComparedCount['step']; readonly side: 'a' | 'b' } | null {
  const counts = view.counts.filter(({ step }) => view.sides.kind !== 'periods' || step !== 'delivered');
  const count = counts[Math.floor(index / 2)];
  return count ? { step: count.step, side: index % 2 === 0 ? 'a' : 'b' } : null;
}

interface Bar {
  readonly row: number;
  readonly side: 'a' | 'b';
  readonly length: number;
  readonly whisker: { readonly low: number; readonly high: number } | null;
}

function barOf(count: ComparedCount, row: number, side: 'a' | 'b', asShare: boolean): Bar {
  const rate = count.rates?.[side] ?? null;
  const value = rate?.value ?? 0;
  const length = asShare ? value : count[side];
  // Leads to a share of 1: the whiskers of counts are those of their shares.
  const scale = asShare ? 1 : value === 0 ? null : count[side] / value;
  const whisker =
    rate === null || rate.low === null || rate.high === null || scale === null
      ? null
      : { low: rate.low * scale, high: rate.high * scale };
  return { row, side, length, whisker };
}

function pairSeries(theme: ChartTheme, bars: readonly Bar[]): CustomSeriesOption {
  return {
    id: 'pairs',
    type: 'custom',
    encode: { x: [1, 2], y: 0 },
    data: bars.map(({ row, length, whisker }) => [row, length, whisker?.high ?? length]),
    renderItem: (params, api) => {
      const bar = bars[params.dataIndex];
      if (!bar) return { type: 'group', children: [] };
      const at = (value: number): number => api.coord([value, bar.row])[0] ?? 0;
      const middle = api.coord([0, bar.row])[1] ?? 0;
      const y = bar.side === 'a' ? middle - BAR - 1 : middle + 1;
      const from = at(0);
      const style = { stroke: theme.text, lineWidth: 1.25, opacity: 0.75 };
      const line = (x1: number, y1: number, x2: number, y2: number) => ({
        type: 'line' as const,
        silent: true,
        shape: { x1, y1, x2, y2 },
        style,
      });
      const centre = y + BAR / 2;
      const [low, high] = bar.whisker ? [at(bar.whisker.low), at(bar.whisker.high)] : [0, 0];
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            // Short bars can be hit too.
            shape: { x: from, y, width: Math.max(at(bar.length) - from, 2), height: BAR },
            style: { fill: bar.side === 'a' ? theme.neutral : theme.accent },
          },
          ...(bar.whisker
            ? [
                line(low, centre, high, centre),
                line(low, centre - 3, low, centre + 3),
                line(high, centre - 3, high, centre + 3),
              ]
            : []),
        ],
      };
    },
  };
}
