import { describe, expect, it } from 'vitest';
import { choose, groupOf, knownGroups, sameGroups } from '../../renderer/features/funnel/disposition-rows';
import {
  clientWords,
  firstSides,
  periodOf,
  sidesOf,
  undatedWords,
  youngSides,
} from '../../renderer/features/compare/compare-setting';
import { sideNames } from '../../renderer/features/compare/side-names';
import { filtersOf } from '../../renderer/state/filters';
import { revenueFiltersOf } from '../../renderer/state/revenue-filters';
import type { FunnelView } from '../../shared/contract/funnel';

describe('the filters of a screen', () => {
  it('are read from its address, in one order', () => {
    expect(filtersOf({ basis: 'ever', 'only.tier': '["both"]', 'only.state': '["TX",null]' })).toEqual([
      { dimension: 'state', values: ['TX', null] },
      { dimension: 'tier', values: ['both'] },
    ]);
  });

  it('leave out what is none: broken text, no values, unknown dimensions', () => {
    expect(
      filtersOf({ 'only.state': '[', 'only.city': '[]', 'only.vendor': '{"a":1}', 'only.x': '["a"]' }),
    ).toEqual([]);
  });
});

describe('the filters of revenue', () => {
  it('are read from its address, and are none where it says nothing or nonsense', () => {
    expect(revenueFiltersOf({ from: '2026-01-01', campaigns: '["a"]' })).toEqual({
      from: '2026-01-01',
      to: null,
      campaigns: ['a'],
    });
    for (const params of [
      {},
      { model: 'linear' },
      { from: 'soon' },
      { campaigns: '[' },
      { campaigns: '[1]' },
    ]) {
      expect(revenueFiltersOf(params)).toBeUndefined();
    }
  });
});

describe('the sides of a comparison', () => {
  const view = {
    trend: [1, 2, 3].map((order) => ({ order, asOf: order === 3 ? '2026-02-09' : null })),
    breakdowns: {
      entry_month: ['2026-02', '2025-12', '2026-01'].map((key) => ({ key, reported: true })),
    },
    cohorts: [],
  } as unknown as FunnelView;

  it('are read from the address, and nothing is compared where it says nonsense', () => {
    expect(sidesOf('{"kind":"snapshots","a":1,"b":2}')).toEqual({ kind: 'snapshots', a: 1, b: 2 });
    for (const text of [undefined, '', '{', '{"kind":"snapshots"}', '{"kind":"periods","a":{"from":"x"}}']) {
      expect(sidesOf(text)).toBeNull();
    }
  });

  it('are at first the last snapshot and the one before, or the newer months and the older', () => {
    expect(firstSides('snapshots', view)).toEqual({ kind: 'snapshots', a: 2, b: 3 });
    expect(firstSides('periods', view)).toEqual({
      kind: 'periods',
      a: { from: '2025-12-01', to: '2025-12-31' },
      b: { from: '2026-01-01', to: '2026-02-28' },
    });
    expect(periodOf('2024-02', '2024-02').to).toBe('2024-02-29');
  });

  it('leave out at first what is too young to judge, and say it where a side is chosen that holds some', () => {
    const weeks = ['2025-12-29', '2026-01-26', '2026-02-02', '2026-02-09'];
    const cohorts = weeks.map((week) => ({ week, complete: week < '2026-02-01' }));
    const aging = { ...view, cohorts } as unknown as FunnelView;
    const first = firstSides('periods', aging);
    expect(first).toEqual({
      kind: 'periods',
      a: periodOf('2025-12', '2025-12'),
      b: periodOf('2026-01', '2026-01'),
    });
    expect(youngSides(first, aging)).toBeNull();
    const chosen = {
      kind: 'periods',
      a: periodOf('2026-01', '2026-01'),
      b: periodOf('2026-02', '2026-02'),
    } as const;
    expect(youngSides(chosen, aging)).toEqual({ from: '2026-02-02', sides: ['b'] });
    const allYoung = {
      ...view,
      cohorts: cohorts.map((c) => ({ ...c, complete: false })),
    } as unknown as FunnelView;
    expect(firstSides('periods', allYoung)).toEqual(firstSides('periods', view));
    expect(youngSides(chosen, allYoung)?.sides).toEqual(['a', 'b']);
  });

  it('are snapshots of one client at first, and say whose they are where there are several', () => {
    const trend = ['A', 'A', 'B'].map((series, i) => ({ order: i + 1, asOf: '2026-02-01', series }));
    const clients = { ...view, trend } as unknown as FunnelView;
    const first = firstSides('snapshots', clients);
    expect(first).toEqual({ kind: 'snapshots', a: 1, b: 2 });
    expect(sideNames(first, clients.trend).b).toBe('snapshot 2 (A, 1 Feb 2026)');
    expect(clientWords(first, clients)).toEqual([
      'Both sides count what the reports of A say, and nothing of other clients.',
    ]);
    expect(clientWords({ kind: 'snapshots', a: 2, b: 3 }, clients)).toEqual([
      expect.stringContaining('Their difference is no change over time.'),
    ]);
    expect(clientWords({ kind: 'snapshots', a: 1, b: 2 }, view)).toEqual([]);
  });

  it('say of periods how many leads can be in none, since no report says when they entered', () => {
    const counts = { delivered: 1200 } as FunnelView['counts'];
    const cohort = { appointment: 0, demo: 0, sale: 0, complete: true };
    const cohorts = [
      { ...cohort, week: '2026-01-05', leads: 700 },
      { ...cohort, week: '2026-01-12', leads: 499 },
    ];
    const periods = firstSides('periods', view);
    expect(undatedWords(periods, { counts, cohorts })).toEqual([
      '1 of 1,200 delivered leads has no day of entry, which reports say: it stands on neither side, and the shares here are those of reported leads.',
    ]);
    expect(undatedWords(periods, { counts: { ...counts, delivered: 1199 }, cohorts })).toEqual([]);
    expect(undatedWords({ kind: 'snapshots', a: 1, b: 2 }, { counts, cohorts })).toEqual([]);
  });

  it('have names that say which they are', () => {
    expect(sideNames({ kind: 'snapshots', a: 1, b: 3 }, view.trend)).toEqual({
      a: 'snapshot 1',
      b: 'snapshot 3 (9 Feb 2026)',
    });
    expect(sideNames(firstSides('periods', view), view.trend)).toEqual({
      a: 'entry Dec 2025',
      b: 'entry Jan 2026 to Feb 2026',
    });
  });
});

describe('the groups of dispositions', () => {
  const row = { code: 'CXL - HO', byProfile: 'Cancelled', count: 3 };

  it('are those of the profile until the project says otherwise, and what the profile says is no choice', () => {
    expect(groupOf(row, {})).toBe('Cancelled');
    const chosen = choose({}, row, ' Ours ');
    expect(groupOf(row, chosen)).toBe('Ours');
    expect(choose(chosen, row, 'Cancelled')).toEqual({});
    expect(choose(chosen, row, '  ')).toEqual({});
  });

  it('are all offered, those of the project too', () => {
    const view = { groups: ['Set', 'Other'], dispositions: [row] };
    expect(knownGroups(view.groups, { a: 'Ours', b: 'Set' })).toEqual(['Set', 'Other', 'Ours']);
    expect(sameGroups({ a: '1' }, { a: '1' })).toBe(true);
    expect(sameGroups({ a: '1' }, { b: '1' })).toBe(false);
  });
});
