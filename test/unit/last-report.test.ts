import { describe, expect, test } from 'vitest';
import { changeWords } from '../../shared/charts/last-report';
import type { FunnelView, TrendPoint } from '../../shared/contract/funnel';

type View = Parameters<typeof changeWords>[0];

const report = (order: number, series?: string): TrendPoint => ({
  order,
  file: `report-${String(order)}.csv`,
  asOf: null,
  ...(series === undefined ? {} : { series }),
  rows: 0,
  set_reported: 0,
  appointment: 0,
  appointment_date: 0,
  demo: 0,
  sale: 0,
  newLeads: 0,
  agedOut: 0,
  vanished: 0,
});

/** A folder in which so many sales were known by each report. */
const view = (sales: readonly number[], series: readonly (string | undefined)[] = []): View => ({
  reached: sales.map((sale, at) => ({
    order: at + 1,
    matched: sale,
    set_reported: sale,
    appointment: sale,
    demo: sale,
    sale,
  })),
  counts: { sale: sales.at(-1) ?? 0 } as FunnelView['counts'],
  trend: sales.map((_, at) => report(at + 1, series[at])),
});

describe('what the last report changed', () => {
  test('is the number now less the one by the report before', () => {
    expect(changeWords(view([3, 8]), 'sale')).toBe('+5 with the last report');
  });

  test('is said of the last report where it continues those of its client', () => {
    expect(changeWords(view([3, 4, 8], ['acme', 'bolt', 'acme']), 'sale')).toBe('+4 with the last report');
  });

  test('names the client where the last report is its first: nothing grew, another client came', () => {
    expect(changeWords(view([2, 3, 8], ['acme', 'acme', 'bolt']), 'sale')).toBe(
      '+5 with the first report of bolt',
    );
  });

  test('is not said of a single report, nor of a number that is not the one shown', () => {
    expect(changeWords(view([8]), 'sale')).toBe('');
    expect(changeWords({ ...view([3, 8]), counts: { sale: 7 } as FunnelView['counts'] }, 'sale')).toBe('');
  });
});
