import { expect, test } from 'vitest';
import type { Workspace } from '../../shared/sql/workspace';
import { readNumberText } from '../../shared/stages/clean/values/number-text';
import { fillNumberTexts } from '../../shared/stages/clean/values/number-texts.step';
import { headerCurrencyOf } from '../../shared/stages/clean/values/header-currency';
import { srcAdsNumbers } from '../../shared/stages/clean/values/src-number-texts';
import type { FieldMapping } from '../../shared/contract/sources';

/** What is put into the table of number texts of these texts; null: nothing. */
async function filled(...texts: readonly string[]) {
  let columns: unknown = null;
  const asked: unknown[] = [];
  const workspace = {
    fill: async (
      { name }: { name: string },
      key: string,
      fill: (into: { append: (values: unknown) => void }) => unknown,
    ) => {
      asked.push([name, key]);
      await fill({ append: (values) => (columns = values) });
      return true;
    },
  } as unknown as Workspace;
  await fillNumberTexts(
    workspace,
    srcAdsNumbers,
    'key',
    () => new Map(texts.map((text) => [text, readNumberText(text)])),
  );
  expect(asked).toEqual([['src_ads_numbers', 'key']]);
  return columns;
}

test('Number texts are stored with all that they can mean, once each', async () => {
  const text = (...values: readonly (string | null)[]) => ({ type: 'text', values });
  expect(await filled('€1.200', '1,200', '(12.50)', '1.234,5', 'abc')).toEqual({
    text: text('€1.200', '1,200', '(12.50)', '1.234,5', 'abc'),
    reading: text('1.200', '1.200', '12.50', '1234.5', null),
    with_dot_groups: text('1200', null, null, null, null),
    with_comma_groups: text(null, '1200', null, null, null),
    is_negative: { type: 'integer', values: Int32Array.of(0, 0, 1, 0, 0) },
    currency: text('EUR', null, null, null, null),
  });
});

test('Where no number is written oddly nothing is stored', async () => {
  expect(await filled()).toBeNull();
});

test('The currency of a file is the one that the header of its first amount states that states one', () => {
  const mapped = (columns: Readonly<Record<string, string | null>>): readonly FieldMapping[] =>
    Object.entries(columns).map(([field, column]) => ({ field, column }) as FieldMapping);
  const of = (columns: Readonly<Record<string, string | null>>) =>
    headerCurrencyOf('stripe_invoices', mapped(columns));
  expect(of({ amount: 'Amount (EUR)', amount_refunded: 'Refunded (GBP)' })).toBe('EUR');
  expect(of({ amount: 'Amount', amount_refunded: 'Refunded (GBP)' })).toBe('GBP');
  expect(of({ amount: null, invoice_id: 'Id (EUR)', unknown: 'Amount (EUR)' })).toBeNull();
  expect(of({})).toBeNull();
});
