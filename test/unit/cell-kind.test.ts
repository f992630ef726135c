import { describe, expect, test } from 'vitest';
import { cellKind, columnKind, type CellKind } from '../../shared/stages/discover/cell-kind';

describe('A cell', () => {
  const LOOKS: Readonly<Record<CellKind, readonly string[]>> = {
    empty: ['', '  ', '-', '—', 'N/A', 'null', '(not set)', '#REF!', '####'],
    number: ['1', '-1.5', '1,234.50', '$ 12', '€12', '12%', '(3.00)', '1e5', '2.5E-3', '−4'],
    year: ['1999', '2024', ' 2024 '],
    date: [
      '2024-01-31',
      '31/01/2024',
      '31.1.24',
      'Jan 5, 2024',
      'Wed, 31 January 2024',
      '5 de enero de 2024',
      '5 ene 2024',
      '3 fev 2024',
      '3. Mrz 2024',
      '15 aout 2024',
      '15 août 2024',
      '2024-01-31T10:00:00Z',
      '10:05',
      '10:05:59 pm',
    ],
    email: ['ann@example.com', 'mailto:ann@example.com'],
    digest: [
      'd41d8cd98f00b204e9800998ecf8427e',
      `sha256:${'0a'.repeat(32)}`,
      '12345678901234567890123456789012',
    ],
    uuid: ['123e4567-e89b-12d3-a456-426614174000'],
    boolean: ['true', 'No'],
    url: ['https://example.com/a', '//example.com'],
    text: ['Campaign', 'Cost 2024', 'C1', '1,5 or so', 'ann@', '2024 budget'],
  };
  test.each(Object.entries(LOOKS).flatMap(([kind, cells]) => cells.map((cell) => [cell, kind])))(
    'that says “%s” looks like %s',
    (cell, kind) => {
      expect(cellKind(cell)).toBe(kind);
    },
  );
});

describe('A column', () => {
  test('is of the kind that seven of ten of its values have, its empty cells aside', () => {
    const numbers = Array.from({ length: 7 }, (_, i) => `${String(i)}.5`);
    expect(columnKind([...numbers, 'a', 'b', 'c', '', '-'])).toBe('number');
    expect(columnKind([...numbers.slice(1), 'a', 'b', 'c'])).toBe('text');
  });

  test('is of text where its values do not agree', () => {
    expect(columnKind(['1.5', '2024-01-31', 'ann@example.com'])).toBe('text');
  });

  test('without a value is empty', () => {
    expect(columnKind([])).toBe('empty');
    expect(columnKind(['', 'n/a', '--'])).toBe('empty');
  });

  test('of years holds years, but numbers where some of them can be no years', () => {
    expect(columnKind(['2023', '2024', '1999'])).toBe('year');
    expect(columnKind(['2023', '2024', '17'])).toBe('number');
    expect(columnKind(['17', '2024', '2024'])).toBe('number');
    expect(columnKind(['2023', '2024', '2024', 'x'])).toBe('year');
  });
});
