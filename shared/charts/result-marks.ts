import type { EChartsOption } from 'echarts';
import type { ChartPoints } from '../contract/explore';
import type { GridCell } from '../contract/grid';
import { categoryAxis, heightAxis, plotArea, valueAxis } from './axes';
import { categoryColour, type ChartTheme } from './chart-theme';
import { formatDayOfYear, formatIsoDay } from './format';
import { legend } from './parts';
import { figure, nameOf, type ResultChart } from './result-words';

/** What is drawn, with what its marks stand for worked out. */
export interface Drawn {
  readonly chart: ResultChart;
  readonly data: ChartPoints;
  /** What a mark says. */
  readonly measure: string;
  /** How that is written. */
  readonly write: (value: number) => string;
  /** The positions of the points of each series. */
  readonly positions: readonly (readonly number[])[];
  /** Of the series; none where nothing is told apart by colour. */
  readonly names: readonly string[];
  /** Of an axis of names: the place of each point of a chart of bars, and the x of each place. */
  readonly places: { readonly of: readonly number[]; readonly x: readonly GridCell[] };
}

const MOST_LETTERS = 32;

const shortened = (text: string): string =>
  text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;

/** Points from which dots lie over each other. */
const MANY_DOTS = 300;

/** Places from which the line is drawn without its dots. */
const MANY_PLACES = 60;

const axisName = (theme: ChartTheme, name: string, gap: number) => ({
  name,
  nameLocation: 'middle' as const,
  nameGap: gap,
  nameTextStyle: { color: theme.textMuted, fontSize: 11 },
});

/** What adds up is stacked where bars of several series stand at one place; other bars stand beside each other. */
const isStacked = ({ names, data }: Drawn): boolean =>
  names.length > 0 &&
  (data.aggregate === 'sum' || data.aggregate === 'count') &&
  data.points.every(({ y }) => y >= 0);

/** Lying bars, the first place at the top. */
export function barParts(theme: ChartTheme, drawn: Drawn): EChartsOption {
  const { chart, data, positions, names, places, measure, write } = drawn;
  const stacked = isStacked(drawn);
  const isSplit = names.length > 0;
  // Each row has a place of its own: bars of other series leave no gap beside it.
  const isSingle = places.x.length === data.points.length;
  return {
    ...(isSplit ? { legend: legend(theme, names) } : {}),
    grid: plotArea({ top: isSplit ? 32 : 8, right: 64, bottom: 40, left: 8 }),
    xAxis: { ...valueAxis(theme, '', onAxis(drawn), 0), ...axisName(theme, measure, 26) },
    yAxis: {
      ...categoryAxis(
        theme,
        places.x.map((x) => shortened(nameOf(x, chart.x.kind))),
      ),
      axisLabel: { color: theme.text, fontSize: 12, interval: 0 },
      inverse: true,
    },
    series: positions.map((points, index) => ({
      id: String(index),
      name: names[index] ?? measure,
      type: 'bar' as const,
      data: points.map((at) => [data.points[at]?.y ?? 0, places.of[at] ?? 0]),
      encode: { x: 0, y: 1 },
      color: isSplit ? categoryColour(theme, index) : theme.accent,
      barMaxWidth: 18,
      ...(stacked || (isSplit && isSingle) ? { stack: 'all' } : {}),
      ...(isSplit
        ? {}
        : {
            label: {
              show: true,
              position: 'right' as const,
              color: theme.text,
              fontSize: 11,
              formatter: ({ dataIndex }: { dataIndex: number }) =>
                write(data.points[points[dataIndex] ?? -1]?.y ?? 0),
            },
          }),
    })),
  };
}

const NUMBERS: readonly ResultChart['x']['kind'][] = ['count', 'number', 'money', 'share'];

const isoDayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Along an axis money needs no cents: marks are round. */
const onAxis = ({ chart: { y }, write }: Drawn): ((value: number) => string) =>
  y?.kind === 'money' ? figure : write;

/** Days on an axis: without the year where all are of one. */
function dayName(values: readonly GridCell[]): (iso: string) => string {
  const years = new Set(values.map((value) => String(value).slice(0, 4)));
  return years.size > 1 ? formatIsoDay : formatDayOfYear;
}

/** The axis under lines and dots: along numbers and times as far apart as they are, else one place each. */
function acrossAxis(theme: ChartTheme, { chart: { x }, data, places }: Drawn) {
  const axisLabel = { color: theme.textMuted, fontSize: 11, hideOverlap: true };
  if (x.kind === 'date' || x.kind === 'timestamp') {
    const day = dayName(places.x);
    return {
      type: 'time' as const,
      // What stands under the corner of the plot keeps off the lowest number beside it.
      axisLabel: {
        ...axisLabel,
        alignMinLabel: 'left' as const,
        formatter: (time: number) => day(isoDayOf(time)),
      },
      axisLine: { lineStyle: { color: theme.lineStrong } },
      axisTick: { show: false },
      splitLine: { show: false },
    };
  }
  if (NUMBERS.includes(x.kind) && data.points.every((point) => typeof point.x === 'number')) {
    return { ...valueAxis(theme, '', figure, 0), scale: true, splitLine: { show: false } };
  }
  return {
    ...categoryAxis(
      theme,
      places.x.map((value) => shortened(nameOf(value, x.kind))),
    ),
    axisLabel,
  };
}

/** Lines or dots. */
export function placeParts(theme: ChartTheme, drawn: Drawn): EChartsOption {
  const { chart, data, positions, names, places, measure } = drawn;
  const across = acrossAxis(theme, drawn);
  const placeOf = new Map(places.x.map((x, index) => [x, index]));
  const at = (x: GridCell): number | string =>
    across.type === 'category' ? (placeOf.get(x) ?? 0) : typeof x === 'string' ? x : Number(x);
  const isLine = chart.kind === 'line';
  return {
    ...(names.length > 0 ? { legend: legend(theme, names) } : {}),
    grid: plotArea({ top: 48, right: 32, bottom: 48, left: 8 }),
    xAxis: { ...across, ...axisName(theme, chart.x.label, 28) },
    yAxis: heightAxis(theme, measure, onAxis(drawn), 0),
    series: positions.map((points, index) => ({
      id: String(index),
      name: names[index] ?? measure,
      type: isLine ? ('line' as const) : ('scatter' as const),
      data: points.flatMap((point) => {
        const found = data.points[point];
        return found ? [[at(found.x), found.y]] : [];
      }),
      color: categoryColour(theme, index),
      symbol: 'circle',
      symbolSize: isLine ? 5 : 6,
      ...(isLine
        ? { showSymbol: places.x.length <= MANY_PLACES, lineStyle: { width: 2 } }
        : { itemStyle: { opacity: data.points.length > MANY_DOTS ? 0.35 : 0.7 } }),
    })),
  };
}
