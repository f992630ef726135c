import type { DrillDefinition, EngineRequest } from '../../contract/engine';
import { allRows, type GridFilter } from '../../contract/grid';
import type { RateTrendsView, TrendSegment, TrendSeries } from '../../contract/rate-trends';
import type { BreakdownKey } from '../../contract/summary';
import { mainStretch } from '../../domain/main-stretch';
import type { ScoredTrials, Trials } from '../../domain/trend-test';
import { judgeAlone, judgeTogether, type Judged } from '../../domain/trend-verdict';
import type { DeadStretch } from '../../stages/measure/measure-parameters';
import { intLeadOutcomes } from '../../stages/measure/int-lead-outcomes.model';
import { valueFilters, withinFilters } from '../grid/drill';
import { gridFiltersOf, isOfDelivery, type FilterContext } from './lead-filters';
import { countTrends, dateColumn, reachedColumn, trendDimensions, type TrendCount } from './trend-counts';
import { judgePeriods } from './trend-periods';

/** The counts of one value, or of several together. */
interface Counted {
  readonly value: BreakdownKey;
  readonly leads: number;
  readonly cells: readonly Trials[];
}

function grouped(
  counts: readonly TrendCount[],
  keyOf: (count: TrendCount) => string,
): ReadonlyMap<string, readonly TrendCount[]> {
  const groups = new Map<string, TrendCount[]>();
  for (const count of counts) {
    const group = groups.get(keyOf(count));
    if (group) group.push(count);
    else groups.set(keyOf(count), [count]);
  }
  return groups;
}

const sum = (counts: readonly TrendCount[], of: 'leads' | 'total' | 'hits'): number =>
  counts.reduce((all, count) => all + count[of], 0);

const cellsOf = (counts: readonly TrendCount[], keys: readonly string[]): readonly Trials[] => {
  const byPeriod = grouped(counts, ({ period }) => period ?? '');
  return keys.map((key) => {
    const here = byPeriod.get(key) ?? [];
    return { total: sum(here, 'total'), hits: sum(here, 'hits') };
  });
};

/** Values in the order of their leads, most first; of as many by their text. */
function countedValues(counts: readonly TrendCount[], keys: readonly string[]): readonly Counted[] {
  // Cities compare whatever their case: the periods of one may be written differently.
  const groups = grouped(
    counts,
    ({ key, reported }) => `${String(reported)} ${key === null ? '' : `=${key.toLowerCase()}`}`,
  );
  return [...groups.values()]
    .map((own): Counted => {
      const [first] = own;
      const written = own.flatMap(({ key }) => (key === null ? [] : [key])).sort();
      return {
        value: { key: written.at(-1) ?? null, reported: first?.reported ?? null },
        leads: sum(own, 'leads'),
        cells: cellsOf(own, keys),
      };
    })
    .filter(({ leads }) => leads > 0)
    .sort((a, b) => b.leads - a.leads || ((a.value.key ?? '~') < (b.value.key ?? '~') ? -1 : 1));
}

/** Whether a rate gets better or worse over time: for all leads that filters leave, and by the values of a dimension. */
export async function readRateTrends(
  context: FilterContext,
  dead: readonly DeadStretch[],
  request: EngineRequest<'rateTrends'>,
): Promise<RateTrendsView> {
  const filters = await gridFiltersOf(context, request.filters ?? []);
  const counts = await countTrends(context, request, filters);
  const leadsByPeriod = new Map<string, number>();
  for (const { period, leads } of counts) {
    if (period !== null) leadsByPeriod.set(period, (leadsByPeriod.get(period) ?? 0) + leads);
  }
  const periods = await judgePeriods(context, request, dead, mainStretch(request.every, leadsByPeriod));
  const keys = periods.map(({ key }) => key);
  const shown = new Set(keys);
  const inside = counts.filter(({ period }) => period !== null && shown.has(period));
  const judgedOf = (cells: readonly Trials[]): readonly ScoredTrials[] =>
    cells.flatMap((cell, score) => (periods[score]?.state === 'judged' ? [{ ...cell, score }] : []));
  const trialsOf = ({ cells }: Counted): number => judgedOf(cells).reduce((all, { total }) => all + total, 0);

  const values = countedValues(inside, keys);
  // Leads in no report are a value of their own, that no other can be put together with.
  const isSmall = (counted: Counted): boolean =>
    counted.value.reported !== false && trialsOf(counted) < request.least;
  const large = values.filter((counted) => !isSmall(counted));
  const small = values.filter(isSmall);
  const judged = judgeTogether(
    large.map(({ cells }) => judgedOf(cells)),
    request.falseRate,
  );
  const seriesOf = (own: Judged, cells: readonly Trials[], leads: number): TrendSeries => ({
    ...own,
    cells,
    leads,
  });
  const alone = (of: readonly Counted[]): TrendSeries => {
    const cells = keys.map((_, at) => ({
      total: of.reduce((all, { cells: own }) => all + (own[at]?.total ?? 0), 0),
      hits: of.reduce((all, { cells: own }) => all + (own[at]?.hits ?? 0), 0),
    }));
    const leads = of.reduce((all, counted) => all + counted.leads, 0);
    return seriesOf(judgeAlone(judgedOf(cells), request.falseRate), cells, leads);
  };
  const undated = counts.filter(({ period }) => period === null);
  return {
    ...(await trendDimensions(context)),
    periods,
    all: alone(values),
    segments: large.map(({ value, cells, leads }, index): TrendSegment => ({
      ...value,
      ...seriesOf(judged[index] ?? judgeAlone([], request.falseRate), cells, leads),
    })),
    others:
      small.length === 0
        ? null
        : { ...alone(small), values: small.map(({ value, leads }) => ({ ...value, leads })) },
    undated: sum(undated, 'leads'),
    outside: sum(counts, 'leads') - sum(undated, 'leads') - sum(inside, 'leads'),
  };
}

/** The leads behind a number of the trends; the total of the query equals the number. */
export async function drillRateTrend(
  context: FilterContext,
  request: EngineRequest<'rateTrendDrill'>,
): Promise<DrillDefinition> {
  const { basis, links, dimension, segment, of, per, what, from, to } = request;
  const reached = (step: typeof of | typeof per): GridFilter[] =>
    step === 'delivered' ? [] : [{ op: 'equals', column: reachedColumn(step, basis), value: true }];
  const filters: GridFilter[] = [
    { op: 'equals', column: 'link_setting', value: links },
    ...(await gridFiltersOf(context, request.filters ?? [])),
    { op: 'between', column: dateColumn(request), low: from, high: to },
    ...(what === 'leads' ? [] : reached(per)),
    ...(what === 'of' ? reached(of) : []),
  ];
  if (segment.kind === 'value') {
    const { key, reported } = segment;
    if (reported !== null) filters.push({ op: 'equals', column: 'is_matched', value: reported });
    filters.push(...(await withinFilters(context, { dimension, key, reported })));
  }
  if (segment.kind === 'others') {
    if (!isOfDelivery(dimension)) filters.push({ op: 'equals', column: 'is_matched', value: true });
    filters.push(...(await valueFilters(context, dimension, segment.keys)));
  }
  return {
    metricId: what === 'of' ? of : what === 'per' ? per : 'delivered',
    query: {
      ...allRows(intLeadOutcomes.name),
      filters,
      sort: [{ column: dateColumn(request), direction: 'desc' }],
    },
    figures: [],
  };
}
