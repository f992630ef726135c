import { describe, expect, test } from 'vitest';
import type { QueryResult } from '../../shared/ports/database';
import { int, requiredText, rowsOf, text } from '../../shared/sql/records';

describe('A row of a result', () => {
  test('has its cells by the names of the columns', () => {
    const result = {
      names: ['city', 'leads'],
      rows: () => [['Tampa', 2], [null]],
    } as unknown as QueryResult;
    expect(rowsOf(result)).toEqual([
      { city: 'Tampa', leads: 2 },
      { city: null, leads: null },
    ]);
  });

  test('gives a number as it is, also one that came as text, and 0 where there is none', () => {
    const row = { leads: 3, cents: '120', none: null };
    expect([int(row, 'leads'), int(row, 'cents'), int(row, 'none'), int(row, 'gone')]).toEqual([
      3, 120, 0, 0,
    ]);
    expect(int(undefined, 'leads')).toBe(0);
  });

  test('gives a text, also an empty one and that of a number, and null where there is none', () => {
    const row = { city: 'Tampa', empty: '', zero: 0, none: null };
    expect([text(row, 'city'), text(row, 'empty'), text(row, 'zero')]).toEqual(['Tampa', '', '0']);
    expect([text(row, 'none'), text(row, 'gone'), text(undefined, 'city')]).toEqual([null, null, null]);
  });

  test('stops the query where it lacks a text that every row has', () => {
    expect([requiredText({ city: 'Tampa' }, 'city'), requiredText({ city: '' }, 'city')]).toEqual([
      'Tampa',
      '',
    ]);
    expect(() => requiredText({ city: null }, 'city')).toThrow('A row has no city.');
    expect(() => requiredText(undefined, 'city')).toThrow('A row has no city.');
  });
});
