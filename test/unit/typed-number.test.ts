import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { setLocale } from '../../shared/charts/format';
import { readTyped, writeNumber, writeTyped } from '../../shared/charts/typed-number';

afterEach(() => setLocale('en-US'));

describe('A number that is typed', () => {
  it.each([
    ['en-US', '4,200', '4200'],
    ['en-US', '4200', '4200'],
    ['en-US', '4.2', '4.2'],
    ['en-US', '1 234.5', '1234.5'],
    ['en-US', '0,92', null],
    ['en-US', '1,23,456', '123456'],
    ['en-US', '12,34', null],
    ['de-DE', '4.200', '4200'],
    ['de-DE', '4.200,50', '4200.50'],
    ['de-DE', '4,2', '4.2'],
    ['de-DE', '4.2', null],
    ['de-DE', '0.92', null],
    ['fr-FR', '1\u202f234,5', '1234.5'],
    ['fr-FR', '1 234,5', '1234.5'],
    ['de-CH', "1'234.5", '1234.5'],
    ['de-CH', '1’234.5', '1234.5'],
    ['en-IN', '12,34,567.5', '1234567.5'],
    ['ar-EG', '٤٬٢٠٠٫٥', '4200.5'],
    ['en-US', '−3.50', '-3.50'],
    ['en-US', '007', '7'],
    ['en-US', '', null],
    ['en-US', '1e3', null],
    ['en-US', '1.2.3', null],
    ['en-US', '--1', null],
    ['en-US', '12345678901234567890.123456789', '12345678901234567890.123456789'],
  ])('in %s as %s is %s', (locale, text, decimal) => {
    setLocale(locale);
    expect(readTyped(text)).toBe(decimal);
  });

  it('is read back from how it is shown, in every locale, with all its digits', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.nat({ max: 999_999_999 }))
      .map(([whole, part]) => `${String(whole)}.${String(part).padStart(9, '0')}`);
    const locale = fc.constantFrom(
      'en-US',
      'de-DE',
      'fr-FR',
      'es-ES',
      'pt-BR',
      'de-CH',
      'en-IN',
      'ar-EG',
      'pl-PL',
    );
    fc.assert(
      fc.property(locale, decimal, (of, text) => {
        setLocale(of);
        expect(readTyped(writeTyped(text))).toBe(text);
        expect(readTyped(writeNumber(text))).toBe(text);
      }),
    );
  });
});
