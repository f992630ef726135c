import { describe, expect, it } from 'vitest';
import { shareAxis } from '../../shared/charts/axes';
import { breakdownChart, breakdownKey, orderBreakdown } from '../../shared/charts/breakdown-chart';
import { cohortChart } from '../../shared/charts/cohort-chart';
import { daysChart, medianDays } from '../../shared/charts/days-chart';
import { formatIsoDay } from '../../shared/charts/format';
import { funnelChart } from '../../shared/charts/funnel-chart';
import { tierChart, weightChart } from '../../shared/charts/matches-charts';
import { withTitle } from '../../shared/charts/parts';
import { escapeHtml, tooltipHtml } from '../../shared/charts/tooltip';
import { movementChart, stageOfLine, trendChart } from '../../shared/charts/trend-chart';
import type { FunnelView, TrendPoint } from '../../shared/contract/funnel';
import { FUNNEL_KEYS, type BreakdownRow } from '../../shared/contract/summary';
import { FUNNEL_STEPS, perCount } from '../../shared/domain/lead-quality';
import { draw, theme, wordsOf } from '../support/chart-drawing';

const counts = {
  delivered: 200,
  matched: 150,
  set_reported: 40,
  appointment: 50,
  demo: 30,
  sale: 6,
  net_sale: 5,
};

const point = (order: number, change: Partial<TrendPoint> = {}): TrendPoint => ({
  order,
  file: `data_${String(order)}.csv`,
  asOf: `2023-02-0${String(order)}`,
  rows: 100,
  set_reported: order < 3 ? 20 : 0,
  appointment: 21,
  appointment_date: 20,
  demo: 10,
  sale: 2,
  newLeads: order === 1 ? 100 : 7,
  agedOut: order === 1 ? 0 : 4,
  vanished: order === 3 ? 2 : 0,
  ...change,
});

const trend = [1, 2, 3, 4].map((order) => point(order));

const view: FunnelView = {
  key: 'ever_linked',
  filters: [],
  counts,
  price: null,
  priced: 0,
  ways: perCount(FUNNEL_KEYS, () => counts),
  span: null,
  errors: null,
  snapshotRows: { rows: 400, set_reported: 40, appointment: 84, demo: 40, sale: 8, net_sale: 8 },
  breakdowns: {},
  trend,
  snapshotLeads: [],
  reached: null,
  deadStretches: [{ column: 'is_set', fromOrder: 3, toOrder: 4, reason: 'Set is 0 in every row.' }],
  daysToAppointment: [],
  cohorts: [],
  cohortAges: [],
  entered: null,
  newestEntry: null,
  tiers: [],
  paths: [],
};

const row = (key: string | null, leads: number, appointment: number, reported = true): BreakdownRow => ({
  key,
  reported,
  leads,
  appointment,
  demo: 0,
  sale: 0,
});

describe('the funnel chart', () => {
  it('labels each bar with its count, its share of delivered leads and the interval', () => {
    const words = wordsOf(draw(funnelChart(theme, view)));
    expect(words).toEqual(expect.arrayContaining(['Appointments', '50', '25.0 %', '19.5–31.4']));
  });

  it('has a table twin with every step and the same numbers', () => {
    const { twin } = funnelChart(theme, view);
    expect(twin.rows.map((r) => [r[0], r[1]])).toEqual([
      ['Delivered leads', 200],
      ['Matched leads', 150],
      ['Set (reported)', 40],
      ['Appointments', 50],
      ['Demos', 30],
      ['Sales', 6],
      ['Net sales', 5],
    ]);
  });

  it('says basis, links and denominator under its title', () => {
    expect(funnelChart(theme, view).subtitle).toMatch(/^ever · linked · 200 delivered leads/);
  });

  it('draws no rate where nothing was delivered', () => {
    const none = Object.fromEntries(Object.keys(counts).map((k) => [k, 0])) as typeof counts;
    const spec = funnelChart(theme, { ...view, counts: none });
    expect(spec.twin.rows.map((r) => r[2])).toEqual(Array.from({ length: 7 }, () => null));
    expect(draw(spec)).not.toContain('NaN');
  });
});

describe('the trend chart', () => {
  it('hatches exactly the snapshots in which a column is dead', () => {
    const hatched = draw(trendChart(theme, trend, view.deadStretches));
    const plain = draw(trendChart(theme, trend, []));
    const strokes = (svg: string): number => svg.split('stroke="#c0c0c0"').length - 1;
    expect(strokes(hatched)).toBeGreaterThan(strokes(plain) + 10);
    const wider = draw(trendChart(theme, trend, [{ column: 'x', fromOrder: 1, toOrder: 4, reason: 'x' }]));
    expect(strokes(wider)).toBeGreaterThan(strokes(hatched));
  });

  it('names the lines at their ends', () => {
    expect(wordsOf(draw(trendChart(theme, trend, [])))).toEqual(
      expect.arrayContaining(['Appointments', 'Set (reported)', 'Demos', 'Sales']),
    );
  });

  it('says in words why a stretch is hatched', () => {
    expect(trendChart(theme, trend, view.deadStretches).summary).toContain('Set is 0 in every row.');
  });

  it('numbers the snapshots that have no date', () => {
    const undated = trend.map((p) => ({ ...p, asOf: null }));
    expect(wordsOf(draw(trendChart(theme, undated, [])))).toContain('#1');
  });

  it('ends its lines where the reports of another client begin, and tells the course of each', () => {
    const two = trend.map((point, index) => ({ ...point, series: index < 2 ? 'north' : 'south' }));
    const { option, subtitle, summary } = trendChart(theme, two, []);
    const sales = [option.series].flat().filter((series) => stageOfLine(String(series?.id)) === 'sale');
    const drawn = two.map(({ sale }) => sale);
    expect(sales.map((series) => series?.data)).toEqual([
      drawn.map((sale, index) => (index < 2 ? sale : null)),
      drawn.map((sale, index) => (index < 2 ? null : sale)),
    ]);
    expect(subtitle).toContain('of 2 clients, client by client, oldest first');
    expect(summary).toMatch(/first snapshot of north to .* first snapshot of south to /);
    expect(trendChart(theme, trend, []).subtitle).not.toContain('client by');
  });

  it('draws an empty folder without a mistake', () => {
    expect(trendChart(theme, [], []).summary).toBe('No snapshots.');
    expect(draw(trendChart(theme, [], []))).toContain('<svg');
  });
});

describe('the chart of leads that came and went', () => {
  it('leaves the first snapshot out of the picture, where all leads are new, and keeps it in the table', () => {
    const spec = movementChart(theme, trend);
    expect(wordsOf(draw(spec))).not.toContain('1 Feb 2023');
    expect(spec.twin.rows).toHaveLength(4);
  });

  it('adds up what came, aged out and vanished after the first snapshot', () => {
    expect(movementChart(theme, trend).summary).toContain('21 CRM leads came, 8 aged out and 2 vanished');
  });

  it('says why it is empty where no report continues another', () => {
    const clients = trend.map((point, at) => ({ ...point, series: `client ${String(at)}` }));
    const words = 'each report is the first of its client, with none before it';
    expect(movementChart(theme, clients).subtitle).toContain(words);
    expect(movementChart(theme, clients).summary).toBe(`Nothing came or went: ${words}.`);
    expect(movementChart(theme, trend.slice(0, 1)).subtitle).toContain('no other report came before');
    expect(movementChart(theme, trend).subtitle).not.toContain('before it');
  });
});

describe('the breakdown chart', () => {
  const rows = [row('AZ', 10, 5), row(null, 3, 0), row('WA', 20, 4), row(null, 7, 0, false)];

  it('runs from the most leads down, with the leads in no report last', () => {
    expect(orderBreakdown('state', rows).map((r) => breakdownKey('state', r))).toEqual([
      'WA',
      'AZ',
      'Not given',
      'In no report',
    ]);
  });

  it('runs in time by month of entry', () => {
    const months = [row('2023-02', 1, 0), row('2022-12', 9, 0), row(null, 50, 0)];
    expect(orderBreakdown('entry_month', months).map((r) => breakdownKey('entry_month', r))).toEqual([
      'Dec 2022',
      'Feb 2023',
      'Not given',
    ]);
  });

  it('draws as many rows as it may and keeps all in the table twin', () => {
    const input = {
      dimension: 'state',
      rows,
      measure: 'appointment' as const,
      setting: 'ever · linked',
      limit: 1,
    };
    const spec = breakdownChart(theme, input);
    expect(spec.twin.rows).toHaveLength(4);
    const words = wordsOf(draw(spec));
    expect(words).toContain('and 2 more');
    // No value of the reports: they stand alone.
    expect(words).toContain('In no report');
  });

  it('gives a rate of nothing no number', () => {
    const input = { dimension: 'state', rows, measure: 'sale' as const, setting: 'ever · linked', limit: 9 };
    expect(breakdownChart(theme, input).twin.rows.map((r) => r[5])).toEqual([null, null, null, null]);
  });
});

describe('days to appointment', () => {
  it('has its median in the middle of the leads, not of the days', () => {
    expect(
      medianDays([
        { days: 30, leads: 1 },
        { days: 2, leads: 5 },
        { days: 4, leads: 2 },
      ]),
    ).toBe(2);
    expect(medianDays([])).toBeNull();
  });

  it('gathers long waits in the last bar and keeps them apart in the table', () => {
    const spec = daysChart(
      theme,
      [
        { days: 3, leads: 4 },
        { days: 61, leads: 1 },
        { days: 400, leads: 1 },
      ],
      'ever',
    );
    expect(wordsOf(draw(spec))).toContain('60+');
    expect(spec.twin.rows).toEqual([
      [3, 4],
      [61, 1],
      [400, 1],
    ]);
  });
});

describe('an axis', () => {
  it('never writes one number at two places, however small the numbers are', () => {
    const one = perCount(FUNNEL_STEPS, () => 1);
    const words = wordsOf(draw(funnelChart(theme, { ...view, counts: one })));
    expect(words.filter((word) => word === '0')).toHaveLength(1);
    expect(words.filter((word) => word === '1')).toHaveLength(FUNNEL_STEPS.length + 1);
    const shares = shareAxis(theme, [0.004]);
    expect(new Set([0, 0.001, 0.002, 0.003].map((value) => shares.axisLabel.formatter(value))).size).toBe(4);
  });
});

describe('the chart of cohorts', () => {
  it('writes the year of its weeks where they are of several', () => {
    const week = { leads: 10, appointment: 2, demo: 1, sale: 0, complete: true };
    const words = (weeks: readonly string[]) =>
      wordsOf(
        draw(
          cohortChart(
            theme,
            weeks.map((of) => ({ ...week, week: of })),
            'ever',
          ),
        ),
      );
    expect(words(['2024-12-30', '2025-12-29'])).toEqual(
      expect.arrayContaining([formatIsoDay('2024-12-30'), formatIsoDay('2025-12-29')]),
    );
    expect(words(['2025-12-22', '2025-12-29'])).not.toContain(formatIsoDay('2025-12-29'));
  });

  it('marks the weeks that are too young to judge', () => {
    const week = { leads: 10, appointment: 2, demo: 1, sale: 0 };
    const spec = cohortChart(
      theme,
      [
        { ...week, week: '2023-01-02', complete: true },
        { ...week, week: '2023-01-09', complete: false },
      ],
      'ever · linked',
    );
    expect(spec.twin.rows.map((r) => r[6])).toEqual(['complete', 'incomplete']);
    expect(spec.subtitle).toContain('too young');
    expect(spec.summary).toContain('1 complete week,');
  });
});

describe('the charts of matches', () => {
  it('show every tier with its share, in the order of trust', () => {
    const tiers = (['conflict', 'both', 'none'] as const).map((tier, i) => ({
      tier,
      identities: [1, 8, 1][i] ?? 0,
      crmLeads: 1,
      leads: 1,
    }));
    expect(tierChart(theme, tiers).twin.rows.map((r) => [r[0], r[2]])).toEqual([
      ['Both keys', 0.8],
      ['Conflict', 0.1],
      ['No match', 0.1],
    ]);
  });

  it('keep the empty bins between light and heavy links', () => {
    const spec = weightChart(theme, [
      { low: 2, high: 3, tier: 'conflict', links: 1 },
      { low: 5, high: 6, tier: 'both', links: 9 },
    ]);
    expect(spec.twin.rows.map((r) => r[0])).toEqual([2, 3, 4, 5]);
    expect(weightChart(theme, []).twin.rows).toEqual([]);
  });

  it('show one light link beside thousands of heavy ones: a step up is ten times as many', () => {
    const svg = draw(
      weightChart(theme, [
        { low: 2, high: 3, tier: 'conflict', links: 1 },
        { low: 5, high: 6, tier: 'both', links: 5000 },
      ]),
    );
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['1', '10', '100', '1,000']));
  });
});

describe('what charts have in common', () => {
  it('cannot be told to run markup by a value of a file', () => {
    expect(escapeHtml('<b a="1">&\'')).not.toMatch(/[<>"']/);
    expect(tooltipHtml(theme, '<img src=x>', [{ label: '<i>', value: '&' }])).not.toContain('<i');
  });

  it('carry title and subtitle in an exported picture', () => {
    const spec = funnelChart(theme, view);
    const words = wordsOf(draw(spec, withTitle(spec.option, spec.title, spec.subtitle, theme)));
    expect(words).toEqual(expect.arrayContaining([spec.title, spec.subtitle]));
  });
});
