import { expect, test } from 'vitest';
import { shownColumns } from '../../renderer/features/subject/shown-columns';
import type { ColumnKind, GridCell, GridPage } from '../../shared/contract/grid';

/** A page of one row, by column: its kind, its label, its value and what it is described as. */
function page(columns: Readonly<Record<string, readonly [ColumnKind, string, GridCell, string?]>>): GridPage {
  const all = Object.entries(columns);
  return {
    columns: all.map(([name, [kind, label, , description = '']]) => ({ name, kind, label, description })),
    rows: [all.map(([, [, , value]]) => value)],
    total: 1,
  };
}

const shown = (of: GridPage) =>
  shownColumns(of).map(({ column, valueOf }) => [column.label, column.kind, valueOf(of.rows[0] ?? [])]);

test('The page of an invoice or person shows no numbers of the run and no keys of rows, and nothing that is empty', () => {
  const of = page({
    invoice_no: ['text', 'Invoice no.', 7],
    invoice_key: ['hash', 'Invoice key', 'a-b'],
    invoice_id: ['hash', 'Invoice', 'in_7'],
    person_no: ['text', 'Person no', 3],
    touch_order: ['text', 'Touch order', 20_611_000_001],
    lead_state_id: ['hash', 'State', 'c-d'],
    identity_id: ['text', 'Identity', 12],
    email_key: ['hash', 'E-mail hash', 'ef'],
    notes: ['text', 'Notes', 'paid twice'],
    status: ['text', 'Status', null],
  });
  expect(shown(of)).toEqual([
    ['Invoice', 'hash', 'in_7'],
    ['E-mail hash', 'hash', 'ef'],
    ['Notes', 'text', 'paid twice'],
  ]);
});

test('The id of a lead in its tool is shown, the number of a delivered lead in the run beside its own id is not', () => {
  expect(shown(page({ lead_id: ['hash', 'Lead', 'H1'] }))).toEqual([['Lead', 'hash', 'H1']]);
  expect(
    shown(page({ lead_id: ['text', 'Lead id', 1], lead_uuid: ['hash', 'Lead', 'u-1'] })).map(
      ([label]) => label,
    ),
  ).toEqual(['Lead']);
});

test('A campaign is shown by the one name it has: sessions have no other than that of its key', () => {
  expect(shown(page({ campaign_key: ['text', 'Campaign', 'spring'] }))).toEqual([
    ['Campaign', 'text', 'spring'],
  ]);
  expect(shown(page({ lead_campaign_key: ['text', 'Lead’s campaign', 'spring'] }))).toHaveLength(1);
  expect(
    shown(page({ campaign_key: ['text', 'Key', 'spring'], campaign_id: ['text', 'Campaign', 'Spring'] })),
  ).toEqual([['Campaign', 'text', 'Spring']]);
});

test('Cents are shown as money with its currency, that of deals without', () => {
  const of = page({
    amount_cents: ['count', 'Amount (cents)', 123_456, 'What counts, in cents of the project currency.'],
    gross_cents: ['count', 'Gross (cents)', 0, 'Amount before refunds, in cents.'],
    refunded_cents: ['count', 'Refunded (cents)', null],
    credit: ['money', 'Credit', 12.5],
    deal_amount_cents: ['count', 'Deal amount (cents)', 900],
    deal_amount: ['money', 'Deal amount', 9],
  });
  expect(shown(of)).toEqual([
    ['Amount, USD', 'money', 1234.56],
    ['Gross, USD', 'money', 0],
    ['Credit, USD', 'money', 12.5],
    ['Deal amount', 'money', 9],
    ['Deal amount', 'money', 9],
  ]);
  expect(shownColumns(of).map(({ column }) => column.description)).toEqual([
    'What counts, in the project currency.',
    'Amount before refunds.',
    '',
    '',
    '',
  ]);
});
