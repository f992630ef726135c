import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell, Database } from '../../shared/ports/database';
import {
  centsOf,
  centsOfScaled,
  fromMicros,
  fromMinor,
  scaledProduct,
  scaledText,
  wholeNumber,
} from '../../shared/sql/number-verbs';
import { lit, render, sql, type Sql } from '../../shared/sql/sql';
import { freshDatabase } from '../support/reused-database';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const one = async (query: Sql): Promise<readonly Cell[]> => {
  const result = await database.query(render(query, (relation) => relation.name));
  return result.rows()[0] ?? [];
};

describe('An amount in cents of the project currency', () => {
  const cents = async (decimal: string, isNegative: boolean, rate: string) =>
    (await one(sql`select cast(${centsOf(lit(decimal), lit(isNegative), lit(rate))} as varchar)`))[0];
  const product = (decimal: string, times: string): Sql =>
    scaledProduct(lit(decimal), sql`cast(${lit(times)} as bigint)`);
  const centsOfProduct = async (decimal: string, times: string) =>
    (
      await one(sql`select cast(${centsOfScaled(product(decimal, times), lit(false), lit(USD))} as varchar)`)
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
    expect(await centsOfProduct('0.74', '87')).toBe('6438');
  });

  it('is null where the text is too long for a number', async () => {
    expect(await cents('9'.repeat(40), false, USD)).toBeNull();
    expect(await cents('99999999999999999999', false, USD)).toBeNull();
    expect(await cents('9'.repeat(23), false, USD)).toBeNull();
    expect(await cents('999999999999.99', false, '1')).toBeNull();
    expect(await centsOfProduct('999999999999', '9000000000000000000')).toBeNull();
  });

  it('can be shown as the exact product of a cost per click and clicks', async () => {
    expect(await one(sql`select ${scaledText(product('0.74', '87'))}`)).toEqual(['64.38']);
    expect(await one(sql`select ${scaledText(product('2', '10'))}`)).toEqual(['20']);
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

it('An amount in the smallest unit of its currency is one in the currency, with its decimals', async () => {
  const whole = async (decimal: string, currency: string) =>
    (await one(sql`select ${fromMinor(lit(decimal), lit(currency))}`))[0];
  expect(await whole('12345', 'USD')).toBe('123.45');
  expect(await whole('5', 'USD')).toBe('0.05');
  expect(await whole('50', 'EUR')).toBe('0.50');
  expect(await whole('500', 'JPY')).toBe('500');
  expect(await whole('5', 'KWD')).toBe('0.005');
  expect(await whole('12345', 'KWD')).toBe('12.345');
  expect(await whole('12.5', 'USD')).toBe('0.125');
});

it('An amount in millionths is exact in whole ones', async () => {
  const whole = async (decimal: string) => (await one(sql`select ${fromMicros(lit(decimal))}`))[0];
  expect(await whole('1234567')).toBe('1.234567');
  expect(await whole('7')).toBe('0.000007');
});
