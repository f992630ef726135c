import type { FunnelView } from '../contract/funnel';
import type { MatchesView } from '../contract/matches';
import type { RateTrendsView } from '../contract/rate-trends';
import type { RevenueView } from '../contract/revenue';
import type { ThingData, Thing, ThingOf } from '../contract/thing';
import { breakdownChart, orderBreakdown } from './breakdown-chart';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { cohortChart } from './cohort-chart';
import { cohortHeatChart } from './cohort-heat-chart';
import { daysChart } from './days-chart';
import { funnelChart, settingInWords } from './funnel-chart';
import { formatCount } from './format';
import { leadStatusChart } from './lead-status-chart';
import { tierChart, weightChart } from './matches-charts';
import { pathChart } from './path-chart';
import { revenueTimeChart } from './revenue-time-chart';
import { roasChart } from './roas-chart';
import { stateMapChart } from './state-map-chart';
import { allLine, trendLines, trendName } from './trend-lines';
import { panelWords, trendPanelChart, trendScale } from './trend-panels';
import { movementChart, trendChart } from './trend-chart';
import { waterfallChart } from './waterfall-chart';

/** Bars drawn at most of one thing. */
const MOST_BARS = 14;
/** Pixels. */
const TIME_HEIGHT = 280;

function leadChart(theme: ChartTheme, of: ThingOf<'leadChart'>, view: FunnelView): ChartSpec | null {
  const setting = settingInWords(view.key);
  const isNarrowed = view.filters.length > 0;
  const measure = of.measure ?? 'appointment';
  switch (of.chart) {
    case 'funnel':
      return funnelChart(theme, view);
    case 'trend':
      return trendChart(theme, view.trend, view.deadStretches, isNarrowed);
    case 'movement':
      return movementChart(theme, view.trend, isNarrowed);
    case 'paths':
      return pathChart(theme, view.paths, setting);
    case 'state_map':
      return stateMapChart(theme, view.breakdowns['state'] ?? [], measure, setting);
    case 'breakdown': {
      const rows = view.breakdowns[of.dimension ?? ''];
      if (of.dimension === null || !rows) return null;
      return breakdownChart(theme, {
        dimension: of.dimension,
        rows: orderBreakdown(of.dimension, rows),
        measure,
        setting,
        limit: MOST_BARS,
      });
    }
    case 'cohort_heat':
      return cohortHeatChart(theme, view, setting);
    case 'cohorts':
      return cohortChart(theme, view.cohorts, setting);
    case 'days':
      return daysChart(theme, view.daysToAppointment, setting);
  }
}

/** Pixels of the chart of all leads, and of one part of them. */
const TREND_HEIGHTS = { all: 290, part: 200 };

function trendChartOf(theme: ChartTheme, of: ThingOf<'trendChart'>, view: RateTrendsView): ChartSpec | null {
  const { trends } = of;
  const line = [allLine(view), ...trendLines(view, trends.dimension)].find(({ id }) => id === of.line);
  if (!line) return null;
  const scale = trendScale(view, trends);
  const isAll = line.kind === 'all';
  const spec = trendPanelChart(theme, line, scale, isAll ? TREND_HEIGHTS.all : TREND_HEIGHTS.part);
  return {
    ...spec,
    title: trendName(trends, line),
    subtitle: `${formatCount(line.series.leads)} leads · ${panelWords(isAll ? { ...scale, overall: null } : scale)}`,
  };
}

function matchesChart(theme: ChartTheme, of: ThingOf<'matchesChart'>, view: MatchesView): ChartSpec {
  return of.chart === 'tiers'
    ? tierChart(theme, view.tiers)
    : weightChart(theme, view.weights, view.weightModel);
}

function revenueChart(theme: ChartTheme, of: ThingOf<'revenueChart'>, view: RevenueView): ChartSpec {
  switch (of.chart) {
    case 'roas':
      return roasChart(theme, {
        campaigns: view.campaigns,
        model: view.model,
        currency: view.summary.currency,
        limit: MOST_BARS,
      });
    case 'revenue_by_day':
      return revenueTimeChart(theme, view, 'day', TIME_HEIGHT);
    case 'revenue_by_week':
      return revenueTimeChart(theme, view, 'week', TIME_HEIGHT);
    case 'waterfall':
      return waterfallChart(theme, view);
    case 'lead_status':
      return leadStatusChart(theme, view.funnel, view.dedup.people, view.filters !== undefined);
  }
}

/** The chart that a thing is; null where it is none, or the data do not have it. */
export function thingChart(theme: ChartTheme, of: Thing, data: ThingData): ChartSpec | null {
  if (of.kind === 'leadChart' && data.kind === 'funnel') return leadChart(theme, of, data.view);
  if (of.kind === 'trendChart' && data.kind === 'trends') return trendChartOf(theme, of, data.view);
  if (of.kind === 'matchesChart' && data.kind === 'matches') return matchesChart(theme, of, data.view);
  if (of.kind === 'revenueChart' && data.kind === 'revenue') return revenueChart(theme, of, data.view);
  return null;
}
