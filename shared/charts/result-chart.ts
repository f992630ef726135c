import type { ChartKind, ChartPoints } from '../contract/explore';
import type { ColumnKind, GridCell } from '../contract/grid';
import type { ChartSpec } from './chart-spec';
import { categoryColour, type ChartTheme } from './chart-theme';
import { formatCell, formatCount, formatNumber, shortenHash } from './format';
import { BAR_ROW, categoryAxis, plotArea, valueAxis } from './axes';
import { baseOption } from './parts';
import { hoveredIndex, tooltipBase, tooltipHtml } from './tooltip';

/** What a reader chose to draw of a table. */
export interface ResultChart {
  readonly kind: ChartKind;
  readonly x: { readonly label: string; readonly kind: ColumnKind };
  /** null: rows are counted. */
  readonly y: { readonly label: string } | null;
}

const NUMBERS: readonly ColumnKind[] = ['count', 'number', 'money', 'share'];
const MOST_LETTERS = 32;

const named = (value: GridCell, kind: ColumnKind): string => {
  if (value === null) return '(empty)';
  const text = kind === 'hash' && typeof value === 'string' ? shortenHash(value) : formatCell(value, kind);
  return text === '' ? '(no text)' : text;
};

const shortened = (text: string): string =>
  text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;

/** What the picture leaves out, in words; empty where it shows all. */
function leftWords({ kind, y }: ResultChart, { points, left }: ChartPoints): string {
  if (left.points === 0) return '';
  const all = points.length + left.points;
  switch (kind) {
    case 'bar':
      return `the greatest ${formatCount(points.length)} of ${formatCount(all)}; the rest ${y ? 'adds up to' : 'has'} ${formatNumber(left.y)}${y ? '' : ' rows'}`;
    case 'line':
      return `${formatCount(points.length)} of ${formatCount(all)} places, evenly chosen`;
    case 'scatter':
      return `${formatCount(points.length)} of ${formatCount(all)} rows, evenly chosen`;
  }
}

/** A chart of any two columns of a result. */
export function resultChart(theme: ChartTheme, chart: ResultChart, data: ChartPoints): ChartSpec {
  const { kind, x, y } = chart;
  const measure = y ? y.label : 'Rows';
  const title = kind === 'scatter' ? `${measure} against ${x.label}` : `${measure} by ${x.label}`;
  const left = leftWords(chart, data);
  const parts = [`${formatCount(data.rows)} ${data.rows === 1 ? 'row' : 'rows'}`];
  if (kind !== 'scatter' && y) parts.push('summed');
  if (left !== '') parts.push(left);
  const names = data.points.map((point) => named(point.x, x.kind));
  return {
    title,
    subtitle: parts.join(' · '),
    option: {
      ...baseOption(theme),
      tooltip: {
        ...tooltipBase(theme),
        trigger: kind === 'scatter' ? 'item' : 'axis',
        axisPointer: { type: kind === 'line' ? 'line' : 'shadow' },
        formatter: (params: unknown) => {
          const index = hoveredIndex(params);
          const point = index === null ? undefined : data.points[index];
          if (index === null || !point) return '';
          return tooltipHtml(theme, names[index] ?? '', [{ label: measure, value: formatNumber(point.y) }]);
        },
      },
      ...(kind === 'bar' ? bars(theme, names, data, measure) : places(theme, chart, names, data, measure)),
    },
    twin: {
      columns: [
        { label: x.label, kind: 'text' },
        { label: measure, kind: 'number' },
      ],
      rows: data.points.map((point, index) => [names[index] ?? '', point.y]),
    },
    summary: summaryOf(title, names, data, left),
    height: kind === 'bar' ? Math.max(96, data.points.length * BAR_ROW + 48) : 360,
  };
}

function summaryOf(title: string, names: readonly string[], { points }: ChartPoints, left: string): string {
  if (points.length === 0) return `${title}: nothing to draw.`;
  const greatest = points.reduce(
    (best, point, index) => (point.y > (points[best]?.y ?? 0) ? index : best),
    0,
  );
  const shown = left === '' ? '' : ` Shown: ${left}.`;
  return `${title}. Greatest: ${names[greatest] ?? ''} with ${formatNumber(points[greatest]?.y ?? 0)}.${shown}`;
}

function bars(theme: ChartTheme, names: readonly string[], { points }: ChartPoints, measure: string) {
  return {
    grid: plotArea({ top: 8, right: 64, bottom: 32, left: 8 }),
    xAxis: {
      ...valueAxis(theme, '', formatNumber),
      name: measure,
      nameLocation: 'middle' as const,
      nameGap: 22,
    },
    yAxis: { ...categoryAxis(theme, names.map(shortened)), inverse: true },
    series: [
      {
        type: 'bar' as const,
        data: points.map((point) => point.y),
        color: theme.accent,
        barMaxWidth: 18,
        label: {
          show: true,
          position: 'right' as const,
          color: theme.text,
          fontSize: 11,
          formatter: ({ value }: { value?: unknown }) => formatNumber(Number(value)),
        },
      },
    ],
  };
}

/** A line or dots: along numbers and times as far apart as they are, else one place each. */
function places(
  theme: ChartTheme,
  { kind, x }: ResultChart,
  names: readonly string[],
  { points }: ChartPoints,
  measure: string,
) {
  const isTime = x.kind === 'date' || x.kind === 'timestamp';
  const isNumber = NUMBERS.includes(x.kind) && points.every((point) => typeof point.x === 'number');
  const across = isTime
    ? {
        type: 'time' as const,
        axisLabel: { color: theme.textMuted, fontSize: 11, hideOverlap: true },
        axisLine: { lineStyle: { color: theme.lineStrong } },
        axisTick: { show: false },
        splitLine: { show: false },
      }
    : isNumber
      ? { ...valueAxis(theme, '', formatNumber), scale: true, splitLine: { show: false } }
      : categoryAxis(theme, names.map(shortened));
  const isPlaced = isTime || isNumber;
  return {
    grid: plotArea({ top: 32, right: 32, bottom: 40, left: 8 }),
    xAxis: {
      ...across,
      name: x.label,
      nameLocation: 'middle' as const,
      nameGap: 28,
      nameTextStyle: { color: theme.textMuted, fontSize: 11 },
    },
    yAxis: valueAxis(theme, measure, formatNumber),
    series: [
      {
        type: kind === 'line' ? ('line' as const) : ('scatter' as const),
        data: points.map((point) => (isPlaced ? [point.x, point.y] : point.y)) as (
          number | (string | number)[]
        )[],
        color: categoryColour(theme, 0),
        symbol: 'circle',
        symbolSize: kind === 'line' ? 5 : 6,
        ...(kind === 'line'
          ? { showSymbol: points.length <= 60, lineStyle: { width: 2 } }
          : { itemStyle: { opacity: points.length > 300 ? 0.35 : 0.7 } }),
      },
    ],
  };
}
