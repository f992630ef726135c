import { describe, expect, it } from 'vitest';
import { currencyColumn } from '../../shared/stages/classify/currency-column';

const headerOf = (...columns: readonly (readonly [string, readonly string[]])[]): string | null =>
  currencyColumn(columns.map(([header, values]) => ({ header, values })))?.header ?? null;

describe('The column that states a currency', () => {
  it.each([
    'customer_currency_code',
    'customer.currency_code',
    'advertiser_currency',
    'Moneda',
    'Code de la devise',
    'Währung',
    'Valutacode',
    'invoice_currency',
    'presentment_currency',
  ])('is %s, where it holds codes of currencies', (header) => {
    expect(headerOf(['amount', ['1', '2']], [header, ['MXN', '', 'usd']])).toBe(header);
  });

  it('is none that holds something else, nothing, or has another name', () => {
    expect(headerOf(['currency note', ['MXN', 'as agreed']])).toBeNull();
    expect(headerOf(['my_currency', ['', ' ']])).toBeNull();
    expect(headerOf(['market', ['USD', 'MXN']])).toBeNull();
  });

  it('is none of an amount that was converted or settled', () => {
    expect(headerOf(['Converted Currency', ['USD']], ['settlement_currency', ['USD']])).toBeNull();
  });

  it('is the one of several only where they say the same', () => {
    expect(headerOf(['a_currency', ['USD', 'MXN']], ['b_currency', ['USD', 'MXN']])).toBe('a_currency');
    expect(headerOf(['a_currency', ['USD', 'MXN']], ['b_currency', ['USD', 'USD']])).toBeNull();
  });
});
