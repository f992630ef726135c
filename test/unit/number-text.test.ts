import { describe, expect, it } from 'vitest';
import { currencyCode } from '../../shared/stages/clean/values/currency-mark';
import { decimalText, readNumberText } from '../../shared/stages/clean/values/number-text';

const read = (text: string, dotGroups = false, commaGroups = false): string | null => {
  const number = readNumberText(text);
  const decimal = decimalText(number, dotGroups, commaGroups);
  return decimal === null ? null : `${number.isNegative ? '-' : ''}${decimal}`;
};

describe('A written number', () => {
  it.each([
    ['1,234,567.89', '1234567.89'],
    ['1.234.567,89', '1234567.89'],
    ['451.332.00', '451332.00'],
    ['2.320.33', '2320.33'],
    ['465528.0', '465528.0'],
    ['1 234,50', '1234.50'],
    ['1\u202f234,50', '1234.50'],
    ["1'234.50", '1234.50'],
    ['(12.00)', '-12.00'],
    ['-12.00', '-12.00'],
    ['12.00-', '-12.00'],
    ['−12', '-12'],
    ['-$1,234.5', '-1234.5'],
    ['€1.200,00', '1200.00'],
    ['1.200,00 €', '1200.00'],
    ['MXN 854.76', '854.76'],
    ['854,76 eur', '854.76'],
    ['R$ 1.234,50', '1234.50'],
    ['COP$ 1.234.500', '1234500'],
    ['S/ 12.50', '12.50'],
    ['12,50 zł', '12.50'],
    ['₹1,23,456.50', '123456.50'],
    ["CHF 1'234.50", '1234.50'],
    ['1\u2009234,56 €', '1234.56'],
    ['$(1,234.50)', '-1234.50'],
    ['( 12.00 )', '-12.00'],
    ['(12,00) €', '-12.00'],
    ['5,00- €', '-5.00'],
    ['$-5.00', '-5.00'],
    ['€ 5,00-', '-5.00'],
    ['1,234,567', '1234567'],
    ['1.234.567', '1234567'],
    ['.5', '0.5'],
    ['0.123', '0.123'],
    ['0,123', '0.123'],
    ['12,5', '12.5'],
    ['321.43000000000001', '321.43000000000001'],
    ['007', '007'],
  ])('reads %s as %s, whatever the rest of its column', (text, expected) => {
    expect(read(text, false, false)).toBe(expected);
    expect(read(text, true, true)).toBe(expected);
  });

  it('is thousands or decimals as its column decides where one separator stands before three digits', () => {
    expect(read('€1.200', true)).toBe('1200');
    expect(read('€1.200', false)).toBe('1.200');
    expect(read('1,200', false, true)).toBe('1200');
    expect(read('1,200', false, false)).toBe('1.200');
  });

  it.each([
    'abc',
    '12abc',
    '€5 USD',
    '#REF!',
    '5.12%',
    '(5',
    '1.2.3',
    '12,34,5',
    '1.234,567.8',
    '12 34',
    '(12.00',
    '--5',
    '1e5',
    '12%',
    '12.',
    '0.123.456',
  ])('is refused as %s', (text) => {
    expect(read(text, true, true)).toBeNull();
  });

  it('states a currency by its code or its sign, and none by a dollar sign alone', () => {
    const currency = (text: string): string | null => readNumberText(text).currency;
    expect(currency('€1.200')).toBe('EUR');
    expect(currency('1.200 MXN')).toBe('MXN');
    expect(currency('US$5')).toBe('USD');
    expect(currency('$5')).toBeNull();
    expect(currency('¥5')).toBe('¥');
    expect(currency('5.00')).toBeNull();
    expect(currency('5 usd')).toBe('USD');
    expect(currency('COP$ 5')).toBe('COP');
    expect(currency('R$5')).toBe('BRL');
    expect(currency('US$5 USD')).toBe('USD');
    expect(currency('$5 CAD')).toBe('CAD');
    expect(currency('₱5')).toBe('PHP');
  });

  it('that cannot be read states no currency', () => {
    for (const text of ['#REF!', '#N/A', 'abc EUR', 'USD', 'NULL', '#DIV/0!'])
      expect(readNumberText(text).currency, text).toBeNull();
  });
});

describe('A cell of a currency column', () => {
  it.each([
    ['eur', 'EUR'],
    ['USD', 'USD'],
    ['€', 'EUR'],
    ['mx$', 'MXN'],
    ['¥', '¥'],
    ['XX$', 'XX$'],
  ])('%s states %s', (text, code) => {
    expect(currencyCode(text)).toBe(code);
  });

  it.each(['$', 'euro', 'EU', '12', 'EUR/USD', ''])('%s states none', (text) => {
    expect(currencyCode(text)).toBeNull();
  });
});
