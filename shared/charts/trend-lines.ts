import type { RateTrendsView } from '../contract/rate-trends';
import type { BreakdownKey } from '../contract/summary';
import { METRICS } from '../domain/metrics';
import { conversionName, type Conversion } from '../domain/conversions';
import { wilson } from '../domain/rate';
import { VERDICTS, type Verdict } from '../domain/trend-verdict';
import { breakdownKey, dimensionName } from './breakdown-chart';
import type { TwinColumn } from './chart-spec';
import { filterValueWords } from './filter-words';
import { formatCount } from './format';
import { panelVerdict, type TrendPanel } from './trend-panels';

/** All leads, the leads of one value, or those of all values with few. */
export interface TrendLine extends TrendPanel {
  readonly id: string;
  readonly kind: 'all' | 'value' | 'others';
  /** Of a value; of others the first. */
  readonly value: BreakdownKey;
}

/** How a value of a dimension is written. */
export const segmentName = (dimension: string, value: BreakdownKey): string =>
  dimension === 'tier' && value.key !== null
    ? filterValueWords('tier', value.key)
    : breakdownKey(dimension, value);

/** The segments of a view in an order that says first what was found: worse, better, no change, too few; then by leads. */
export function trendLines(view: RateTrendsView, dimension: string): readonly TrendLine[] {
  const values = view.segments.map((series): TrendLine => {
    const { key, reported } = series;
    return {
      id: `${String(reported)}=${String(key)}`,
      title: segmentName(dimension, series),
      kind: 'value',
      series,
      verdict: series.verdict,
      value: { key, reported },
    };
  });
  const rank = (verdict: Verdict): number => VERDICTS.indexOf(verdict);
  return [
    ...values.sort(
      (a, b) => rank(a.series.verdict) - rank(b.series.verdict) || b.series.leads - a.series.leads,
    ),
    ...(view.others
      ? [
          {
            id: 'others',
            title: `Others (${formatCount(view.others.values.length)})`,
            kind: 'others' as const,
            series: view.others,
            verdict: null,
            value: { key: null, reported: null },
          },
        ]
      : []),
  ];
}

/** The line of all leads. */
export const allLine = (view: RateTrendsView): TrendLine => ({
  id: 'all',
  title: 'All leads',
  kind: 'all',
  series: view.all,
  verdict: view.all.verdict,
  value: { key: null, reported: null },
});

/** What a line says where nothing around it says of which rate it is. */
export const trendName = (conversion: Conversion, { title }: Pick<TrendLine, 'title'>): string =>
  `${conversionName(conversion)}: ${title}`;

/** The columns of the table of a view; `csv` names them with their units. */
export const trendColumns = (
  dimension: string,
  { of, per }: Conversion,
): readonly (TwinColumn & { readonly csv: string })[] => {
  const share = (label: string, csv: string) => ({ label, kind: 'share' as const, csv: `${csv} (fraction)` });
  const count = (label: string) => ({ label, kind: 'count' as const, csv: `${label} (leads)` });
  return [
    { label: dimensionName(dimension), kind: 'text', csv: dimensionName(dimension) },
    count('Leads'),
    share('Share', 'Share of leads'),
    count(METRICS[per].name),
    count(METRICS[of].name),
    share('Rate', 'Rate'),
    share('95 % from', 'Rate, 95 % from'),
    share('95 % to', 'Rate, 95 % to'),
    share('Older half', 'Older half'),
    share('Newer half', 'Newer half'),
    share('Difference', 'Difference'),
    share('from', 'Difference, 95 % from'),
    share('to', 'Difference, 95 % to'),
    { label: 'p', kind: 'number', csv: 'p of the trend test' },
    { label: 'q', kind: 'number', csv: 'q (false discovery rate)' },
    { label: 'Verdict', kind: 'text', csv: 'Verdict' },
  ];
};

/** The cells of a line, in the order of the columns. */
export function trendCells(line: TrendLine, allLeads: number): readonly (string | number | null)[] {
  const { series } = line;
  const rate = wilson(series.all.hits, series.all.total);
  const isJudged = line.verdict !== null;
  return [
    line.title,
    series.leads,
    allLeads === 0 ? null : Math.round((series.leads / allLeads) * 1e6) / 1e6,
    series.all.total,
    series.all.hits,
    rate.value,
    rate.low,
    rate.high,
    wilson(series.older.hits, series.older.total).value,
    wilson(series.newer.hits, series.newer.total).value,
    series.difference.value,
    series.difference.low,
    series.difference.high,
    isJudged ? (series.trend?.p ?? null) : null,
    isJudged ? series.q : null,
    panelVerdict(line),
  ];
}

/** How many segments have each verdict. */
export const verdictCounts = (view: RateTrendsView): { readonly [V in Verdict]: number } => {
  const of = (verdict: Verdict): number =>
    view.segments.filter((series) => series.verdict === verdict).length;
  return { worse: of('worse'), better: of('better'), unchanged: of('unchanged'), few: of('few') };
};
