import { describe, expect, test } from 'vitest';
import { idOfNumber, IdReader, IdState, isDamagedId } from '../../shared/stages/clean/values/id-reader';

/** An id between other bytes, as it stands in its record. */
function read(text: string): { readonly state: IdState; readonly id: string; readonly written: string } {
  const bytes = new TextEncoder().encode(`9${text}.0`);
  const reader = new IdReader();
  const end = reader.read(bytes, 1, bytes.length - 2);
  expect(new TextDecoder().decode(bytes.subarray(bytes.length - 2))).toBe('.0');
  return {
    state: reader.state,
    id: new TextDecoder().decode(bytes.subarray(1, end)),
    written: reader.written,
  };
}

describe('An id that a spreadsheet or a data frame had in its hands', () => {
  test.each([
    ['1001.0', '1001'],
    ['1001.00', '1001'],
    ['7.0', '7'],
    ['0.0', '0'],
    ['1,001', '1001'],
    ['12,345,678', '12345678'],
    ['1,001.0', '1001'],
    ['1,001.00', '1001'],
    ['4.155550108E+9', '4155550108'],
    ['4.155550108E+09', '4155550108'],
    ['4,155550108e+09', '4155550108'],
    ['1.5E+1', '15'],
    ['1.50E+1', '15'],
    ['1.23E+002', '123'],
    ['1.12345678901234E+14', '112345678901234'],
  ])('is given back where it lost nothing: %s is %s', (text, id) => {
    expect(idOfNumber(text)).toBe(id);
    expect(isDamagedId(text)).toBe(false);
    expect(read(text)).toEqual({ state: IdState.Repaired, id, written: text });
  });

  test.each([
    '1E+5',
    '1.202E+17',
    '1.2E+2',
    '1.234E+2',
    '1.123456789012345E+15',
    '1.1234567890123456E+15',
    '9.9E+100',
  ])('is lost where digits are: %s', (text) => {
    expect(idOfNumber(text)).toBeNull();
    expect(isDamagedId(text)).toBe(true);
    expect(read(text)).toEqual({ state: IdState.Damaged, id: text, written: text });
  });

  test.each([
    '1001',
    '',
    '0',
    '10',
    '007',
    'CMP-1.0',
    '1001.5',
    '1001.01',
    '1001.',
    '.0',
    'a1001.0',
    '1001.0a',
    '1,00',
    '1,0011',
    '1234,567',
    '1,001.5',
    '12.5E+3',
    '1.5E-3',
    '1.5E3',
    'x1E+5',
    '1E+5x',
    '1E+1234',
    '4155550108',
    'abc',
    '+12',
    'a,001',
    'é100',
  ])('is none of the two where it is written otherwise: %s', (text) => {
    expect(idOfNumber(text)).toBeUndefined();
    expect(isDamagedId(text)).toBe(false);
    expect(read(text)).toEqual({ state: IdState.Sound, id: text, written: '' });
  });

  test('says nothing of the id before it', () => {
    const reader = new IdReader();
    const bytes = new TextEncoder().encode('7.0,abc');
    expect(reader.read(bytes, 0, 3)).toBe(1);
    expect(reader.read(bytes, 4, 7)).toBe(7);
    expect(reader.state).toBe(IdState.Sound);
  });
});
