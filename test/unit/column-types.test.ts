import { describe, expect, test } from 'vitest';
import { ColumnTypes, KIND, kindOf, LEARNT_FROM } from '../../shared/stages/clean/records/column-types';
import { RecordFields } from '../../shared/stages/clean/records/record-fields';

const encoder = new TextEncoder();
const fieldsOf = (...texts: readonly string[]): RecordFields => {
  const fields = new RecordFields();
  fields.replaceWith(texts.map((text) => encoder.encode(text)));
  return fields;
};
/** The columns of these records, each `times` times. */
const typesOf = (times: number, ...records: readonly (readonly string[])[]): ColumnTypes => {
  const types = new ColumnTypes();
  for (let i = 0; i < times; i++) for (const record of records) types.learn(fieldsOf(...record));
  return types;
};

describe('A value', () => {
  const KINDS: readonly (readonly [keyof typeof KIND, readonly string[]])[] = [
    ['empty', ['', '  ', '--', '—', '. .']],
    ['whole', ['0', '7', '12', '123456789']],
    ['zeroLed', ['00', '007', '012345']],
    ['number', ['1.5', '-0.25', '$ 12.50', '12.5 %', '1,234.50', '(3.20)', '.5', 'USD 1.25', '1.25 USD']],
    ['comma', ['1,5', '€ 12,50', '1.234,50', ',5']],
    ['grouped', ['1,234', '1.234', '1 234 567', '-12', '$5', '50%']],
    [
      'date',
      [
        '2024-01-31',
        '31/01/24',
        '31.1.2024',
        '5-Jan-24',
        'Jan 5, 2024',
        'Wed, Jan 5, 2024',
        '2024-01-31T10:00',
        '2024-01-31 10:00:00',
      ],
    ],
    [
      'hash',
      [
        'd41d8cd98f00b204e9800998ecf8427e',
        'A'.repeat(40),
        '0'.repeat(63) + 'f',
        '123e4567-e89b-12d3-a456-426614174000',
      ],
    ],
    ['email', ['ann@example.com']],
    ['code', ['C1', 'utm_2024', 'a-1.b']],
    ['words', ['Ann', 'Brand US 2', 'a,1', 'ann@', 'true']],
  ];
  test.each(KINDS.flatMap(([kind, values]) => values.map((value) => [value, kind] as const)))(
    'that is %j is of the kind %s',
    (value, kind) => {
      expect(kindOf(value)).toBe(KIND[kind]);
    },
  );

  test('of eight digits can be a date as well as a number', () => {
    expect(kindOf('20240131')).toBe(KIND.date | KIND.whole);
    expect(['20241331', '20240141', '18990131', '2024013'].map(kindOf)).toEqual(Array(4).fill(KIND.whole));
  });
});

describe('A column', () => {
  test('takes what was seen in it, whole and grouped numbers wherever there are numbers', () => {
    const types = typesOf(10, ['1.5', 'Ann', '2024-01-31'], ['2.5', 'Bob', '2024-02-01']);
    expect(types.records).toBe(20);
    expect(types.fits(0, '7.25')).toBe(true);
    expect(types.fits(0, '7')).toBe(true);
    expect(types.fits(0, '1,234')).toBe(true);
    expect(types.fits(0, '7,5')).toBe(false);
    expect(types.fits(0, 'Ann')).toBe(false);
    expect(types.fits(2, '2024-03-01')).toBe(true);
    expect(types.fits(2, '1')).toBe(false);
    expect(types.fits(3, 'x')).toBe(false);
  });

  test('of few values takes only these, once there are enough of them', () => {
    const few = typesOf(15, ['open'], ['closed']);
    expect([few.fits(0, 'open'), few.fits(0, 'lost')]).toEqual([true, false]);
    const fewer = typesOf(14, ['open'], ['closed']);
    expect(fewer.fits(0, 'lost')).toBe(true);
    // Every value is another one: it has more than are known.
    const many = new ColumnTypes();
    for (let i = 0; i < 40; i++)
      many.learn(fieldsOf(`name ${'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN'[i] ?? ''}`));
    expect(many.fits(0, 'another')).toBe(true);
  });

  test('that was never empty in twenty records must have a value; in fewer it need not', () => {
    const [few, enough] = [typesOf(19, ['Ann']), typesOf(20, ['Ann'])];
    expect([few.fits(0, ''), few.mayLack(0)]).toEqual([true, true]);
    expect([enough.fits(0, ''), enough.mayLack(0), enough.hasLacked(0)]).toEqual([false, false, false]);
    const lacking = typesOf(10, ['Ann'], ['']);
    expect([lacking.fits(0, ' '), lacking.mayLack(0), lacking.hasLacked(0)]).toEqual([true, true, true]);
  });

  test('that was always empty takes anything, until twenty records were seen', () => {
    expect(typesOf(19, ['']).fits(0, 'Ann')).toBe(true);
    expect(typesOf(20, ['']).fits(0, 'Ann')).toBe(false);
  });

  test('measures where it holds numbers or dates and no words', () => {
    const types = typesOf(2, ['1.5', 'Ann', '', '2024-01-31', 'C1', 'ann@a.example', '007']);
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((column) => types.isMeasured(column))).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  test('is of records of which it is known how many fields are filled at least', () => {
    const types = typesOf(1, ['a', 'b', 'c'], ['a', '', 'c'], ['a', 'b', 'c']);
    expect(types.fewestFilled).toBe(2);
    expect(new ColumnTypes().fewestFilled).toBe(Infinity);
    expect(LEARNT_FROM).toBe(5);
  });
});
