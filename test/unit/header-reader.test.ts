import { describe, expect, test } from 'vitest';
import { HeaderReader, keyColumns, type ColumnNames } from '../../shared/stages/clean/records/header-reader';
import { RecordFields } from '../../shared/stages/clean/records/record-fields';

const fieldsOf = (...texts: readonly string[]): RecordFields => {
  const fields = new RecordFields();
  fields.replaceWith(texts.map((text) => new TextEncoder().encode(text)));
  return fields;
};

const column = (names: readonly string[], isKey = false, isNeeded = false): ColumnNames => ({
  names,
  isKey,
  isNeeded,
});
const reader = (
  headers: readonly string[],
  columns: readonly ColumnNames[],
  aliases: readonly string[] = [],
) => new HeaderReader({ headers, aliases, columns, keyOf: (name) => name.toLowerCase().trim() });

const ADS = reader(
  ['Day', 'Campaign', 'Cost', 'Clicks'],
  [
    column(['day', 'date'], true, true),
    column(['campaign'], true, true),
    column(['cost', 'spend']),
    column([], false, true),
  ],
  ['Spend', 'Date'],
);

describe('A header that comes again', () => {
  test('is one in any order, with other names of a column, with more and with fewer', () => {
    expect(ADS.read(fieldsOf('Day', 'Campaign', 'Cost', 'Clicks'))).toEqual({
      fieldCount: 4,
      fields: [0, 1, 2, -1],
      keys: [0, 1],
    });
    expect(ADS.read(fieldsOf('Spend', 'Campaign', 'Date'))).toEqual({
      fieldCount: 3,
      fields: [2, 1, 0, -1],
      keys: [2, 1],
    });
    expect(ADS.read(fieldsOf('Day', 'Campaign', 'Device', ' COST ', 'Network'))?.fields).toEqual([
      0, 1, 3, -1,
    ]);
    expect(ADS.read(fieldsOf('Day', 'Campaign'))?.fields).toEqual([0, 1, -1, -1]);
  });

  test('gives each column to one field: the best name first, of two of the same name the first', () => {
    expect(ADS.read(fieldsOf('Spend', 'Day', 'Cost', 'Campaign'))?.fields).toEqual([1, 3, 2, -1]);
    expect(ADS.read(fieldsOf('Day', 'Campaign', 'Cost', 'Cost', 'Clicks'))?.fields).toEqual([0, 1, 2, -1]);
    const twice = reader(['Name', 'Name 2'], [column(['name']), column(['name', 'name 2'])]);
    expect(twice.read(fieldsOf('Name', 'Name'))?.fields).toBeUndefined();
    expect(twice.read(fieldsOf('Name', 'Name 2'))?.fields).toEqual([0, 1]);
  });

  test('is none where half of its names are not known, or fewer than two are', () => {
    expect(ADS.read(fieldsOf('Day', 'Campaign', 'x', 'y'))).not.toBeNull();
    expect(ADS.read(fieldsOf('Day', 'Campaign', 'x', 'y', 'z'))).toBeNull();
    expect(ADS.read(fieldsOf('Day', 'Campaign', 'x', 'y', '', ' '))).not.toBeNull();
    expect(ADS.isOfOtherTable(fieldsOf('Day', 'x'))).toBe(false);
    const one = reader(['Email'], [column(['email'], true, true)]);
    expect(one.read(fieldsOf('Email'))?.fields).toEqual([0]);
  });

  test('is none where more than a fifth of its names repeat', () => {
    expect(ADS.read(fieldsOf('Day', 'Campaign', 'Cost', 'Clicks', 'Clicks'))).not.toBeNull();
    expect(ADS.read(fieldsOf('Day', 'Campaign', 'Clicks', 'Clicks'))).toBeNull();
  });

  test('is none with a value among its names', () => {
    for (const value of ['17', '2026-01-31', 'a@b.co', 'd41d8cd98f00b204e9800998ecf8427e'])
      expect(ADS.read(fieldsOf('Day', 'Campaign', 'Cost', value)), value).toBeNull();
  });

  test('states the currency of the first one, where both state one', () => {
    const euro = reader(['Day', 'Cost (EUR)'], [column(['day'], true), column(['cost (eur)'])]);
    expect(euro.read(fieldsOf('Day', 'Cost (EUR)'))).not.toBeNull();
    expect(euro.read(fieldsOf('Day', 'Cost (EUR)', 'Fee (USD)'))).toBeNull();
    expect(euro.read(fieldsOf('Day', 'Cost (EUR)', 'Fee [USD]'))).toBeNull();
    expect(euro.read(fieldsOf('Day', 'Cost (EUR)', 'Fee (US)'))).not.toBeNull();
    expect(euro.read(fieldsOf('Day', 'Cost (EUR)', 'Fee USD'))).not.toBeNull();
    expect(ADS.read(fieldsOf('Day', 'Campaign', 'Cost (USD)'))).not.toBeNull();
  });

  test('lacks what records are about where it is of another table', () => {
    const other = fieldsOf('Campaign', 'Cost', 'Clicks');
    expect([ADS.read(other), ADS.isOfOtherTable(other)]).toEqual([null, true]);
    expect(ADS.isOfOtherTable(fieldsOf('Day', 'Campaign', 'Cost'))).toBe(false);
    expect(ADS.isOfOtherTable(fieldsOf('a', 'b', 'c'))).toBe(false);
  });
});

describe('A glance at a record', () => {
  test('never misses a header: one of its first three fields is a name', () => {
    expect(ADS.mayBe(fieldsOf('Day', 'x', 'y'))).toBe(true);
    expect(ADS.mayBe(fieldsOf('x', 'y', 'SPEND'))).toBe(true);
    expect(ADS.mayBe(fieldsOf('clicks'))).toBe(true);
  });

  test('rules out a record without one, and one of which the fourth field is the first name', () => {
    expect(ADS.mayBe(fieldsOf('2026-01-31', 'C1', '5'))).toBe(false);
    expect(ADS.mayBe(fieldsOf('x', 'y', 'z', 'Day'))).toBe(false);
    expect(ADS.mayBe(fieldsOf())).toBe(false);
  });

  test('knows names that stand between spaces, and none that is longer than names are', () => {
    const long = 'x'.repeat(64);
    const of = reader(['  Day  ', long, 'y'.repeat(63)], []);
    expect(of.mayBe(fieldsOf('Day'))).toBe(true);
    expect(of.mayBe(fieldsOf('y'.repeat(63)))).toBe(true);
    expect(of.mayBe(fieldsOf(long))).toBe(false);
  });
});

test('The columns that say what a record is about are those of keys that the file has', () => {
  const columns = [column(['a'], true), column(['b']), column(['c'], true), column(['d'], true)];
  expect(keyColumns(columns, [2, 1, -1, 0])).toEqual([2, 0]);
  expect(keyColumns(columns, [])).toEqual([]);
});
