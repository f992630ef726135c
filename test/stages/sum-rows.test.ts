import { expect, test } from 'vitest';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const HEADER = 'invoice_id,user_uid,date,amount,currency,status';
const invoiced = async (rows: readonly string[]): Promise<{ total: number; left: number }> => {
  const { summary } = await analyse(memoryFiles({ 'stripe_invoices.csv': [HEADER, ...rows, ''].join('\n') }));
  return { total: summary.revenue?.invoiced ?? 0, left: summary.inputs[0]?.totalRows ?? 0 };
};

test('An invoice with an id is no sum of others, though it lacks its day and its amount is theirs', async () => {
  expect(await invoiced(['i1,u1,2024-01-05,12.00,USD,paid', 'i2,u2,,12.00,USD,paid'])).toEqual({
    total: 24,
    left: 0,
  });
});

test('A row without id, person and day whose amount is the sum of the others is left out', async () => {
  expect(
    await invoiced([
      'i1,u1,2024-01-05,12.00,USD,paid',
      'i2,u2,2024-01-06,8.00,USD,paid',
      ',,,20.00,USD,paid',
    ]),
  ).toEqual({ total: 20, left: 1 });
});

test('A row that names a total and lacks a day is left out, also where it sums up one row alone', async () => {
  const text = [
    'invoice_id,user_uid,date,amount,currency',
    'i1,u1,2024-01-05,100.00,USD',
    'i2,u1,2024-01-06,50.00,USD',
    'Ann Total,,,150.00,',
    'i3,u2,2024-01-06,30.00,USD',
    'Bob Total,,,30.00,',
    'i4,u2,2024-01-07,7.00,USD',
    'Total,,,187.00,',
    '',
  ].join('\n');
  const { summary } = await analyse(memoryFiles({ 'stripe_invoices.csv': text }));
  expect(summary.revenue?.invoiced).toBe(187);
  expect(summary.inputs[0]?.totalRows).toBe(3);
});

const spent = async (rows: readonly string[]): Promise<{ spend: number; left: number }> => {
  const text = ['date,campaign_name,ad_set_name,cost_usd,impressions,clicks', ...rows, ''].join('\n');
  const { summary } = await analyse(memoryFiles({ 'facebook_ads.csv': text }));
  return { spend: summary.revenue?.spend[0]?.spend ?? 0, left: summary.inputs[0]?.totalRows ?? 0 };
};

test('A row that says “All” in place of a part is left out where its numbers are the sums of its parts', async () => {
  expect(
    await spent([
      '2024-01-01,Spring,All,30.00,300,3',
      '2024-01-01,Spring,North,10.00,100,1',
      '2024-01-01,Spring,South,20.00,200,2',
      '2024-01-01,Autumn,Todos,5.00,50,1',
      '2024-01-01,Autumn,North,2.00,20,1',
      '2024-01-01,Autumn,South,3.00,30,0',
    ]),
  ).toEqual({ spend: 35, left: 2 });
});

test('A part that is called “All” is one where its numbers are no sums of others', async () => {
  expect(
    await spent([
      '2024-01-01,Spring,All,30.00,300,3',
      '2024-01-01,Spring,North,10.00,100,1',
      '2024-01-01,Spring,South,15.00,200,2',
    ]),
  ).toEqual({ spend: 55, left: 0 });
});
