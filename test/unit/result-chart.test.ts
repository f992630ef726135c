import { describe, expect, test } from 'vitest';
import { resultChart } from '../../shared/charts/result-chart';
import { measured, type ResultChart } from '../../shared/charts/result-words';
import type { ChartPoints } from '../../shared/contract/explore';
import { addsUp } from '../../shared/queries/sql/aggregates';
import { draw, theme, wordsOf } from '../support/chart-drawing';

const CHART: ResultChart = {
  kind: 'bar',
  x: { label: 'state', kind: 'text' },
  y: { label: 'rate' },
  series: null,
  sort: 'greatest',
};

const pointsOf = (given: Partial<ChartPoints>): ChartPoints => ({
  of: { kind: 'bar', x: 'state', y: 'rate', series: null, sort: 'greatest' },
  aggregate: 'mean',
  series: [{ value: null }],
  points: [
    { x: 'TX', y: 0.2164, series: 0, rows: 120 },
    { x: null, y: 0.0021, series: 0, rows: 3 },
  ],
  rows: 123,
  missing: 0,
  left: { points: 0, y: null, series: 0, seriesRows: 0 },
  ...given,
});

describe('a chart of a result', () => {
  test('says in its title and on its axis what a mark is of its rows, and how many they are', () => {
    const spec = resultChart(theme, CHART, pointsOf({}));
    expect(spec.title).toBe('Mean of rate by state');
    expect(spec.subtitle).toBe('123 rows · 3 to 120 rows behind each mark');
    const words = wordsOf(draw(spec));
    expect(words).toContain('Mean of rate');
    expect(words).toEqual(expect.arrayContaining(['TX', '(empty)', '0.216', '0.0021']));
    expect(spec.twin.columns.map(({ label }) => label)).toEqual(['state', 'Mean of rate', 'Rows']);
    expect(spec.twin.rows).toEqual([
      ['TX', '0.216', 120],
      ['(empty)', '0.0021', 3],
    ]);
  });

  test.each([
    ['none', 'rate by state'],
    ['sum', 'Sum of rate by state'],
    ['median', 'Median of rate by state'],
    ['count', 'Rows with rate by state'],
    ['min', 'Least rate by state'],
    ['max', 'Greatest rate by state'],
  ] as const)('names the aggregate: %s', (aggregate, title) => {
    expect(resultChart(theme, CHART, pointsOf({ aggregate })).title).toBe(title);
  });

  test('writes money with its cents and shares in percent, but not how many rows there are', () => {
    const twin = (kind: 'money' | 'share', aggregate: 'sum' | 'mean' | 'count') =>
      resultChart(
        theme,
        { ...CHART, y: { label: 'y', kind } },
        pointsOf({ aggregate, points: [{ x: 'TX', y: 0.5, series: 0, rows: 1 }] }),
      ).twin.rows[0]?.[1];
    expect([twin('money', 'sum'), twin('share', 'mean'), twin('money', 'count')]).toEqual([
      '0.50',
      '50.0 %',
      '0.5',
    ]);
  });

  test('says beside amounts what they are in, but not beside how many there are, nor beside those of deals, which are as their tool has them', () => {
    const cost = { name: 'cost', label: 'Cost', kind: 'money', description: '' } as const;
    const cents = { ...cost, name: 'cost_cents', label: 'Cost (cents)', kind: 'count' } as const;
    const deal = { ...cost, name: 'deal_amount' } as const;
    const said = (y: ResultChart['y'], aggregate: 'sum' | 'count', kind: 'bar' | 'line' = 'bar') => {
      const spec = resultChart(theme, { ...CHART, kind, y }, pointsOf({ aggregate }));
      const axis = kind === 'bar' ? spec.option.xAxis : spec.option.yAxis;
      return [spec.title, spec.twin.columns[1]?.label, (axis as { readonly name?: string }).name];
    };
    const usd = ['Sum of Cost by state', 'Sum of Cost, USD', 'Sum of Cost, USD'];
    expect(said(measured(cost), 'sum')).toEqual(usd);
    expect(said(measured(cost), 'sum', 'line')).toEqual(usd);
    expect(said(measured(cents), 'sum').slice(1)).toEqual(
      Array.from({ length: 2 }, () => 'Sum of Cost, USD cents'),
    );
    expect(said(measured(cost), 'count')[1]).toBe('Rows with Cost');
    expect(said(measured(deal), 'sum')[1]).toBe('Sum of Cost');
    expect(measured(null)).toBeNull();
  });

  test('says what it leaves out, and adds up what adds up only', () => {
    const left = { points: 7, y: null, series: 0, seriesRows: 0 };
    const mean = resultChart(theme, CHART, pointsOf({ left, missing: 4 }));
    expect(mean.subtitle).toContain('the greatest 2 of 9 · 4 rows without a value left out');
    const sum = resultChart(theme, CHART, pointsOf({ aggregate: 'sum', left: { ...left, y: 55 } }));
    expect(sum.subtitle).toContain('the greatest 2 of 9; the rest adds up to 55');
    const line = resultChart(theme, { ...CHART, kind: 'line', sort: 'x' }, pointsOf({ left }));
    expect(line.subtitle).toContain('2 of 9 places, evenly chosen');
  });

  test('tells series apart by colour and names them, the marks stand for the rows of its table', () => {
    const chart: ResultChart = { ...CHART, kind: 'line', series: { label: 'source', kind: 'text' } };
    const spec = resultChart(
      theme,
      chart,
      pointsOf({
        series: [{ value: 'web' }, 'rest'],
        points: [
          { x: 'TX', y: 1, series: 1, rows: 1 },
          { x: 'TX', y: 2, series: 0, rows: 1 },
          { x: 'AZ', y: 3, series: 0, rows: 1 },
        ],
      }),
    );
    expect(spec.title).toBe('Mean of rate by state and source');
    expect(wordsOf(draw(spec))).toEqual(expect.arrayContaining(['web', 'All others']));
    expect(spec.twin.rows[0]).toEqual(['TX', 'All others', '1', 1]);
    const row = (seriesId: string, dataIndex: number) =>
      spec.rowOf?.({ seriesId, dataIndex, dataType: null });
    expect([row('1', 0), row('0', 0), row('0', 1), row('0', 2)]).toEqual([0, 1, 2, null]);
  });

  test('gives each row a bar of its own where the reader wants no aggregate of rows that share a place', () => {
    const spec = resultChart(
      theme,
      CHART,
      pointsOf({
        aggregate: 'none',
        points: [
          { x: 'TX', y: 5, series: 0, rows: 1 },
          { x: 'TX', y: 4, series: 0, rows: 1 },
        ],
      }),
    );
    expect(wordsOf(draw(spec)).filter((word) => word === 'TX')).toHaveLength(2);
  });
});

test.each([
  ['appointment_rate', 'number', false],
  ['rate', 'number', false],
  ['roas', 'number', false],
  ['days_to_appointment', 'count', false],
  ['share', 'share', false],
  ['weight', 'number', false],
  ['lift', 'number', false],
  ['spend_usd', 'number', true],
  ['leads', 'count', true],
  ['revenue', 'number', true],
  ['average_revenue', 'number', false],
] as const)('the values of a column that is called %s (%s) can be added up: %s', (name, kind, expected) => {
  expect(addsUp({ name, kind })).toBe(expected);
});
