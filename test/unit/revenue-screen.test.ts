import { afterEach, describe, expect, it } from 'vitest';
import { fileGroups } from '../../renderer/features/sources/file-groups';
import {
  currenciesWithoutRate,
  leapsOf,
  rateFault,
  rateInWords,
  rateRows,
  ratesOf,
  sameRates,
} from '../../renderer/features/sources/rate-rows';
import { constantColumns } from '../../renderer/ui/grid/grid-query';
import { setLocale } from '../../shared/charts/format';
import { allRows } from '../../shared/contract/grid';
import type { Finding } from '../../shared/domain/finding';
import { fileReport } from '../support/file-report';

afterEach(() => setLocale('en-US'));

describe('the rate table', () => {
  const rates = { USD: '1', MXN: '17', COP: '4200' };

  it('keeps the project currency out of what can be edited, and at 1', () => {
    const rows = rateRows(rates, []);
    expect(rows.map((row) => row.currency)).toEqual(['COP', 'MXN']);
    expect(ratesOf(rows)).toEqual(rates);
    expect(sameRates(ratesOf(rows), rates)).toBe(true);
  });

  it('takes numbers above 0 and nothing else', () => {
    const fault = (rate: string): string | null => {
      const row = { currency: 'EUR', rate };
      return rateFault(row, [row]);
    };
    expect(['0.92', '17', '4200.5'].map(fault)).toEqual([null, null, null]);
    for (const bad of ['0', '-1', '1.0123456789']) expect(fault(bad)).toContain('a number above 0');
    for (const bad of ['', '0,92', '1e3', 'x', '.5']) expect(fault(bad)).toContain('such as 1,234.5');
  });

  it('is read and shown as numbers are written where the reader is', () => {
    setLocale('de-DE');
    const typed = [{ currency: 'COP', rate: '4.200' }];
    expect(ratesOf(typed)).toEqual({ USD: '1', COP: '4200' });
    expect(rateInWords(typed[0]!)).toBe('1 USD = 4.200 COP');
    expect(ratesOf([{ currency: 'EUR', rate: '0,92' }])).toEqual({ USD: '1', EUR: '0.92' });
    const english = { currency: 'EUR', rate: '0.92' };
    expect(rateFault(english, [english])).toContain('such as 1.234,5');
    const kept = { USD: '1', COP: '4200.5' };
    expect(rateRows(kept, [])).toEqual([{ currency: 'COP', rate: '4200,5' }]);
    expect(ratesOf(rateRows(kept, []))).toEqual(kept);
  });

  it('names rates that change their order of magnitude', () => {
    const after = { ...rates, COP: '4.2', MXN: '18', EUR: '0.9' };
    expect(leapsOf(rates, after)).toEqual(['1 USD = 4.2 COP, and was 4,200']);
  });

  it('takes a currency once, and by its three letters', () => {
    const twice = [
      { currency: 'EUR', rate: '1' },
      { currency: 'EUR', rate: '2' },
    ];
    expect(rateFault(twice[0]!, twice)).toContain('more than one rate');
    const odd = { currency: 'EURO', rate: '1' };
    expect(rateFault(odd, [odd])).toContain('three capital letters');
  });

  it('offers a row for each currency that was met and has no rate', () => {
    const finding = {
      code: 'unconverted_currency',
      rows: { table: 'invoices', where: [{ column: 'currency', value: 'EUR' }] },
    } as unknown as Finding;
    expect(currenciesWithoutRate([finding, finding], rates)).toEqual(['EUR']);
    expect(currenciesWithoutRate([finding], { ...rates, EUR: '0.92' })).toEqual([]);
  });
});

describe('a grid of rows behind a number', () => {
  it('leaves out the columns in which its query allows one value only', () => {
    const query = {
      ...allRows('t'),
      filters: [
        { op: 'equals' as const, column: 'model', value: 'linear' },
        { op: 'in' as const, column: 'status', values: ['a', 'b'] },
      ],
      sort: [],
    };
    expect([...constantColumns(query)]).toEqual(['model']);
  });
});

describe('sources of one file each', () => {
  it('share a group in which each line names its source', () => {
    const files = [
      fileReport('ads.csv', { sourceTitle: 'Google Ads' }),
      fileReport('stripe.csv', { sourceTitle: 'Stripe invoices' }),
      fileReport('a.csv', { sourceTitle: 'CRM report' }),
      fileReport('b.csv', { sourceTitle: 'CRM report' }),
    ];
    expect(fileGroups(files).map((g) => [g.title, g.mixed, g.files.length])).toEqual([
      ['CRM report', false, 2],
      ['One file each', true, 2],
    ]);
  });
});
