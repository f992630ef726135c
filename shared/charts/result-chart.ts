import type { ChartPoints } from '../contract/explore';
import type { GridCell } from '../contract/grid';
import { BAR_ROW } from './axes';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatCount } from './format';
import { baseOption } from './parts';
import { barParts, placeParts, type Drawn } from './result-marks';
import {
  figureOf,
  leftWords,
  measureWithUnit,
  nameOf,
  seriesName,
  subtitleOf,
  titleOf,
  type ResultChart,
} from './result-words';
import { tooltipBase, tooltipHtml } from './tooltip';

/** Bars of a place with a colour each need room beside each other. */
const BAR_OF_SERIES = 9;

/** The positions of the points of each series. */
const bySeries = ({ series, points }: ChartPoints): readonly (readonly number[])[] => {
  const positions: number[][] = series.map(() => []);
  points.forEach(({ series: at }, index) => positions[at]?.push(index));
  return positions;
};

/** Where each point of a chart of bars stands: one place for each x, or for each row where x repeats within a series. */
function placesOf({ points }: ChartPoints): {
  readonly of: readonly number[];
  readonly x: readonly GridCell[];
} {
  const pairs = new Set(points.map(({ x, series }) => JSON.stringify([x, series])));
  if (pairs.size < points.length) {
    return { of: points.map((_, index) => index), x: points.map(({ x }) => x) };
  }
  const known = new Map<GridCell, number>();
  const of = points.map(({ x }) => {
    const place = known.get(x) ?? known.size;
    known.set(x, place);
    return place;
  });
  return { of, x: [...known.keys()] };
}

/** A chart of any two or three columns of a result; its title and its axis say what a mark is of its rows. */
export function resultChart(theme: ChartTheme, chart: ResultChart, data: ChartPoints): ChartSpec {
  const { kind, x, y, series } = chart;
  const { points, aggregate } = data;
  const measure = measureWithUnit(y, aggregate);
  const write = figureOf(y, aggregate);
  const title = titleOf(chart, data);
  const names = data.series.map((one) => seriesName(one, series));
  const positions = bySeries(data);
  const bars = placesOf(data);
  const drawn: Drawn = {
    chart,
    data,
    measure,
    write,
    positions,
    names: series ? names : [],
    places: kind === 'bar' ? bars : { of: [], x: [...new Set(points.map((point) => point.x))] },
  };
  const described = (index: number): string => {
    const point = points[index];
    if (!point) return '';
    return tooltipHtml(theme, nameOf(point.x, x.kind), [
      ...(series ? [{ label: series.label, value: names[point.series] ?? '' }] : []),
      { label: measure, value: write(point.y) },
      ...(aggregate === 'count' && !y ? [] : [{ label: 'Rows', value: formatCount(point.rows) }]),
    ]);
  };
  const rowOf = (seriesId: string, dataIndex: number): number | null =>
    positions[Number(seriesId)]?.[dataIndex] ?? null;
  return {
    title,
    subtitle: subtitleOf(chart, data),
    option: {
      ...baseOption(theme),
      tooltip: {
        ...tooltipBase(theme),
        trigger: 'item',
        formatter: (params: unknown) => {
          const mark = params as { readonly seriesId?: string; readonly dataIndex?: number };
          return described(rowOf(mark.seriesId ?? '', mark.dataIndex ?? -1) ?? -1);
        },
      },
      ...(kind === 'bar' ? barParts(theme, drawn) : placeParts(theme, drawn)),
    },
    twin: {
      columns: [
        { label: x.label, kind: 'text' },
        ...(series ? [{ label: series.label, kind: 'text' as const }] : []),
        { label: measure, kind: 'number' },
        ...(y ? [{ label: 'Rows', kind: 'count' as const }] : []),
      ],
      rows: points.map((point) => [
        nameOf(point.x, x.kind),
        ...(series ? [names[point.series] ?? ''] : []),
        write(point.y),
        ...(y ? [point.rows] : []),
      ]),
    },
    summary: summaryOf(chart, data, title),
    height: kind === 'bar' ? barHeight(drawn) : 360,
    rowOf: ({ seriesId, dataIndex }) => rowOf(seriesId, dataIndex),
  };
}

function barHeight({ places, names, data }: Drawn): number {
  const isBeside = names.length > 1 && data.aggregate !== 'sum' && data.aggregate !== 'count';
  const row =
    isBeside && places.x.length < data.points.length
      ? Math.max(BAR_ROW, names.length * BAR_OF_SERIES + 8)
      : BAR_ROW;
  return Math.max(96, places.x.length * row + (names.length > 0 ? 84 : 56));
}

function summaryOf(chart: ResultChart, data: ChartPoints, title: string): string {
  const { points } = data;
  if (points.length === 0) return `${title}: nothing to draw.`;
  const greatest = points.reduce((best, point) => (point.y > best.y ? point : best));
  const name = nameOf(greatest.x, chart.x.kind);
  const series = data.series[greatest.series];
  const within = chart.series && series ? `, ${seriesName(series, chart.series)}` : '';
  const left = leftWords(chart, data);
  return `${title}. Greatest: ${name}${within} with ${figureOf(chart.y, data.aggregate)(greatest.y)}.${left === '' ? '' : ` Shown: ${left}.`}`;
}
