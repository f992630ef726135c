import { describe, expect, it } from 'vitest';
import { allLine, segmentName, trendCells, trendColumns, trendLines } from '../../shared/charts/trend-lines';
import { shortNames, trendMost, trendPanelChart, trendScale } from '../../shared/charts/trend-panels';
import { trendPanelsChart } from '../../shared/charts/trend-picture';
import type { RateTrendsView, TrendPeriod, TrendSeries } from '../../shared/contract/rate-trends';
import { periodsBetween } from '../../shared/domain/calendar-periods';
import type { Trials } from '../../shared/domain/trend-test';
import { judgeTogether, type Verdict } from '../../shared/domain/trend-verdict';
import { draw, theme, wordsOf } from '../support/chart-drawing';

const APPOINTMENTS = { of: 'appointment', per: 'delivered' } as const;

const cells = (...pairs: readonly [hits: number, total: number][]): readonly Trials[] =>
  pairs.map(([hits, total]) => ({ hits, total }));

const series = (own: readonly Trials[], verdict?: Verdict): TrendSeries => {
  const [judged] = judgeTogether([own.slice(0, 4).map((cell, score) => ({ ...cell, score }))], 0.05);
  if (!judged) throw new Error('One segment is judged.');
  const leads = own.reduce((sum, { total }) => sum + total, 0);
  return { ...judged, cells: own, leads, ...(verdict ? { verdict } : {}) };
};

const PERIODS = periodsBetween('month', '2026-01-01', '2026-05-31').map((period, at): TrendPeriod =>
  at < 4
    ? { ...period, state: 'judged', reason: '' }
    : { ...period, state: 'young', reason: 'too young to judge' },
);

const FALLING = cells([45, 100], [38, 100], [30, 100], [20, 100], [1, 40]);
const FLAT = cells([30, 100], [31, 100], [29, 100], [30, 100], [2, 40]);
const TINY = cells([1, 1], [0, 2], [0, 0], [1, 1], [0, 1]);

const VIEW: RateTrendsView = {
  dimensions: ['state'],
  hasDeliveryDates: false,
  periods: PERIODS,
  all: series(
    FALLING.map((cell, at) => ({ hits: cell.hits + (FLAT[at]?.hits ?? 0), total: 2 * cell.total })),
  ),
  segments: [
    { key: 'CO', reported: true, ...series(FLAT) },
    { key: 'TX', reported: true, ...series(FALLING) },
  ],
  others: { ...series(TINY), values: [{ key: 'WY', reported: true, leads: 5 }] },
  undated: 0,
  outside: 0,
};

describe('Panels of a rate over time', () => {
  const scale = trendScale(VIEW, APPOINTMENTS);
  const lines = trendLines(VIEW, 'state');

  it('say first what gets worse, and others last without a verdict', () => {
    expect(lines.map(({ title, verdict }) => [title, verdict])).toEqual([
      ['TX', 'worse'],
      ['CO', 'unchanged'],
      ['Others (1)', null],
    ]);
  });

  it('have in their table twin the counts that their points are made of', () => {
    const { twin } = trendPanelChart(theme, lines[0]!, scale);
    expect(twin.columns.map(({ label }) => label)).toEqual([
      'Period',
      'Delivered leads',
      'Appointments',
      'Rate',
      '95 % from',
      '95 % to',
      'State',
    ]);
    expect(twin.rows.map((row) => [row[0], row[1], row[2], row[3], row[6]])).toEqual([
      ['Jan 2026', 100, 45, 0.45, 'judged'],
      ['Feb 2026', 100, 38, 0.38, 'judged'],
      ['Mar 2026', 100, 30, 0.3, 'judged'],
      ['Apr 2026', 100, 20, 0.2, 'judged'],
      ['May 2026', 40, 1, 0.025, 'too young to judge'],
    ]);
  });

  it('share one scale, which a point of one or two leads does not stretch', () => {
    expect(scale.most).toBeCloseTo(0.6, 12);
    expect(trendMost([series(TINY)])).toBe(1);
    const ends = lines.map((line) =>
      wordsOf(draw(trendPanelChart(theme, line, scale))).find((w) => w === '60 %'),
    );
    expect(ends).toEqual(['60 %', '60 %', '60 %']);
  });

  it('name weeks by their day, and with their year where there are several', () => {
    const weeks = (from: string, to: string): readonly string[] =>
      shortNames(
        periodsBetween('week', from, to).map((period): TrendPeriod => ({
          ...period,
          state: 'judged',
          reason: '',
        })),
      );
    expect(weeks('2026-01-05', '2026-01-18')).toEqual(['5 Jan', '12 Jan']);
    expect(weeks('2025-12-29', '2026-01-11')).toEqual(['29 Dec\n2025', '5 Jan\n2026']);
    expect(shortNames(PERIODS.slice(0, 2))).toEqual(['Jan 2026', 'Feb 2026']);
  });

  it('draw the trend only where there is a verdict of one, and hatch what is not judged', () => {
    const drawn = lines.map((line) => draw(trendPanelChart(theme, line, scale)));
    const dashed = (svg: string): boolean => svg.includes('stroke-dasharray');
    expect(drawn.map(dashed)).toEqual([true, false, false]);
    const judged = { ...scale, periods: PERIODS.map((period) => ({ ...period, state: 'judged' as const })) };
    const strokes = (svg: string): number => svg.split(theme.lineStrong).length;
    expect(strokes(drawn[1] ?? '')).toBeGreaterThan(
      strokes(draw(trendPanelChart(theme, lines[1]!, judged))) + 10,
    );
  });

  it('stand together in one picture for paper, each with its name and verdict', () => {
    const spec = trendPanelsChart(theme, lines, scale, { title: 'By state', subtitle: 'ever' });
    const words = wordsOf(draw(spec));
    expect(words).toContain('TX · Worse');
    expect(words).toContain('CO · No change told');
    expect(words).toContain('Others (1) · Not judged');
    expect(spec.subtitle).toContain('hatched: too young to judge');
    expect(spec.twin.rows).toHaveLength(15);
    expect(spec.summary).toBe('Gets worse: TX. No change that could be told from chance: CO.');
  });

  it('have a table whose columns name their units in CSV, with a cell for each', () => {
    const columns = trendColumns('state', APPOINTMENTS);
    expect(columns.map(({ csv }) => csv).slice(0, 6)).toEqual([
      'State',
      'Leads (leads)',
      'Share of leads (fraction)',
      'Delivered leads (leads)',
      'Appointments (leads)',
      'Rate (fraction)',
    ]);
    const [first, , others] = lines.map((line) => trendCells(line, VIEW.all.leads));
    expect(first).toHaveLength(columns.length);
    expect(first?.slice(0, 6)).toEqual(['TX', 440, 0.5, 400, 133, 0.3325]);
    expect(first?.at(-1)).toBe('Gets worse');
    expect(others?.slice(-3)).toEqual([null, null, 'Not judged: several values together']);
    expect(trendCells(allLine(VIEW), VIEW.all.leads)[1]).toBe(880);
  });

  it('name tiers in words, a missing value, and the leads in no report', () => {
    expect(segmentName('tier', { key: 'email_only', reported: true })).toBe('E-mail only');
    expect(segmentName('state', { key: null, reported: true })).toBe('Not given');
    expect(segmentName('state', { key: null, reported: false })).toBe('In no report');
  });
});
