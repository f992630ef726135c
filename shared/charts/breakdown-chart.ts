import type { BreakdownKey } from '../contract/summary';
import { keptName } from '../domain/kept-dimension';
import { addRowCounts, type BreakdownStage, type RowCounts } from '../domain/lead-quality';
import type { Rate } from '../domain/rate';
import {
  breakdownRate,
  COUNT_COLUMNS,
  countCells,
  countLines,
  isSmall,
  rateWords,
  SMALL_COUNT,
} from './breakdown-rates';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatCount, formatIsoDay, formatRate, formatShare } from './format';
import { ratedBars, ratedBarsHeight } from './rated-bars';

const PLACES: ReadonlySet<string> = new Set(['state', 'city']);

const DIMENSION_WORDS: Readonly<Record<string, string>> = {
  state: 'State',
  city: 'City',
  entry_month: 'Month of entry',
  disposition: 'Disposition',
  disposition_group: 'Disposition group',
  job_status: 'Job status',
  job_status_city: 'Job status and city',
  vendor: 'Vendor',
  campaign_id: 'Campaign',
  entry_week: 'Week of entry',
  delivery_month: 'Month of delivery',
  delivery_week: 'Week of delivery',
  tier: 'Tier',
  reported: 'Reports',
  snapshot: 'In snapshot',
  price: 'Price as written',
};

/** The name of a dimension for people; unknown ones with spaces for underscores. */
export const dimensionName = (dimension: string): string =>
  keptName(dimension) ??
  DIMENSION_WORDS[dimension] ??
  (dimension.charAt(0).toUpperCase() + dimension.slice(1)).replaceAll('_', ' ');

type Row = BreakdownKey & RowCounts;

/** The name of one row: months in words, a missing value and the leads without a report named as such. */
export function breakdownKey(dimension: string, row: BreakdownKey): string {
  if (row.reported === false) return 'In no report';
  if (row.key === null || row.key === '') return 'Not given';
  return dimension === 'entry_month' ? formatIsoDay(row.key) : row.key;
}

/** Months run in time; everything else from the most leads down; leads in no report come last. */
export function orderBreakdown<R extends Row>(dimension: string, rows: readonly R[]): readonly R[] {
  const inTime = dimension === 'entry_month';
  return [...rows].sort((a, b) => {
    if (a.reported !== b.reported) return a.reported ? -1 : 1;
    if (inTime) return (a.key ?? '~') < (b.key ?? '~') ? -1 : 1;
    return b.leads - a.leads || ((a.key ?? '~') < (b.key ?? '~') ? -1 : 1);
  });
}

/** The key of the row that stands for all that are not drawn: no value of a file has control characters. */
const REST = '\u0000rest';

const isRest = (row: Row): boolean => row.key === REST;

/**
 * The rows that each bar stands for: the first ones have a bar each, all others that a report has share one, since
 * thousands of categories must not make thousands of bars. Leads in no report are no value, and stand alone.
 */
export function barsOfBreakdown<R extends BreakdownKey>(
  rows: readonly R[],
  limit: number,
): readonly (readonly [R, ...R[]])[] {
  const apart = rows.filter((row) => row.reported === false);
  const values = rows.filter((row) => row.reported !== false);
  const [, ...others] = values.slice(limit);
  const alone = (row: R): readonly [R] => [row];
  const first = values[limit];
  if (first === undefined || others.length === 0) return rows.map(alone);
  return [...values.slice(0, limit).map(alone), [first, ...others], ...apart.map(alone)];
}

/** One row for each bar. */
const drawnRows = (rows: readonly Row[], limit: number): readonly Row[] =>
  barsOfBreakdown(rows, limit).map((bar) =>
    bar.length === 1 ? bar[0] : { key: REST, reported: true, ...addRowCounts(bar) },
  );

export interface BreakdownChartInput {
  readonly dimension: string;
  /** Already in order. */
  readonly rows: readonly Row[];
  readonly measure: BreakdownStage;
  readonly setting: string;
  /** Rows drawn; the table twin has them all. */
  readonly limit: number;
}

/** One rate by the values of a dimension: bars in percent with their Wilson 95 % interval as whiskers. */
export function breakdownChart(theme: ChartTheme, input: BreakdownChartInput): ChartSpec {
  const { dimension, rows, measure, setting, limit } = input;
  const shown = drawnRows(rows, limit);
  const gathered = rows.length - shown.length + 1;
  const words = rateWords(measure);
  const isGrey = (row: Row): boolean => PLACES.has(dimension) && isSmall(row, measure);
  const name = dimensionName(dimension).toLowerCase();
  const bars = shown.map((row) => {
    const rate = breakdownRate(row, measure);
    return {
      label: isRest(row) ? `and ${formatCount(gathered)} more` : breakdownKey(dimension, row),
      length: rate.value ?? 0,
      count: row[measure],
      rate,
      whisker: rate.low === null || rate.high === null ? null : { low: rate.low, high: rate.high },
      colour:
        row.reported !== false && row.key !== null && !isGrey(row) && !isRest(row)
          ? theme.accent
          : theme.neutral,
      tooltip: [{ label: words.title, value: formatRate(rate) }, ...countLines(row)],
    };
  });
  const small = shown.some(isGrey) ? ` · grey: fewer than ${String(SMALL_COUNT)} ${words.of}` : '';
  return {
    title: `${words.title} by ${name}`,
    subtitle: `${setting} · share of ${words.of}${small}`,
    option: ratedBars(theme, bars, 'shares'),
    twin: {
      columns: [
        { label: dimensionName(dimension), kind: 'text' },
        ...COUNT_COLUMNS,
        { label: words.title, kind: 'share' },
        { label: 'Low', kind: 'share' },
        { label: 'High', kind: 'share' },
      ],
      rows: rows.map((row) => {
        const rate = breakdownRate(row, measure);
        return [breakdownKey(dimension, row), ...countCells(row), rate.value, rate.low, rate.high];
      }),
    },
    summary: summarise(
      shown.map((row, i) => ({ label: bars[i]?.label ?? '', rate: breakdownRate(row, measure) })),
      words.title,
      name,
    ),
    height: ratedBarsHeight(Math.max(bars.length, 1)),
  };
}

function summarise(rows: readonly { label: string; rate: Rate }[], title: string, name: string): string {
  const rated = rows
    .filter((r) => r.rate.value !== null)
    .sort((a, b) => (b.rate.value ?? 0) - (a.rate.value ?? 0));
  const top = rated[0];
  const low = rated.at(-1);
  if (!top || !low) return `${title} by ${name}: nothing to show.`;
  return `${title} by ${name}: from ${formatShare(low.rate.value)} (${low.label}) to ${formatShare(top.rate.value)} (${top.label}).`;
}
