import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabaseInNode } from '../../electron/headless/duckdb-node';
import type { Cell, Database } from '../../shared/ports/database';
import { centsOf, decimalText, productText, wholeNumber } from '../../shared/sql/number-verbs';
import { lit, render, sql, type Sql } from '../../shared/sql/sql';
import { readNumberText } from '../../shared/stages/clean/number-text';

let database: Database;
beforeAll(async () => {
  database = await openDatabaseInNode();
});
afterAll(() => database.close());

const one = async (query: Sql): Promise<readonly Cell[]> => {
  const result = await database.query(render(query, (relation) => relation.name));
  return result.rows()[0] ?? [];
};

const read = async (text: string, dotGroups = false, commaGroups = false): Promise<unknown> => {
  const { core, shape, isNegative } = readNumberText(text);
  const [decimal] = await one(
    sql`select ${decimalText(lit(core), lit(shape), lit(dotGroups), lit(commaGroups))}`,
  );
  return decimal === null ? null : `${isNegative ? '-' : ''}${String(decimal)}`;
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
    ['1,234,567', '1234567'],
    ['1.234.567', '1234567'],
    ['.5', '0.5'],
    ['0.123', '0.123'],
    ['0,123', '0.123'],
    ['12,5', '12.5'],
    ['321.43000000000001', '321.43000000000001'],
    ['007', '007'],
  ])('reads %s as %s, whatever the rest of its column', async (text, expected) => {
    expect(await read(text, false, false)).toBe(expected);
    expect(await read(text, true, true)).toBe(expected);
  });

  it('is thousands or decimals as its column decides where one separator stands before three digits', async () => {
    expect(await read('€1.200', true)).toBe('1200');
    expect(await read('€1.200', false)).toBe('1.200');
    expect(await read('1,200', false, true)).toBe('1200');
    expect(await read('1,200', false, false)).toBe('1.200');
  });

  it.each([
    'abc',
    '12abc',
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
  ])('is refused as %s', async (text) => {
    expect(await read(text, true, true)).toBeNull();
  });

  it('states a currency by its code or its sign, and none by a dollar sign alone', () => {
    const currency = (text: string): string | null => readNumberText(text).currency;
    expect(currency('€1.200')).toBe('EUR');
    expect(currency('1.200 MXN')).toBe('MXN');
    expect(currency('US$5')).toBe('USD');
    expect(currency('$5')).toBeNull();
    expect(currency('¥5')).toBe('¥');
    expect(currency('5.00')).toBeNull();
  });
});

describe('An amount in cents of the project currency', () => {
  const cents = async (decimal: string, isNegative: boolean, rate: string, times: string | null = null) =>
    (
      await one(
        sql`select cast(${centsOf(lit(decimal), lit(isNegative), times === null ? null : sql`cast(${lit(times)} as bigint)`, lit(rate))} as varchar)`,
      )
    )[0];
  const USD = '1000000000';

  it('is exact, and rounded once, half away from zero', async () => {
    expect(await cents('558264.43', false, USD)).toBe('55826443');
    expect(await cents('1.005', false, USD)).toBe('101');
    expect(await cents('1.005', true, USD)).toBe('-101');
    expect(await cents('1.0049', false, USD)).toBe('100');
    expect(await cents('1.00499999999999', false, USD)).toBe('100');
    expect(await cents('1.00500000000000', false, USD)).toBe('101');
    expect(await cents('999999999999.994', false, USD)).toBe('99999999999999');
    expect(await cents('1234567890.12', true, USD)).toBe('-123456789012');
    expect(await cents('854.76', false, '17000000000')).toBe('5028');
    expect(await cents('0.085', false, '17000000000')).toBe('1');
    expect(await cents('451332.00', false, '4200000000000')).toBe('10746');
    expect(await cents('0.74', false, USD, '87')).toBe('6438');
  });

  it('is null where the text is too long for a number', async () => {
    expect(await cents('9'.repeat(40), false, USD)).toBeNull();
    expect(await cents('99999999999999999999', false, USD)).toBeNull();
    expect(await cents('9'.repeat(23), false, USD)).toBeNull();
    expect(await cents('999999999999.99', false, '1', null)).toBeNull();
    expect(await cents('999999999999', false, USD, '9000000000000000000')).toBeNull();
  });

  it('can be shown as the exact product of a cost per click and clicks', async () => {
    expect(await one(sql`select ${productText(lit('0.74'), sql`cast(87 as bigint)`)}`)).toEqual(['64.38']);
    expect(await one(sql`select ${productText(lit('2'), sql`cast(10 as bigint)`)}`)).toEqual(['20']);
  });
});

it('A count is a whole number: decimals of zero are none, others and negative ones are refused', async () => {
  const whole = async (decimal: string, isNegative = false) =>
    (await one(sql`select cast(${wholeNumber(lit(decimal), lit(isNegative))} as varchar)`))[0];
  expect(await whole('1234.0')).toBe('1234');
  expect(await whole('1234.5')).toBeNull();
  expect(await whole('5', true)).toBeNull();
  expect(await whole('1234567890123456')).toBeNull();
});
