import { describe, expect, test } from 'vitest';
import { ColumnTypes } from '../../shared/stages/clean/records/column-types';
import { placeFields } from '../../shared/stages/clean/records/place-fields';
import { RecordFields } from '../../shared/stages/clean/records/record-fields';

const encoder = new TextEncoder();
/** What columns hold in which these records stand, over and over. */
function typesOf(times: number, ...records: readonly (readonly string[])[]): ColumnTypes {
  const types = new ColumnTypes();
  for (let i = 0; i < times; i++)
    for (const record of records) {
      const fields = new RecordFields();
      fields.replaceWith(record.map((text) => encoder.encode(text)));
      types.learn(fields);
    }
  return types;
}

const NAMES = ['Ann', 'Bob', 'Cyd', 'Dan', 'Eva', 'Fay', 'Gus', 'Hal', 'Ida', 'Jon'];
/** Name, day, amount, note: names and notes are words, and a note is lacking now and then. */
const TYPES = typesOf(
  3,
  ...NAMES.map((name, i) => [
    name,
    `2026-01-${String(10 + i)}`,
    `${String(i)}.50`,
    i === 3 ? '' : `note ${name}`,
  ]),
);
const place = (...fields: readonly string[]): readonly string[] | null => placeFields(fields, 4, TYPES, ',');

describe('A record that has too many fields', () => {
  test('has a value in several of them where that fits alone', () => {
    expect(place('Smith', ' Ann', '2026-02-01', '7.25', 'late')).toEqual([
      'Smith, Ann',
      '2026-02-01',
      '7.25',
      'late',
    ]);
    expect(place('Ann', '2026-02-01', '7.25', 'late', ' as ever')).toEqual([
      'Ann',
      '2026-02-01',
      '7.25',
      'late, as ever',
    ]);
    expect(place('A', 'B', 'C', '2026-02-01', '7.25', 'x')).toEqual(['A,B,C', '2026-02-01', '7.25', 'x']);
    expect(place('A', 'B', 'C', 'D', '2026-02-01', '7.25', 'x')).toBeNull();
  });

  test('has empty ones at its end, or one between others, which is dropped', () => {
    expect(place('Ann', '2026-02-01', '7.25', 'late', '', ' ')).toEqual([
      'Ann',
      '2026-02-01',
      '7.25',
      'late',
    ]);
    expect(place('Ann', '', '2026-02-01', '7.25', 'late')).toEqual(['Ann', '2026-02-01', '7.25', 'late']);
  });

  test('fits in no way where its values are none of the columns, or there are seven too many', () => {
    expect(place('Ann', '2026-02-01', 'many', 'few', 'late')).toBeNull();
    expect(place('Ann', '2026-02-01', '7.25', 'late', ...Array<string>(6).fill(''))).toEqual([
      'Ann',
      '2026-02-01',
      '7.25',
      'late',
    ]);
    expect(place('Ann', '2026-02-01', '7.25', 'late', ...Array<string>(7).fill(''))).toBeNull();
  });

  test('fits in more than one way, so in none', () => {
    const words = typesOf(30, ...NAMES.map((name, i) => [name, NAMES[9 - i] ?? '', `x ${name}`]));
    expect(placeFields(['A b', 'C d', 'E f', 'G h'], 3, words, ',')).toBeNull();
  });
});

describe('A record that has too few fields', () => {
  test('lacks what others lack, too, or its end', () => {
    expect(place('Ann', '2026-02-01', '7.25')).toEqual(['Ann', '2026-02-01', '7.25', '']);
    const optional = typesOf(
      3,
      ...NAMES.map((name, i) => [name, i % 2 === 0 ? '' : `2026-01-${String(10 + i)}`, `${String(i)}.50`]),
    );
    expect(placeFields(['Ann', '7.25'], 3, optional, ',')).toEqual(['Ann', '', '7.25']);
  });

  test('lacks nothing in between that no other lacks', () => {
    expect(place('Ann', '7.25', 'late')).toBeNull();
    expect(place('2026-02-01', '7.25', 'late')).toBeNull();
  });
});

describe('A record is placed nowhere', () => {
  test('where its fields are as many as the columns, or fewer than five records tell what these hold', () => {
    expect(place('Ann', '2026-02-01', '7.25', 'late')).toBeNull();
    expect(placeFields(['Ann'], 2, typesOf(4, ['Bob', '2.5']), ',')).toBeNull();
    expect(placeFields(['Ann'], 2, typesOf(5, ['Bob', '2.5']), ',')).toEqual(['Ann', '']);
  });
});
