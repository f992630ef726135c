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
