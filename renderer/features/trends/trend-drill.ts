import { filtersInWords } from '../../../shared/charts/filter-words';
import { periodName } from '../../../shared/charts/trend-panels';
import type { TrendLine } from '../../../shared/charts/trend-lines';
import type { EngineRequest } from '../../../shared/contract/engine';
import { isLeadFilterDimension } from '../../../shared/contract/lead-filter';
import type { RateTrendsView, TrendPeriod } from '../../../shared/contract/rate-trends';
import { METRICS } from '../../../shared/domain/metrics';
import { newerHalfFrom } from '../../../shared/domain/trend-verdict';
import { setLeadFilter } from '../../state/filters';
import { drill } from '../../state/drill';
import { settingWords, type Setting } from '../../state/lead-setting';
import { notifyFault } from '../../state/notices';
import type { TrendsSetting } from '../../../shared/contract/rate-trends';

type Drill = EngineRequest<'rateTrendDrill'>;

/** What the screen shows, as its numbers are opened. */
export interface ShownTrends {
  readonly view: RateTrendsView;
  readonly setting: Setting;
  readonly trends: TrendsSetting;
}

/** Days with the words for them. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly name: string;
}

const stretchOf = (periods: readonly TrendPeriod[], name: string): Stretch | null => {
  const [first, last] = [periods[0], periods.at(-1)];
  return first && last ? { from: first.from, to: last.to, name } : null;
};

/** The stretches whose numbers stand in the table; null where no period is in one. */
export function stretchesOf({ periods }: RateTrendsView): {
  readonly [S in 'all' | 'judged' | 'older' | 'newer']: Stretch | null;
} {
  const judged = periods.filter(({ state }) => state === 'judged');
  const half = newerHalfFrom(judged.length);
  return {
    all: stretchOf(periods, 'all periods'),
    judged: stretchOf(judged, 'judged periods'),
    older: stretchOf(judged.slice(0, half), 'older half'),
    newer: stretchOf(judged.slice(half), 'newer half'),
  };
}

const segmentOf = (line: TrendLine, { others }: RateTrendsView): Drill['segment'] => {
  if (line.kind === 'all') return { kind: 'all' };
  if (line.kind === 'value') return { kind: 'value', ...line.value };
  return { kind: 'others', keys: (others?.values ?? []).map(({ key }) => key) };
};

/** Opens the leads behind a number of a line in a stretch of time. */
export function drillTrend(
  { view, setting, trends }: ShownTrends,
  line: TrendLine,
  stretch: Stretch,
  what: Drill['what'],
): void {
  const { of, per, dimension, by } = trends;
  const metric = METRICS[what === 'of' ? of : what === 'per' ? per : 'delivered'];
  const request: Drill = {
    ...setting,
    of,
    per,
    dimension,
    by,
    segment: segmentOf(line, view),
    from: stretch.from,
    to: stretch.to,
    what,
  };
  const narrow =
    line.kind === 'value' && line.value.reported !== false && isLeadFilterDimension(dimension)
      ? { dimension, values: [line.value.key] }
      : undefined;
  const subtitle = [settingWords(setting), filtersInWords(setting.filters)].filter((part) => part !== '');
  void drill('rateTrendDrill', request, {
    title: `${metric.name}: ${line.title}, ${stretch.name}`,
    subtitle: subtitle.join(' · '),
    narrow,
  }).then((fault) => {
    if (fault) notifyFault('drill', fault);
  });
}

/** Opens the leads behind a point: those that it counts, or those that it is a share of where it counts none. */
export function drillPoint(shown: ShownTrends, line: TrendLine, at: number): void {
  const period = shown.view.periods[at];
  const cell = line.series.cells[at];
  if (!period || !cell) return;
  const stretch = { from: period.from, to: period.to, name: periodName(period) };
  drillTrend(shown, line, stretch, cell.hits > 0 ? 'of' : 'per');
}

/** Narrows the screen to the leads of some periods. */
export function brushPeriods({ view, trends }: ShownTrends, from: number, to: number): void {
  const values = view.periods.slice(from, to + 1).map(({ key }) => key);
  if (values.length > 0) setLeadFilter({ dimension: `${trends.by}_${trends.every}`, values });
}
