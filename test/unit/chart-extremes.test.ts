import { describe, expect, test } from 'vitest';
import { breakdownChart } from '../../shared/charts/breakdown-chart';
import type { ChartSpec } from '../../shared/charts/chart-spec';
import { cohortChart } from '../../shared/charts/cohort-chart';
import { cohortHeatChart } from '../../shared/charts/cohort-heat-chart';
import { compareChart } from '../../shared/charts/compare-chart';
import { daysChart } from '../../shared/charts/days-chart';
import { leadStatusChart } from '../../shared/charts/lead-status-chart';
import { tierChart, weightChart } from '../../shared/charts/matches-charts';
import { pathChart } from '../../shared/charts/path-chart';
import { resultChart } from '../../shared/charts/result-chart';
import { revenueTimeChart } from '../../shared/charts/revenue-time-chart';
import { roasChart } from '../../shared/charts/roas-chart';
import { stateMapChart } from '../../shared/charts/state-map-chart';
import { trendPanelChart, trendScale } from '../../shared/charts/trend-panels';
import { trendPanelsChart } from '../../shared/charts/trend-picture';
import { movementChart, trendChart } from '../../shared/charts/trend-chart';
import { waterfallChart } from '../../shared/charts/waterfall-chart';
import type { RateTrendsView } from '../../shared/contract/rate-trends';
import type { RevenueView } from '../../shared/contract/revenue';
import { PATH_STAGES } from '../../shared/domain/lead-quality';
import { ATTRIBUTION_MODELS } from '../../shared/domain/attribution';
import { FUNNEL_STEPS, TIERS } from '../../shared/domain/lead-quality';
import { wilson } from '../../shared/domain/rate';
import { draw, theme } from '../support/chart-drawing';

/** Words that a picture may hold before nobody can read it: a table of weeks by their age has a number in each cell. */
const MOST_WORDS = 280;
/** Pixels: taller than this nobody scrolls through a picture. */
const TALLEST = 2_000;

const DAY = 86_400_000;
const dayOf = (index: number, step = 1): string =>
  new Date(Date.UTC(1950, 0, 2) + index * step * DAY).toISOString().slice(0, 10);
const rows = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => of(i));
const long = (index: number): string => `A rather long name that somebody gave to number ${String(index)}`;

const breakdown = (count: number) =>
  rows(count, (i) => ({
    key: long(i),
    reported: true,
    leads: 9 + (i % 50),
    appointment: 4,
    demo: 3,
    sale: 2,
  }));

const points = (count: number) =>
  rows(count, (i) => ({
    order: i + 1,
    file: `${long(i)}.csv`,
    asOf: dayOf(i),
    rows: 100,
    set_reported: 20,
    appointment: 21,
    appointment_date: 20,
    demo: 10,
    sale: 2,
    newLeads: 7,
    agedOut: 4,
    vanished: 1,
  }));

const cohorts = (count: number) =>
  rows(count, (i) => ({ week: dayOf(i, 7), leads: 10, appointment: 5, demo: 2, sale: 1, complete: true }));

const perModel = <T>(value: T) =>
  Object.fromEntries(ATTRIBUTION_MODELS.map((model) => [model, value])) as {
    readonly [M in (typeof ATTRIBUTION_MODELS)[number]]: T;
  };

const campaigns = (count: number) =>
  rows(count, (i) => ({
    campaign_id: long(i),
    spend: i % 3 === 0 ? null : i,
    impressions: 0,
    clicks: 0,
    leads: 0,
    qualifiedLeads: 0,
    costPerLead: null,
    costPerQualifiedLead: null,
    models: perModel({ invoices: 1, customers: 1, revenue: i, roas: 1.5, acquisitionCost: null }),
  }));

const periods = (count: number) =>
  rows(count, (i) => ({ from: dayOf(i), invoices: 1, invoiced: i, attributed: i / 2, spend: 3, roas: 1 }));

const revenue = (count: number): RevenueView => ({
  model: 'linear',
  windowDays: 90,
  summary: {
    currency: 'USD',
    invoices: count,
    invoiced: count * 100,
    gross: count * 100,
    refunds: { invoices: 0, amount: 0 },
    disputes: { invoices: 0, amount: 0 },
    notInvoiced: rows(count, (i) => ({ status: long(i), invoices: 1, amount: 1 })),
    people: count,
    leads: { hubspot_leads: count, intercom_leads: count },
    duplicates: { hubspot_leads: 0, intercom_leads: 0 },
    review: { open: 0, decided: 0 },
    spend: [],
    joinCoverage: [],
    models: perModel({ attributed: 0, unattributed: 0, unattributedBy: {}, campaigns: [] }),
  },
  campaigns: campaigns(count),
  unattributed: [],
  days: periods(count),
  weeks: [],
  undated: { invoices: 0, invoiced: 0, spend: 0 },
  waterfall: [
    { step: 'invoiced', label: 'Invoiced', invoices: count, amount: count * 100, remainder: null },
    {
      step: 'person_found',
      label: 'Person found',
      invoices: count,
      amount: count * 90,
      remainder: { code: 'no_person', label: 'No person', invoices: 0, amount: count * 10 },
    },
  ],
  coverage: [],
  platforms: { splitBy: 'spend', explanation: '', rows: [], notSplit: 0 },
  funnel: {
    steps: rows(count, (i) => ({ status: long(i), people: i + 1, reached: null, invoicedPeople: 0 })),
    invoiced: 0,
    unknown: 0,
    settledByOtherTool: 0,
  },
  dedup: { people: count, clusters: 0, rules: [], reviewPairs: 0, disagreements: [] },
});

const result = (kind: 'bar' | 'line' | 'scatter', count: number): ChartSpec => {
  // So many come from the database at most, with the number that were left.
  const drawn = Math.min(count, kind === 'bar' ? 24 : 500);
  return resultChart(
    theme,
    { kind, x: { label: 'Name', kind: 'text' }, y: { label: 'Leads' }, series: null, sort: 'greatest' },
    {
      of: { kind, x: 'name', y: 'leads', series: null, sort: 'greatest' },
      aggregate: 'sum',
      series: [{ value: null }],
      points: rows(drawn, (i) => ({ x: long(i), y: i, series: 0, rows: 1 })),
      rows: count,
      missing: 0,
      left: { points: count - drawn, y: count - drawn, series: 0, seriesRows: 0 },
    },
  );
};

const RATE = { of: 'appointment', per: 'delivered' } as const;
const NO_TRIALS = { hits: 0, total: 0 };

/** A segment over so many weeks. */
const trendOf = (count: number) => ({
  title: long(count),
  verdict: 'few' as const,
  series: {
    verdict: 'few' as const,
    trend: null,
    q: null,
    all: NO_TRIALS,
    older: NO_TRIALS,
    newer: NO_TRIALS,
    difference: { value: null, low: null, high: null },
    leads: count,
    cells: rows(count, (i) => ({ hits: i % 5, total: 4 + (i % 40) })),
  },
});

const trends = (count: number, segments: number): RateTrendsView => ({
  dimensions: ['state'],
  hasDeliveryDates: true,
  periods: rows(count, (i) => ({
    key: dayOf(i, 7),
    from: dayOf(i, 7),
    to: dayOf(i * 7 + 6),
    state: i + 3 > count ? ('young' as const) : ('judged' as const),
    reason: '',
  })),
  all: trendOf(count).series,
  segments: rows(segments, (i) => ({ key: long(i), reported: true, ...trendOf(count).series })),
  others: null,
  undated: 0,
  outside: 0,
});

/** Every kind of chart whose parts come from files, by how many parts there are. */
const CHARTS: Readonly<Record<string, (count: number) => ChartSpec>> = {
  breakdown: (count) =>
    breakdownChart(theme, {
      dimension: 'city',
      rows: breakdown(count),
      measure: 'appointment',
      setting: 'ever',
      limit: 14,
    }),
  'state map': (count) =>
    stateMapChart(
      theme,
      breakdown(count).map((row, i) => ({ ...row, key: i === 0 ? 'AZ' : row.key })),
      'appointment',
      'ever',
    ),
  cohorts: (count) => cohortChart(theme, cohorts(count), 'ever'),
  'cohorts by age': (count) =>
    cohortHeatChart(
      theme,
      {
        cohorts: cohorts(count),
        cohortAges: rows(count, (i) => ({ week: dayOf(i, 7), age: 2, leads: 3 })),
        newestEntry: count === 0 ? null : dayOf(count, 7),
      },
      'ever',
    ),
  days: (count) =>
    daysChart(
      theme,
      rows(count, (i) => ({ days: i - 100, leads: 1 })),
      'ever',
    ),
  paths: (count) =>
    pathChart(
      theme,
      rows(count, (i) => ({
        first: long(i),
        furthest: PATH_STAGES[i % PATH_STAGES.length] ?? 'none',
        last: long((i * 7) % count),
        leads: 1 + (i % 9),
      })),
      'ever',
    ),
  'rate of one segment': (count) =>
    trendPanelChart(theme, trendOf(count), trendScale(trends(count, 1), RATE)),
  'rates of many segments': (count) =>
    trendPanelsChart(
      theme,
      rows(Math.min(count, 24), () => trendOf(Math.min(count, 120))),
      trendScale(trends(Math.min(count, 120), 1), RATE),
      { title: 'By name', subtitle: 'ever' },
    ),
  snapshots: (count) => trendChart(theme, points(count), []),
  movements: (count) => movementChart(theme, points(count)),
  tiers: (count) =>
    tierChart(
      theme,
      TIERS.slice(0, count).map((tier) => ({ tier, identities: count, crmLeads: count, leads: count })),
    ),
  weights: (count) =>
    weightChart(
      theme,
      rows(count, (i) => ({ low: i, high: i + 1, tier: 'both' as const, links: 1 })),
      {
        prior: 0.001,
      },
    ),
  comparison: (count) =>
    compareChart(
      theme,
      {
        sides: { kind: 'runs' },
        hasPreviousRun: true,
        counts: FUNNEL_STEPS.slice(0, count).map((step) => ({
          step,
          a: count,
          b: 0,
          gained: 0,
          lost: count,
          rates: { a: wilson(1, 1), b: wilson(0, 0) },
          difference: null,
        })),
      },
      { a: 'the run before', b: 'the last run' },
      'ever',
    ),
  ROAS: (count) =>
    roasChart(theme, { campaigns: campaigns(count), model: 'linear', currency: 'USD', limit: 14 }),
  'revenue by day': (count) => revenueTimeChart(theme, revenue(count), 'day', 280),
  waterfall: (count) => waterfallChart(theme, revenue(count)),
  statuses: (count) => leadStatusChart(theme, revenue(count).funnel, count, false),
  'bars of a result': (count) => result('bar', count),
  'line of a result': (count) => result('line', count),
  'dots of a result': (count) => result('scatter', count),
};

describe.each(Object.entries(CHARTS))('the chart of %s', (_, chart) => {
  test.each([0, 1, 10_000])(
    'is drawn with %i parts: whole numbers, few names, no endless picture',
    (count) => {
      const spec = chart(count);
      expect(spec.height).toBeGreaterThan(0);
      expect(spec.height).toBeLessThanOrEqual(TALLEST);
      expect(spec.summary).not.toBe('');
      expect(`${spec.title} ${spec.subtitle} ${spec.summary}`).not.toMatch(/NaN|Infinity|undefined/);
      expect(spec.summary.length).toBeLessThan(1_500);
      const svg = draw(spec);
      expect(svg).toContain('<svg');
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect((svg.match(/<text/g) ?? []).length).toBeLessThanOrEqual(MOST_WORDS);
    },
  );
});
