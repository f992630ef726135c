import type { Aggregate, ChartKind, ChartPoints, ChartSeries, ChartSort } from '../contract/explore';
import type { ColumnKind, GridCell, GridColumn } from '../contract/grid';
import { moneyUnitOf } from '../domain/column-unit';
import {
  formatCell,
  formatCount,
  formatCountOf,
  formatFigures,
  formatMoney,
  formatNumber,
  formatShare,
  shortenHash,
} from './format';

/** A column whose values are drawn or added up. */
export interface Measured {
  readonly label: string;
  readonly kind?: ColumnKind;
  /** What its amounts are in, such as `USD`; null or absent where it is none, or each has its own. */
  readonly unit?: string | null;
}

/** What a reader chose to draw of a table. */
export interface ResultChart {
  readonly kind: ChartKind;
  readonly x: { readonly label: string; readonly kind: ColumnKind };
  /** null: rows are counted. */
  readonly y: Measured | null;
  /** null: no column is told apart by colour. */
  readonly series: { readonly label: string; readonly kind: ColumnKind } | null;
  readonly sort: ChartSort;
}

/** A column of a table as a measure; null where there is none. */
export const measured = (column: GridColumn | null): Measured | null =>
  column && { ...column, unit: moneyUnitOf(column) };

/** Whole numbers whole, small ones with the figures that say something: a rate of 0.0021 is not 0. */
export const figure = (value: number): string =>
  Number.isInteger(value) || Math.abs(value) >= 10 ? formatNumber(value) : formatFigures(value);

/** How what a mark or a cell says is written: money with its cents, shares in percent, counts of rows whole. */
export function figureOf(y: Measured | null, aggregate: Aggregate): (value: number) => string {
  if (aggregate !== 'count' && y?.kind === 'money') return formatMoney;
  if (aggregate !== 'count' && y?.kind === 'share') return formatShare;
  return figure;
}

/** A value of x or of a series as it is named. */
export const nameOf = (value: GridCell, kind: ColumnKind): string => {
  if (value === null) return '(empty)';
  const text = kind === 'hash' && typeof value === 'string' ? shortenHash(value) : formatCell(value, kind);
  return text === '' ? '(no text)' : text;
};

/** A series as it is named. */
export const seriesName = (series: ChartSeries, column: ResultChart['series']): string =>
  series === 'rest' ? 'All others' : nameOf(series.value, column?.kind ?? 'text');

const OF: Readonly<Record<Aggregate, (label: string) => string>> = {
  none: (label) => label,
  sum: (label) => `Sum of ${label}`,
  mean: (label) => `Mean of ${label}`,
  median: (label) => `Median of ${label}`,
  count: (label) => `Rows with ${label}`,
  min: (label) => `Least ${label}`,
  max: (label) => `Greatest ${label}`,
};

/** What a mark says, as the title names it: `Mean of rate`. */
export const measureOf = (y: Measured | null, aggregate: Aggregate): string =>
  y ? OF[aggregate](y.label) : 'Rows';

/** The same with what it is in, for axes and heads: `Sum of Cost, USD`. */
export function measureWithUnit(y: Measured | null, aggregate: Aggregate): string {
  const said = measureOf(y, aggregate);
  return !y?.unit || aggregate === 'count' ? said : `${said.replace(' (cents)', '')}, ${y.unit}`;
}

/** `Mean of rate by state`, `spend against rate`. */
export function titleOf({ kind, x, y, series }: ResultChart, { aggregate }: ChartPoints): string {
  const by = series ? ` and ${series.label}` : '';
  const measure = measureOf(y, aggregate);
  return kind === 'scatter' && aggregate === 'none'
    ? `${measure} against ${x.label}${series ? ` by ${series.label}` : ''}`
    : `${measure} by ${x.label}${by}`;
}

const rowsWord = (count: number): string => formatCountOf(count, 'row');

/** How many rows stand behind a mark: `1 row behind each mark`, `3 to 120 rows behind each mark`. */
export function behindWords({ points }: ChartPoints): string {
  if (points.length === 0) return '';
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const { rows } of points) {
    least = Math.min(least, rows);
    most = Math.max(most, rows);
  }
  return least === most
    ? `${rowsWord(most)} behind each mark`
    : `${formatCount(least)} to ${rowsWord(most)} behind each mark`;
}

const FIRST: Readonly<Record<ChartSort, string>> = {
  greatest: 'the greatest',
  smallest: 'the smallest',
  x: 'the first',
  given: 'the first',
};

/** What the picture leaves out, in words; empty where it shows all. */
export function leftWords({ kind, y, sort, series }: ResultChart, data: ChartPoints): string {
  const { points, left, missing, aggregate } = data;
  const parts: string[] = [];
  if (left.points > 0) {
    const isSingle = kind === 'scatter' && aggregate === 'none';
    const shown = isSingle ? points.length : new Set(points.map(({ x }) => x)).size;
    const all = shown + left.points;
    if (kind !== 'bar') {
      parts.push(
        `${formatCount(shown)} of ${formatCount(all)} ${isSingle ? 'rows' : 'places'}, evenly chosen`,
      );
    } else {
      const rest =
        left.y === null
          ? ''
          : aggregate === 'count'
            ? `; the rest has ${rowsWord(left.y)}`
            : `; the rest adds up to ${figureOf(y, aggregate)(left.y)}`;
      parts.push(`${FIRST[sort]} ${formatCount(shown)} of ${formatCount(all)}${rest}`);
    }
  }
  if (left.series > 0) {
    parts.push(
      `${formatCount(left.series)} more values of ${series?.label ?? 'the series'} left out (${rowsWord(left.seriesRows)})`,
    );
  }
  if (missing > 0) parts.push(`${rowsWord(missing)} without a value left out`);
  return parts.join(' · ');
}

/** `5,000 rows · 3 to 120 rows behind each mark · 12 rows without a value left out` */
export const subtitleOf = (chart: ResultChart, data: ChartPoints): string =>
  [rowsWord(data.rows), behindWords(data), leftWords(chart, data)].filter((part) => part !== '').join(' · ');
