import { describe, expect, test } from 'vitest';
import { runTable, type TableRun } from '../support/run-table';

const INVOICES =
  'id,Number,Customer,Customer Email,Status,Currency,Date (UTC),Total,Amount Due,Amount Paid,Amount Remaining';
const TWO_INVOICES = [
  INVOICES,
  'in_1,N1,cus_A,a@a.example,paid,usd,2024-01-05 10:00,100.00,100.00,100.00,0.00',
  'in_2,N2,cus_B,b@a.example,paid,usd,2024-01-05 10:00,50.00,50.00,50.00,0.00',
];
const CREDIT_NOTES =
  'id,Number,Invoice,Customer,Customer Email,Status,Currency,Created (UTC),Amount,Reason,Type';
const credit = (status: string, type = 'post_payment'): string =>
  `cn_1,N1-CN-01,in_1,cus_A,a@a.example,${status},usd,2024-02-05 10:00,40.00,duplicate,${type}`;
const LINES =
  'id,Invoice ID,Customer ID,Customer Email,Description,Quantity,Currency,Amount,Date (UTC),Status';
const line = (id: string, invoice: string, amount: string): string =>
  `${id},${invoice},cus_A,a@a.example,Basic,1,usd,${amount},2024-01-05 10:00,paid`;

const run = (files: Readonly<Record<string, readonly string[]>>): Promise<TableRun> =>
  runTable(files, 'fct_invoices');
const revenueOf = ({ outcome }: TableRun) => outcome.summary.revenue;
const reasons = ({ rows }: TableRun) => rows.map((row) => row['not_counted_reason']);
const told = ({ outcome }: TableRun, code: string) =>
  outcome.findings.filter((of) => of.code === code).map(({ severity, message }) => [severity, message]);

describe('A credit note', () => {
  test.each(['issued', 'refunded', 'paid'])(
    'takes back from its invoice, and is no state of it: %s',
    async (status) => {
      const result = await run({
        'invoices_2024-01-31.csv': TWO_INVOICES,
        'stripe_credit_notes_2024-02-29.csv': [CREDIT_NOTES, credit(status)],
      });
      expect(reasons(result)).toEqual([null, null, 'refund']);
      expect(revenueOf(result)).toMatchObject({ gross: 150, refunds: { amount: -40 }, invoiced: 110 });
    },
  );

  test('that is void takes nothing back, nor does one that was made before the invoice was paid', async () => {
    const isVoid = await run({
      'invoices.csv': TWO_INVOICES,
      'credit_notes.csv': [CREDIT_NOTES, credit('void')],
    });
    expect(revenueOf(isVoid)).toMatchObject({ invoiced: 150 });
    const before = await run({
      'invoices.csv': TWO_INVOICES,
      'credit_notes.csv': [CREDIT_NOTES, credit('issued', 'pre_payment')],
    });
    expect(reasons(before)).toEqual(['no_revenue: pre_payment', null, null]);
    expect(revenueOf(before)).toMatchObject({ invoiced: 150 });
  });

  test('that is a refund too is taken back once, and that is a finding', async () => {
    const result = await run({
      'invoices.csv': TWO_INVOICES,
      'credit_notes.csv': [CREDIT_NOTES, credit('issued')],
      'refunds.csv': [
        'id,Amount,Currency,Created (UTC),Status,Reason,Charge ID,Customer ID,Invoice ID',
        're_1,40.00,usd,2024-02-05,succeeded,duplicate,ch_1,cus_A,in_1',
      ],
    });
    expect(revenueOf(result)).toMatchObject({ invoiced: 110 });
    expect(told(result, 'refunds_taken_back')).toContainEqual([
      'warning',
      '1 sale has both credit notes and refunds. A credit note can be paid out as a refund, so the greater of both is taken back; were they apart, 40.00 more would be.',
    ]);
  });

  test('that the invoice itself states takes back, once where its record is there too', async () => {
    const invoices = [
      `${INVOICES},Post Payment Credit Notes,Pre Payment Credit Notes`,
      ...TWO_INVOICES.slice(1, 2).map((row) => `${row},40.00,5.00`),
      ...TWO_INVOICES.slice(2).map((row) => `${row},0.00,0.00`),
    ];
    expect(revenueOf(await run({ 'invoices.csv': invoices }))).toMatchObject({ gross: 150, invoiced: 110 });
    const both = await run({
      'invoices.csv': invoices,
      'credit_notes.csv': [CREDIT_NOTES, credit('issued')],
    });
    expect(revenueOf(both)).toMatchObject({ gross: 150, invoiced: 110 });
  });

  test('of a table of the API is in cents', async () => {
    const result = await run({
      'invoices.csv': TWO_INVOICES,
      'stripe_credit_note.csv': [
        'id,amount,created,currency,customer_id,invoice_id,status,type',
        'cn_1,4000,2024-02-05 10:00:00 UTC,usd,cus_A,in_1,issued,post_payment',
      ],
    });
    expect(revenueOf(result)).toMatchObject({ gross: 150, invoiced: 110 });
  });
});

describe('Lines of invoices', () => {
  test('do not count beside the invoices, nor stand for them', async () => {
    const result = await run({
      'invoices.csv': TWO_INVOICES,
      'stripe_invoice_lines.csv': [LINES, line('il_1', 'in_1', '60.00'), line('il_2', 'in_1', '40.00')],
    });
    expect(reasons(result)).toEqual([null, null, 'line_item', 'line_item']);
    expect(revenueOf(result)).toMatchObject({ invoices: 2, invoiced: 150 });
    expect(told(result, 'invoice_lines')).toEqual([
      [
        'info',
        '`stripe_invoice_lines.csv` has lines of invoices, 2 records, 100.00 together. Exports of invoices or payments are here too: those count, and no line does.',
      ],
    ]);
  });

  test('of an invoice that no other export has are named with their sum', async () => {
    const result = await run({
      'invoices.csv': TWO_INVOICES,
      'stripe_invoice_lines.csv': [LINES, line('il_1', 'in_1', '100.00'), line('il_9', 'in_9', '30.00')],
    });
    expect(revenueOf(result)).toMatchObject({ invoiced: 150 });
    expect(told(result, 'invoice_lines')).toEqual([
      ['warning', expect.stringContaining('Of that 30.00 is of invoices that no other export here has')],
    ]);
  });

  test('alone add up to their invoice, equal ones too', async () => {
    const result = await run({
      'stripe_invoice_lines.csv': [LINES, line('il_1', 'in_1', '50.00'), line('il_2', 'in_1', '50.00')],
    });
    expect(revenueOf(result)).toMatchObject({ invoiced: 100 });
    expect(told(result, 'invoice_lines').map(([severity]) => severity)).toEqual(['info']);
    expect(told(result, 'duplicate_key')).toEqual([]);
  });

  test('of a table of the API are in cents; without a state they count, and that is a warning', async () => {
    const result = await run({
      'stripe_invoice_line_item.csv': [
        'id,invoice_id,customer_id,amount,currency,description,quantity,period_start,period_end',
        'il_1,in_1,cus_A,6000,usd,Basic,1,1704448800,1707048800',
        'il_2,in_1,cus_A,4000,usd,Add,1,1704448800,1707048800',
      ],
    });
    expect(revenueOf(result)).toMatchObject({ invoiced: 100 });
    expect(told(result, 'invoice_lines').map(([severity]) => severity)).toEqual(['warning']);
  });

  test('in a list of invoices are told apart by their product, equal amounts too', async () => {
    const result = await run({
      'stripe_invoices.csv': [
        'invoice_id,customer_id,date,amount,currency,status,product',
        'in_1,u1,2024-01-05,100.00,USD,paid,Basic',
        'in_1,u1,2024-01-05,25.00,USD,paid,Addon',
        'in_1,u1,2024-01-05,25.00,USD,paid,Addon2',
        'in_2,u2,2024-01-05,10.00,USD,paid,Basic',
      ],
    });
    expect(revenueOf(result)).toMatchObject({ invoiced: 160 });
  });
});
