import { expect, test } from 'vitest';
import { thingBasis } from '../../shared/charts/thing-words';
import type { RevenueFilters } from '../../shared/contract/revenue';
import type { Thing } from '../../shared/contract/thing';

const MAY: RevenueFilters = { from: '2026-05-01', to: '2026-05-31', campaigns: ['Spring'] };

const revenue = { model: 'linear', splitBy: 'spend', filters: MAY } as const;

const figure = (metric: 'attributed' | 'people' | 'customers', filters: RevenueFilters | null): Thing => ({
  ...revenue,
  kind: 'revenueFigure',
  metric,
  filters,
});

test('A pinned number of Revenue says what it is narrowed to', () => {
  expect(thingBasis(figure('attributed', MAY))).toBe('Linear · 1 May 2026 to 31 May 2026 · Campaign: Spring');
  expect(thingBasis(figure('attributed', null))).toBe('Linear');
});

test('What filters of revenue leave as it is says so in their place', () => {
  const whole: readonly Thing[] = [
    figure('people', MAY),
    figure('customers', MAY),
    { ...revenue, kind: 'revenueChart', chart: 'lead_status' },
    { ...revenue, kind: 'revenueTable', table: 'coverage' },
  ];
  expect(whole.map(thingBasis)).toEqual(whole.map(() => 'Linear · not narrowed'));
  expect(thingBasis(figure('customers', null))).toBe('Linear');
});
