import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOfBreakdown, breakdownChart, orderBreakdown } from '../../shared/charts/breakdown-chart';
import { cohortCells, cohortHeatChart } from '../../shared/charts/cohort-heat-chart';
import { shareAxis } from '../../shared/charts/axes';
import { contrast, mixed, sequenceColour, textOn } from '../../shared/charts/colour';
import { compareChart, differenceWords, relativeChange } from '../../shared/charts/compare-chart';
import { drawnDays, daysChart } from '../../shared/charts/days-chart';
import { filtersInWords, filterWords } from '../../shared/charts/filter-words';
import { withTitle } from '../../shared/charts/parts';
import { isGathered, pathChart, pathMarks } from '../../shared/charts/path-chart';
import { stateMapChart, statesOnMap } from '../../shared/charts/state-map-chart';
import { STATE_TILES, stateCode, TILE_GRID } from '../../shared/charts/state-tiles';
import type { CompareView } from '../../shared/contract/compare';
import { FUNNEL_STEPS } from '../../shared/domain/lead-quality';
import type { FunnelView } from '../../shared/contract/funnel';
import { PATH_STAGES } from '../../shared/domain/lead-quality';
import type { BreakdownRow } from '../../shared/contract/summary';
import { wilson } from '../../shared/domain/rate';
import { draw, theme, wordsOf } from '../support/chart-drawing';

const row = (key: string | null, leads: number, appointment: number, reported = true): BreakdownRow => ({
  key,
  reported,
  leads,
  appointment,
  demo: 0,
  sale: 0,
});

describe('the map of states', () => {
  const rows = [
    row('TX', 100, 30),
    row('texas', 20, 0),
    row('WY', 5, 5),
    row('Bavaria', 7, 1),
    row(null, 3, 0),
    row(null, 9, 0, false),
  ];
  const spec = stateMapChart(theme, rows, 'appointment', 'ever · linked');

  it('has each state once, none over another, and the states of all times and names', () => {
    expect(STATE_TILES).toHaveLength(52);
    expect(new Set(STATE_TILES.map(({ code }) => code)).size).toBe(52);
    expect(new Set(STATE_TILES.map(({ column, row: at }) => `${String(column)}/${String(at)}`)).size).toBe(
      52,
    );
    for (const { code, column } of STATE_TILES) {
      expect(stateCode(code.toLowerCase())).toBe(code);
      expect(column).toBeLessThan(TILE_GRID.columns);
    }
    expect(stateCode(' New Mexico ')).toBe('NM');
  });

  it('adds up a state that is written in two ways, and says what it does not draw', () => {
    const { states, elsewhere } = statesOnMap(rows);
    expect(states.map(({ code, keys, row: sum }) => [code, keys, sum.leads])).toEqual([
      ['TX', ['TX', 'texas'], 120],
      ['WY', ['WY'], 5],
    ]);
    expect(elsewhere).toEqual({ leads: 10, unreported: 9 });
    expect(spec.subtitle).toContain('not drawn: 10 without a state of the map, 9 in no report');
  });

  it('shows no share of fewer than ten leads, greys them and says so', () => {
    const words = wordsOf(draw(spec));
    expect(words).toContain('25 %');
    expect(words).not.toContain('100 %');
    expect(spec.subtitle).toContain('grey: fewer than 10');
    expect(draw(spec)).toContain(mixed(theme.surface, theme.neutral, 0.3));
  });

  it('opens the row of the table twin for each square with leads, none for the others', () => {
    const at = (code: string) =>
      spec.rowOf?.({
        seriesId: 'tiles',
        dataType: null,
        dataIndex: STATE_TILES.findIndex((tile) => tile.code === code),
      });
    expect(at('TX')).toBe(0);
    expect(at('WY')).toBe(1);
    expect(at('CA')).toBeNull();
  });

  it('is drawn without any state', () => {
    expect(draw(stateMapChart(theme, [], 'sale', ''))).toContain('<svg');
  });
});

describe('the colours of a sequence', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  it('grow from near the page to the accent, and text on them can be read', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const far = (colour: string) => contrast(theme.surface, colour);
        expect(far(sequenceColour(theme, high))).toBeGreaterThanOrEqual(
          far(sequenceColour(theme, low)) - 1e-9,
        );
        const fill = sequenceColour(theme, a);
        expect(contrast(textOn(theme, fill), fill)).toBeGreaterThanOrEqual(4.2);
      }),
    );
    expect(sequenceColour(theme, 1)).toBe(theme.accent);
  });

  it('are the same where a style sheet writes its colours shorter', () => {
    for (const surface of ['#fff', 'white', 'rgb(255, 255, 255)']) {
      const short = { ...theme, surface };
      for (const at of [0, 0.3, 0.9])
        expect(sequenceColour(short, at)).toBe(sequenceColour({ ...theme, surface: '#ffffff' }, at));
      expect(contrast(surface, '#000')).toBe(21);
    }
  });
});

describe('an axis of shares', () => {
  it('ends at the whole where something comes near it, and where its values end otherwise', () => {
    expect(shareAxis(theme, [0.2, 0.97])).toMatchObject({ max: 1, interval: 0.25 });
    expect(shareAxis(theme, [0.2, null, 0.6])).not.toHaveProperty('max');
  });
});

describe('the paths between states', () => {
  const path = fc.record({
    first: fc.constantFrom('Set', 'Sold', 'Cancelled', null),
    furthest: fc.constantFrom(...PATH_STAGES),
    last: fc.constantFrom('Set', 'Sold', 'Cancelled', null),
    leads: fc.integer({ min: 1, max: 900 }),
  });

  it('lose and win no lead: each of the three places, and each step between them, adds up to all', () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 30 }), (paths) => {
        const total = paths.reduce((sum, p) => sum + p.leads, 0);
        const { places, flows } = pathMarks(paths);
        const sum = (marks: typeof places) => marks.reduce((all, mark) => all + mark.leads, 0);
        for (const end of ['first', 'furthest', 'last']) {
          expect(sum(places.filter((mark) => mark.from.end === end))).toBe(total);
        }
        for (const end of ['first', 'furthest'])
          expect(sum(flows.filter((mark) => mark.from.end === end))).toBe(total);
      }),
    );
  });

  it('name their places with their leads, and a flow opens its row of the table twin', () => {
    const paths: FunnelView['paths'] = [
      { first: 'Set', furthest: 'sale', last: 'Sold', leads: 4 },
      { first: 'No contact', furthest: 'none', last: null, leads: 11 },
    ];
    const spec = pathChart(theme, paths, 'ever · linked');
    const words = wordsOf(draw(spec)).join(' ');
    for (const name of ['No contact', 'No appointment', 'No disposition', 'Sold'])
      expect(words).toContain(name);
    const row = spec.twin.rows[spec.rowOf?.({ seriesId: 'paths', dataType: 'edge', dataIndex: 0 }) ?? -1];
    expect(row).toEqual(['First reported as: No contact', 'Got as far as: No appointment', 11, 11 / 15]);
    expect(spec.rowOf?.({ seriesId: 'paths', dataType: 'node', dataIndex: 1 })).toBe(1);
  });

  it('take the smallest groups together where there are too many, and open none of them alone', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({
      first: `Group ${String(i)}`,
      furthest: 'none' as const,
      last: 'Set',
      leads: 100 - i,
    }));
    const { places, flows } = pathMarks(many);
    expect(places.filter((mark) => mark.from.end === 'first')).toHaveLength(14);
    expect(places.filter(isGathered).map((mark) => mark.leads)).toEqual([
      many.slice(13).reduce((sum, path) => sum + path.leads, 0),
    ]);
    expect(flows.filter(isGathered)).toHaveLength(1);
    expect(wordsOf(draw(pathChart(theme, many, ''))).join(' ')).toContain('Other groups');
  });

  it('are drawn without a lead, and with a title inside the picture', () => {
    const none = pathChart(theme, [], '');
    expect(draw(none)).toContain('<svg');
    expect(wordsOf(draw(none, withTitle(none.option, none.title, 'Below', theme)))).toContain('Below');
  });
});

describe('the cohorts by age', () => {
  const view = {
    cohorts: [
      { week: '2026-01-05', leads: 10, appointment: 5, demo: 0, sale: 0, complete: true },
      { week: '2026-02-02', leads: 8, appointment: 1, demo: 0, sale: 0, complete: false },
    ],
    cohortAges: [
      { week: '2026-01-05', age: 0, leads: 2 },
      { week: '2026-01-05', age: 3, leads: 3 },
      { week: '2026-01-05', age: null, leads: 5 },
      { week: '2026-02-02', age: 0, leads: 1 },
      { week: '2026-02-02', age: null, leads: 7 },
    ],
    newestEntry: '2026-02-11',
  };

  it('add up over the weeks, and have no cell whose time has not come', () => {
    const cells = cohortCells(view);
    expect(cells.filter(({ week }) => week === '2026-01-05').map((cell) => cell.appointments)).toEqual([
      2, 2, 2, 5, 5, 5,
    ]);
    expect(cells.filter(({ week }) => week === '2026-02-02').map((cell) => cell.age)).toEqual([0, 1]);
  });

  it('mark a week that is too young to judge in the picture and in the table twin', () => {
    const spec = cohortHeatChart(theme, view, 'ever · linked');
    expect(spec.subtitle).toContain('italic: too young to judge');
    expect(new Set(spec.twin.rows.map((r) => r[5]))).toEqual(new Set(['complete', 'incomplete']));
    expect(wordsOf(draw(spec))).toContain('50');
    expect(draw(cohortHeatChart(theme, { cohorts: [], cohortAges: [], newestEntry: null }, ''))).toContain(
      '<svg',
    );
  });
});

describe('days to the appointment', () => {
  it('gather long waits in one open bar, and mistakes of a year do not squeeze the others', () => {
    const bars = drawnDays([
      { days: -900, leads: 1 },
      { days: 3, leads: 4 },
      { days: 61, leads: 2 },
      { days: 400, leads: 1 },
    ]);
    expect(bars.at(-1)).toEqual({ label: '60+', leads: 3, low: 60, high: null });
    expect(bars.length).toBeLessThanOrEqual(121);
    expect(draw(daysChart(theme, [], ''))).toContain('<svg');
  });
});

describe('a breakdown of ten thousand values', () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => row(`city ${String(i)}`, i % 50, i % 20));
  const spec = breakdownChart(theme, {
    dimension: 'city',
    rows: orderBreakdown('city', rows),
    measure: 'appointment',
    setting: '',
    limit: 20,
  });

  it('draws the first ones and one bar for all others, with the others added up', () => {
    expect(spec.height).toBeLessThan(700);
    expect(wordsOf(draw(spec))).toContain('and 9,980 more');
    expect(spec.twin.rows).toHaveLength(10_000);
  });

  it('lets a bar stand for just the rows that it adds up, and leads in no report for themselves', () => {
    const named = [row('A', 9, 1), row('B', 8, 1), row('C', 7, 1), row('', 5, 0, false)];
    const keys = (limit: number) => barsOfBreakdown(named, limit).map((bar) => bar.map(({ key }) => key));
    expect(keys(1)).toEqual([['A'], ['B', 'C'], ['']]);
    expect(keys(2)).toEqual([['A'], ['B'], ['C'], ['']]);
  });

  it('greys places with few leads, and says so', () => {
    const few = breakdownChart(theme, {
      dimension: 'city',
      rows: [row('A', 9, 1), row('B', 10, 1)],
      measure: 'appointment',
      setting: '',
      limit: 20,
    });
    expect(few.subtitle).toContain('grey: fewer than 10 delivered leads');
    const one = breakdownChart(theme, {
      dimension: 'city',
      rows: [row('B', 10, 1)],
      measure: 'appointment',
      setting: '',
      limit: 20,
    });
    expect(one.subtitle).not.toContain('grey');
    expect(
      draw(breakdownChart(theme, { dimension: 'city', rows: [], measure: 'sale', setting: '', limit: 20 })),
    ).toContain('<svg');
  });
});

describe('a comparison', () => {
  const view: CompareView = {
    sides: { kind: 'snapshots', a: 1, b: 2 },
    hasPreviousRun: false,
    counts: FUNNEL_STEPS.map((step, i) => ({
      step,
      a: 100 - i * 10,
      b: 110 - i * 10,
      gained: 12,
      lost: 2,
      rates: step === 'delivered' ? null : { a: wilson(100 - i * 10, 100), b: wilson(100 - i * 10, 110) },
      difference: null,
    })),
  };
  const names = { a: 'snapshot 1', b: 'snapshot 2' };

  it('names both sides, what each counts and what changed', () => {
    const spec = compareChart(theme, view, names, 'ever · linked');
    expect(spec.title).toBe('Snapshot 2 against snapshot 1');
    expect(wordsOf(draw(spec))).toEqual(expect.arrayContaining(['Sales', '50', '60', '+10', '+20.0 %']));
    expect(spec.twin.rows).toHaveLength(FUNNEL_STEPS.length * 2);
  });

  it('compares shares where the sides hold other leads', () => {
    const period = { from: '2026-01-01', to: '2026-01-31' };
    const spec = compareChart(
      theme,
      { ...view, sides: { kind: 'periods', a: period, b: period } },
      names,
      '',
    );
    expect(spec.subtitle).toContain('share of the delivered leads of each period (100 and 110)');
    expect(spec.twin.rows).toHaveLength((FUNNEL_STEPS.length - 1) * 2);
  });

  it('states a relative change only of something', () => {
    expect(relativeChange(0, 5)).toBe('');
    expect(relativeChange(4, 5)).toBe('+25.0 %');
    expect(relativeChange(5, 4)).toBe('−20.0 %');
    expect(differenceWords({ value: 0.012, low: -0.004, high: 0.028 })).toBe('+1.2 points (−0.4 to 2.8)');
    expect(differenceWords({ value: null, low: null, high: null })).toBe('');
  });
});

describe('filters in words', () => {
  it('name the dimension and the values, and shorten long lists', () => {
    expect(filterWords({ dimension: 'state', values: ['TX', null] })).toBe('State: TX, not given');
    expect(filterWords({ dimension: 'city', values: ['A', 'B', 'C', 'D', 'E'] })).toBe(
      'City: A, B and 3 more',
    );
    expect(
      filterWords({ dimension: 'entry_month', values: ['2026-01', '2026-02', '2026-03', '2026-04'] }),
    ).toBe('Month of entry: Jan 2026 to Apr 2026');
    expect(
      filtersInWords([
        { dimension: 'tier', values: ['both'] },
        { dimension: 'reported', values: ['no'] },
      ]),
    ).toBe('Tier: Both keys · Reports: in no report');
  });
});
