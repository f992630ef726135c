import { describe, expect, test } from 'vitest';
import { usualDateOrder } from '../../shared/stages/clean/values/usual-date-order';

const ENGLISH = ['Day', 'Campaign', 'Amount spent'];

describe('The usual order of day and month', () => {
  test('is the day first in dates with dots, where all that are filled have them', () => {
    for (const date of ['1.2.2026', '01.02.26', '1. 2. 2026', ' 1.2.2026 10:00'])
      expect(usualDateOrder(ENGLISH, [date, '', ' '], null), date).toBe('DMY');
    for (const date of ['1/2/2026', '1.2', '1.2.202', '1.2.20265', 'x1.2.2026', '2026.01.02', '123.1.2026'])
      expect(usualDateOrder(ENGLISH, [date], null), date).toBeNull();
    expect(usualDateOrder(ENGLISH, ['1.2.2026', '1/2/2026'], null)).toBeNull();
    expect(usualDateOrder(ENGLISH, ['1.2.2026'], 'MDY')).toBe('DMY');
  });

  test('is the day first under headers in languages that write so', () => {
    for (const header of ['Día', 'FECHA', 'Montant dépensé (EUR)', 'Währung', 'campanha', 'Custo/clique'])
      expect(usualDateOrder([...ENGLISH, header], ['1/2/2026'], null), header).toBe('DMY');
    expect(usualDateOrder(['Kosten'], [], null)).toBe('DMY');
  });

  test('is not said by a header where the service writes its dates the same in all languages', () => {
    expect(usualDateOrder(['Kosten'], ['1/2/2026'], 'MDY')).toBeNull();
  });

  test('is not known under English headers, of words that only contain such a word, or without dates', () => {
    expect(usualDateOrder(ENGLISH, ['1/2/2026'], null)).toBeNull();
    expect(usualDateOrder(['Diameter', 'Datum2x', ''], [], null)).toBe('DMY');
    expect(usualDateOrder(['Diameter', 'Dates', ''], [], null)).toBeNull();
    expect(usualDateOrder([], [], null)).toBeNull();
  });
});
