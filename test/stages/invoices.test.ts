import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import type { GridCell } from '../../shared/contract/grid';
import type { Finding, FindingCode } from '../../shared/domain/finding';
import { runTable, type TableRun } from '../support/run-table';

type Files = Readonly<Record<string, readonly string[]>>;

/** Exports in a folder, run; with the invoices of the star schema, by file and record. */
const run = (files: Files, settings: Parameters<typeof runTable>[2] = {}): Promise<TableRun> =>
  runTable(files, 'fct_invoices', settings);

const reasons = ({ rows }: TableRun): readonly GridCell[] =>
  rows.map((row) => row['not_counted_reason'] ?? null);
const revenue = ({ outcome }: TableRun): NonNullable<RunOutcome['summary']['revenue']> => {
  const { revenue: numbers } = outcome.summary;
  if (numbers === null) throw new Error('The run has no revenue.');
  return numbers;
};
const found = ({ outcome }: TableRun, code: FindingCode): readonly Finding[] =>
  outcome.findings.filter((f) => f.code === code);
/** What every number of revenue is made of, without the findings. */
const numbersOf = (result: TableRun): unknown => {
  const { invoiced, gross, refunds, disputes, invoices, models } = revenue(result);
  return { invoiced, gross, refunds, disputes, invoices, models };
};

const STRIPE = 'invoice_id,user_uid,date,amount,currency,status';
const HUBSPOT = 'lead_id,user_uid,campaign_id,status,deal_amount,email';
const PAYMENTS =
  'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Fee,Status,Seller Message,Customer ID,Customer Email,Invoice ID,Disputed Amount,Dispute Status';
const BALANCE =
  'balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,customer_id,charge_id,invoice_id';
const REFUNDS = 'id,Amount,Currency,Created (UTC),Status,Reason,Charge ID,Customer ID';
const INVOICES =
  'id,Number,Customer,Customer Email,Status,Currency,Date (UTC),Total,Amount Due,Amount Paid,Amount Remaining';
const API_INVOICES =
  'id,_fivetran_synced,amount_due,amount_paid,amount_remaining,created,currency,customer_id,status,total';

describe('Payments', () => {
  test('count what was paid less what was refunded and lost to disputes; failed ones do not count', async () => {
    const result = await run({
      'unified_payments.csv': [
        PAYMENTS,
        'ch_1,2024-01-05 10:00:00,120.00,0.00,usd,true,3.78,Paid,Payment complete.,cus_A,ann@a.example,in_1,,',
        'ch_2,2024-01-10 11:00:00,200.00,50.00,usd,true,3.78,Paid,Payment complete.,cus_B,bob@b.example,in_2,,',
        'ch_3,2024-01-12 12:00:00,80.00,80.00,usd,true,3.78,Refunded,Payment complete.,cus_C,cat@c.example,,,',
        'ch_4,2024-01-13 12:00:00,500.00,0.00,usd,false,3.78,Failed,Declined,cus_D,dan@d.example,,,',
        'ch_5,2024-01-14 12:00:00,60.00,0.00,usd,true,3.78,Paid,Payment complete.,cus_D,dan@d.example,,60.00,Lost',
        'ch_6,2024-01-14 12:00:00,70.00,0.00,usd,true,3.78,Paid,Payment complete.,cus_D,dan@d.example,,70.00,Won',
      ],
    });
    expect(revenue(result)).toMatchObject({
      gross: 530,
      refunds: { invoices: 2, amount: -130 },
      disputes: { invoices: 1, amount: -60 },
      invoiced: 340,
      notInvoiced: [{ status: 'failed', invoices: 1, amount: 500 }],
    });
  });

  test('of an invoice that is there too count with it, once, and hand it what they refunded', async () => {
    const result = await run({
      'invoices.csv': [
        INVOICES,
        'in_1,A-1,cus_A,ann@a.example,paid,usd,2024-01-05,120.00,120.00,120.00,0.00',
        'in_2,,cus_B,bob@b.example,draft,usd,2024-01-05,40.00,40.00,0.00,40.00',
      ],
      'unified_payments.csv': [
        PAYMENTS,
        'ch_1,2024-01-05 10:00:00,120.00,20.00,usd,true,3.78,Paid,Payment complete.,cus_A,ann@a.example,in_1,,',
        'ch_9,2024-01-06 10:00:00,30.00,0.00,usd,true,3.78,Paid,Payment complete.,cus_C,cat@c.example,,,',
      ],
    });
    expect(reasons(result)).toEqual([null, 'draft', 'payment', null]);
    expect(revenue(result)).toMatchObject({ gross: 150, invoiced: 130, invoices: 2 });
  });

  test('that are authorised and not captured are no revenue, whatever their status says', async () => {
    const result = await run({
      'unified_payments.csv': [
        PAYMENTS,
        'ch_1,2024-01-05 10:00:00,120.00,0.00,usd,true,3.78,Paid,,cus_A,ann@a.example,,,',
        'ch_2,2024-01-06 10:00:00,200.00,0.00,usd,false,0,Paid,,cus_B,bob@b.example,,,',
        'ch_3,2024-01-07 10:00:00,80.00,80.00,usd,FALSE,0,Refunded,,cus_C,cat@c.example,,,',
        'ch_4,2024-01-08 10:00:00,60.00,0.00,usd,False,0,Failed,,cus_D,dan@d.example,,,',
        'ch_5,2024-01-09 10:00:00,30.00,0.00,usd,,1.10,Paid,,cus_E,eve@e.example,,,',
      ],
    });
    expect(reasons(result)).toEqual([null, 'uncaptured', 'uncaptured', 'failed', null]);
    expect(revenue(result)).toMatchObject({
      gross: 150,
      invoiced: 150,
      refunds: { invoices: 0 },
      notInvoiced: [
        { status: 'failed', invoices: 1, amount: 60 },
        { status: 'uncaptured', invoices: 2, amount: 280 },
      ],
    });
    const sources = result.outcome.summary.reconciliation;
    expect(sources.find(({ source }) => source === 'stripe_invoices')?.notCounted).toEqual([
      { reason: 'failed', rows: 1, amount: 60 },
      { reason: 'uncaptured', rows: 2, amount: 280 },
    ]);
    expect(found(result, 'unknown_status')).toEqual([]);
  });

  test('that was refunded in part and then lost to a dispute loses what was left, and no more', async () => {
    const result = await run({
      'stripe_invoices.csv': [
        'invoice_id,user_uid,date,amount,amount_refunded,currency,status',
        'i1,u1,2024-01-20,100.00,30.00,usd,dispute_lost',
      ],
      'unified_payments.csv': [
        PAYMENTS,
        'ch_1,2024-01-05 10:00:00,120.00,20.00,usd,true,3.78,Paid,,cus_A,ann@a.example,,,lost',
      ],
    });
    expect(revenue(result)).toMatchObject({
      gross: 220,
      refunds: { amount: -50 },
      disputes: { invoices: 2, amount: -170 },
      invoiced: 0,
    });
  });

  test('count once they are captured: the newer export says so', async () => {
    const payment = (captured: string): string =>
      `ch_1,2024-01-05 10:00:00,120.00,0.00,usd,${captured},3.78,Paid,,cus_A,ann@a.example,,,`;
    const result = await run({
      'payments_1.csv': [PAYMENTS, payment('false')],
      'payments_2.csv': [PAYMENTS, payment('true')],
    });
    expect(reasons(result)).toEqual(['older_state', null]);
    expect(revenue(result)).toMatchObject({ invoiced: 120, invoices: 1 });
  });

  test.each([
    ...['Requires capture', 'requires_capture', 'Uncaptured', 'Canceled', 'Cancelled', 'Incomplete'],
    ...[
      'Incomplete_expired',
      'Processing',
      'Requires action',
      'requires-payment-method',
      'Past due',
      'Blocked',
    ],
  ])('in the state %s are known and do not count', async (status) => {
    const result = await run({
      'unified_payments.csv': [
        PAYMENTS,
        `ch_1,2024-01-05 10:00:00,120.00,0.00,usd,,3.78,${status},,cus_A,ann@a.example,,,`,
      ],
    });
    expect(reasons(result)).toEqual([status.toLowerCase()]);
    expect(revenue(result).invoiced).toBe(0);
    expect(found(result, 'unknown_status')).toEqual([]);
  });

  test.each(['Partially refunded', 'partially_refunded', 'Partial-refund'])(
    'in the state %s count less what was refunded',
    async (status) => {
      const result = await run({
        'unified_payments.csv': [
          PAYMENTS,
          `ch_1,2024-01-05 10:00:00,120.00,20.00,usd,true,3.78,${status},,cus_A,ann@a.example,,,`,
        ],
      });
      expect(revenue(result)).toMatchObject({ gross: 120, invoiced: 100 });
    },
  );
});

describe('A balance history without persons', () => {
  test('is read all the same: charges, refunds that name no sale, and what is no revenue', async () => {
    const result = await run({
      'balance_history.csv': [
        'id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description',
        'txn_1,charge,ch_1,100.00,3.20,96.80,usd,2024-01-05 10:00,2024-01-07 10:00,',
        'txn_2,refund,re_1,-20.00,0,-20.00,usd,2024-01-06 10:00,2024-01-07 10:00,',
        'txn_3,payout,po_1,-76.80,0,-76.80,usd,2024-01-06 10:00,2024-01-07 10:00,',
        'txn_4,stripe_fee,,-2.00,0,-2.00,usd,2024-01-06 10:00,2024-01-07 10:00,',
      ],
    });
    expect(revenue(result)).toMatchObject({ gross: 100, invoiced: 100 });
    expect(reasons(result)).toEqual([
      null,
      'refund_without_sale',
      'no_revenue: payout',
      'no_revenue: stripe_fee',
    ]);
    expect(found(result, 'refund_without_sale')).toHaveLength(1);
  });
});

describe('Refunds of a balance beside charges', () => {
  test('that name no charge are told together with what the charges state of themselves', async () => {
    const result = await run({
      'charge.csv': [
        'id,amount,amount_refunded,currency,created,customer_id,status,receipt_email',
        'ch_1,10000,3000,usd,2024-01-20 10:00:00,cus_1,succeeded,ann@a.example',
      ],
      'balance_transaction.csv': [
        'id,amount,fee,net,currency,type,created,source,reporting_category',
        'txn_1,10000,300,9700,usd,charge,2024-01-20 10:00:00,ch_1,charge',
        'txn_3,-3000,0,-3000,usd,refund,2024-01-25 10:00:00,re_1,refund',
      ],
    });
    expect(revenue(result).invoiced).toBe(70);
    expect(found(result, 'refund_without_sale').map(({ message }) => message)).toEqual([
      '1 record of refunds and disputes, 30.00 together, names no sale that counts in these exports. They are not subtracted. Sales here state that 30.00 of them was given back or lost, which is subtracted: it may be the same. Add the export with their sales.',
    ]);
  });
});

describe('A dispute that was won', () => {
  test('takes nothing back and is known, in whatever table it stands', async () => {
    const result = await run({
      'charge.csv': [
        'id,amount,amount_refunded,currency,created,customer_id,status,receipt_email',
        'ch_2,5000,0,usd,2024-01-20 10:00:00,cus_2,succeeded,bob@b.example',
      ],
      'dispute.csv': [
        'id,amount,charge_id,created,currency,status,reason',
        'dp_2,5000,ch_2,2024-01-25 10:00:00,usd,won,fraudulent',
      ],
    });
    expect(revenue(result).invoiced).toBe(50);
    expect(found(result, 'unknown_status')).toEqual([]);
  });
});

describe('An adjustment of a balance history', () => {
  const history = (...adjustments: readonly string[]): readonly string[] => [
    'id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description,Customer Email',
    'txn_1,charge,ch_1,100.00,3,97,usd,2024-01-20 10:00,2024-01-22,,ann@a.example',
    'txn_2,payment,py_2,50.00,3,47,usd,2024-01-20 10:00,2024-01-22,,bob@b.example',
    ...adjustments,
  ];
  const WITHDRAWAL =
    'txn_3,adjustment,dp_1,-50.00,15,-65,usd,2024-01-28 10:00,2024-01-28,Chargeback withdrawal for py_2,';

  test('takes back the payment that it names where it is a chargeback, and gives it back where that is reversed', async () => {
    expect(revenue(await run({ 'balance_history.csv': history(WITHDRAWAL) }))).toMatchObject({
      gross: 150,
      disputes: { invoices: 1, amount: -50 },
      invoiced: 100,
    });
    const reversal =
      'txn_4,adjustment,dp_1,50.00,0,50,usd,2024-02-08 10:00,2024-02-08,Chargeback reversal for py_2,';
    expect(revenue(await run({ 'balance_history.csv': history(WITHDRAWAL, reversal) })).invoiced).toBe(150);
  });

  test('is no revenue where it is anything else', async () => {
    const other =
      'txn_3,adjustment,,-50.00,0,-50,usd,2024-01-28 10:00,2024-01-28,Transfer for a dispute with py_2,';
    const result = await run({ 'balance_history.csv': history(other) });
    expect(revenue(result).invoiced).toBe(150);
    expect(reasons(result)).toEqual([null, null, 'no_revenue: adjustment']);
  });
});

describe('Refunds of a table in cents', () => {
  test('are taken off payments in whole units as what they are', async () => {
    const result = await run({
      'unified_payments.csv': [
        PAYMENTS,
        'ch_1,2024-01-05 10:00:00,120.00,0.00,usd,true,3.78,Paid,Payment complete.,cus_A,ann@a.example,in_1,,',
      ],
      'stripe_refund.csv': [
        'id,amount,charge_id,created,currency,status',
        're_1,2000,ch_1,2024-01-20 10:00:00,usd,succeeded',
      ],
    });
    expect(revenue(result)).toMatchObject({ gross: 120, refunds: { amount: -20 }, invoiced: 100 });
    expect(found(result, 'minor_units').map((f) => f.message)).toEqual([
      expect.stringContaining('they are read as `20.00 USD`, not as `2000.00 USD`'),
    ]);
  });
});

describe('Balance transactions', () => {
  test('are charges less refunds and disputes; what is no revenue is named by its kind', async () => {
    const result = await run({
      'itemized_balance_change.csv': [
        BALANCE,
        'txn_1,2024-01-05 10:00:00,usd,120.00,3.78,116.22,charge,ch_1,cus_A,ch_1,in_1',
        'txn_2,2024-01-20 10:00:00,usd,-50.00,0.00,-50.00,refund,re_1,cus_A,ch_1,in_1',
        'txn_3,2024-01-21 10:00:00,usd,50.00,0.00,50.00,refund_failure,re_1,cus_A,ch_1,in_1',
        'txn_4,2024-01-06 10:00:00,usd,200.00,6.10,193.90,charge,ch_2,cus_B,ch_2,in_2',
        'txn_5,2024-01-25 10:00:00,usd,-200.00,15.00,-215.00,dispute,du_1,cus_B,ch_2,in_2',
        'txn_6,2024-01-07 10:00:00,usd,90.00,6.10,83.90,charge,ch_3,cus_C,ch_3,in_3',
        'txn_7,2024-01-25 10:00:00,usd,-90.00,15.00,-105.00,dispute,du_2,cus_C,ch_3,in_3',
        'txn_8,2024-01-28 10:00:00,usd,90.00,0.00,90.00,dispute_reversal,du_2,cus_C,ch_3,in_3',
        'txn_9,2024-01-31 00:00:00,usd,-60.00,0.00,-60.00,payout,po_1,,,',
        'txn_10,2024-01-31 00:00:00,usd,-7.00,0.00,-7.00,fee,,,,',
      ],
    });
    expect(revenue(result)).toMatchObject({
      gross: 410,
      refunds: { invoices: 0, amount: 0 },
      disputes: { invoices: 1, amount: -200 },
      invoiced: 210,
      notInvoiced: [
        { status: 'no_revenue: fee', invoices: 1, amount: -7 },
        { status: 'no_revenue: payout', invoices: 1, amount: -60 },
      ],
    });
  });

  test('and payments of the same charges count once, and a refund that both state is subtracted once', async () => {
    const result = await run({
      'balance.csv': [
        BALANCE,
        'txn_1,2024-01-05 10:00:00,usd,120.00,3.78,116.22,charge,ch_1,cus_A,ch_1,in_1',
        'txn_2,2024-01-20 10:00:00,usd,-50.00,0.00,-50.00,refund,re_1,cus_A,ch_1,in_1',
      ],
      'unified_payments.csv': [
        PAYMENTS,
        'ch_1,2024-01-05 10:00:00,120.00,50.00,usd,true,3.78,Paid,Payment complete.,cus_A,ann@a.example,in_1,,',
      ],
      'refunds.csv': [REFUNDS, 're_1,50.00,usd,2024-01-20 10:00,succeeded,requested_by_customer,ch_1,cus_A'],
    });
    expect(revenue(result)).toMatchObject({ gross: 120, invoiced: 70, invoices: 1 });
  });
});

describe('The same payments in two exports', () => {
  const PAID = 'id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Invoice ID';
  const payments = [
    PAID,
    'ch_1,2024-01-05 10:00:00,100.00,0.00,usd,Paid,cus_A,in_1',
    'ch_2,2024-01-06 10:00:00,50.00,0.00,usd,Paid,cus_B,in_2',
  ];
  const BALANCE_WITHOUT_SOURCE =
    'balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,customer_id';

  test('count once where a balance names the charge, or the invoice, and has no id of the payment', async () => {
    for (const [column, first, second] of [
      ['charge_id', 'ch_1', 'ch_2'],
      ['invoice_id', 'in_1', 'in_2'],
    ] as const) {
      const result = await run({
        'balance.csv': [
          `${BALANCE_WITHOUT_SOURCE},${column}`,
          `txn_1,2024-01-05 10:00:00,usd,100.00,3.00,97.00,charge,cus_A,${first}`,
          `txn_2,2024-01-06 10:00:00,usd,50.00,2.00,48.00,charge,cus_B,${second}`,
          `txn_3,2024-01-09 10:00:00,usd,-20.00,0.00,-20.00,refund,cus_B,${second}`,
        ],
        'unified_payments.csv': payments,
      });
      expect(revenue(result), column).toMatchObject({ invoiced: 130, gross: 150 });
    }
  });

  test('of which neither names the other both count, and that is a finding with what may be counted twice', async () => {
    const result = await run({
      'balance.csv': [
        BALANCE_WITHOUT_SOURCE,
        'txn_1,2024-01-05 10:00:00,usd,100.00,3.00,97.00,charge,cus_A',
        'txn_2,2024-01-07 10:00:00,usd,50.00,2.00,48.00,charge,cus_B',
      ],
      'unified_payments.csv': payments,
    });
    expect(revenue(result)).toMatchObject({ invoiced: 300 });
    expect(found(result, 'duplicate_key')).toMatchObject([
      {
        severity: 'warning',
        files: ['balance.csv', 'unified_payments.csv'],
        message: expect.stringContaining(
          '1 sale of `balance.csv`, 100.00 USD together, has the person',
        ) as string,
      },
    ]);
  });

  test('that say that all was given back, but not how much, count for nothing', async () => {
    const result = await run({
      'charges.csv': [
        'id,Amount,Currency,Created (UTC),Status,Paid,Refunded,Customer ID',
        'ch_1,100.00,usd,2024-01-05,succeeded,TRUE,FALSE,cus_A',
        'ch_2,50.00,usd,2024-01-05,succeeded,TRUE,TRUE,cus_B',
      ],
    });
    expect(revenue(result)).toMatchObject({
      invoiced: 100,
      gross: 150,
      refunds: { invoices: 1, amount: -50 },
    });
  });
});

describe('An export of disputes', () => {
  test('takes lost ones back as disputes; won and open ones take nothing and are known', async () => {
    const result = await run({
      'disputes.csv': [
        'id,Charge ID,Amount,Currency,Created (UTC),Reason,Status,Evidence Due By (UTC)',
        'dp_1,ch_1,100.00,usd,2024-02-01 10:00,fraudulent,lost,',
        'dp_2,ch_2,50.00,usd,2024-02-01 10:00,fraudulent,won,',
        'dp_3,ch_3,25.00,usd,2024-02-01 10:00,fraudulent,needs_response,',
      ],
      'unified_payments.csv': [
        'id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Disputed Amount,Dispute Status',
        'ch_1,2024-01-05 10:00:00,100.00,0.00,usd,Paid,cus_A,100.00,Lost',
        'ch_2,2024-01-06 10:00:00,50.00,0.00,usd,Paid,cus_B,50.00,Won',
        'ch_3,2024-01-06 10:00:00,25.00,0.00,usd,Paid,cus_C,,',
      ],
    });
    expect(revenue(result)).toMatchObject({
      invoiced: 75,
      refunds: { amount: 0 },
      disputes: { invoices: 1, amount: -100 },
    });
    expect(found(result, 'unknown_status')).toEqual([]);
  });
});

describe('Amounts in minor units', () => {
  test('of a table of the API are cents, whole yen and thousandths of a dinar, and both readings are said', async () => {
    const result = await run(
      {
        'stripe_invoice.csv': [
          API_INVOICES,
          'in_1,2024-02-01 00:00:00,10800,10800,0,2024-01-05 10:00:00,usd,cus_A,paid,10800',
          'in_2,2024-02-01 00:00:00,5,5,0,2024-01-05 10:00:00,usd,cus_B,paid,5',
          'in_3,2024-02-01 00:00:00,1500,1500,0,2024-01-05 10:00:00,jpy,cus_C,paid,1500',
          'in_4,2024-02-01 00:00:00,3070,3070,0,2024-01-05 10:00:00,kwd,cus_D,paid,3070',
        ],
      },
      { rates: { USD: '1', JPY: '150', KWD: '0.307' } },
    );
    expect(result.rows.map((row) => row['gross_cents'])).toEqual([10800, 5, 1000, 1000]);
    expect(found(result, 'minor_units').map((f) => [f.severity, f.message.includes('108.05')])).toEqual([
      ['info', true],
      ['info', false],
    ]);
  });

  test('are cents where the header says so, and both readings are said', async () => {
    const result = await run({
      'stripe_invoices.csv': [
        'invoice_id,user_uid,date,amount_cents,amount_refunded_cents,currency,status',
        'i1,u1,2024-01-05,10000,2550,usd,paid',
        'i2,u2,2024-01-06,5000,,usd,paid',
      ],
    });
    expect(revenue(result)).toMatchObject({ gross: 150, invoiced: 124.5 });
    expect(found(result, 'minor_units')).toMatchObject([
      { severity: 'info', message: expect.stringContaining('as its header says') as string },
    ]);
  });

  test('are asked for where a report has no decimals, with both readings; the answer is kept with the file', async () => {
    const files = {
      'charges.csv': [
        'id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID',
        'ch_1,2024-01-05,14800,0,usd,succeeded,cus_A',
      ],
    };
    const asked = await run(files);
    expect(revenue(asked).invoiced).toBe(14800);
    expect(found(asked, 'minor_units').map((f) => [f.severity, f.message])).toEqual([
      ['warning', expect.stringMatching(/14800\.00.*148\.00/)],
    ]);
    const told = await run(files, { files: { 'charges.csv': { unit: 'minor' } } });
    expect(revenue(told).invoiced).toBe(148);
    const whole = await run(files, { files: { 'charges.csv': { unit: 'major' } } });
    expect(revenue(whole).invoiced).toBe(14800);
    expect(found(whole, 'minor_units')).toEqual([]);
  });

  test.each([
    [
      'of charges',
      'id,amount,currency,created,status,customer,captured',
      'ch_1,14800,usd,2024-01-05,succeeded,cus_A,true',
    ],
    [
      'of charges with times in seconds',
      'id,amount,currency,created,status,customer',
      'py_1,14800,usd,1704448800,succeeded,cus_A',
    ],
    [
      'of charges with times that are said to be in UTC',
      'id,amount,created,currency,customer_id,invoice_id,status,description',
      'ch_1,14800,2024-01-05 10:00:00 UTC,usd,cus_A,,succeeded,x',
    ],
    [
      'of invoices',
      'id,customer_id,amount_paid,currency,status,created',
      'in_1,cus_A,14800,usd,paid,2024-01-05 10:00:00 UTC',
    ],
    [
      'of invoices by their total',
      'id,customer,total,currency,status,created',
      'in_1,cus_A,14800,usd,paid,1704448800',
    ],
  ])(
    'are cents in a table with few columns, ids of the service and names as its API has them: %s',
    async (_, header, row) => {
      const result = await run({ 'table.csv': [header, row] });
      expect(revenue(result).invoiced).toBe(148);
      expect(found(result, 'minor_units').map((f) => f.severity)).toEqual(['info']);
    },
  );

  test('are cents in a table of refunds that names its ids so', async () => {
    const result = await run({
      'payments.csv': [
        'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Fee,Status,Customer ID,Customer Email',
        'ch_1,2024-01-05 10:00,100.00,0.00,usd,true,3.20,Paid,cus_A,a@a.example',
      ],
      'stripe_refunds.csv': [
        'refund_id,charge_id,amount,currency,created_at,reason',
        're_1,ch_1,3000,usd,1707100000,requested_by_customer',
      ],
    });
    expect(revenue(result)).toMatchObject({ gross: 100, refunds: { amount: -30 }, invoiced: 70 });
  });

  test('are in whole units in a table with ids of somebody else', async () => {
    const result = await run({
      'stripe_table.csv': [
        'id,amount,currency,created,status,customer,captured',
        'A-1,148.00,usd,2024-01-05,succeeded,cus_A,true',
      ],
    });
    expect(revenue(result).invoiced).toBe(148);
  });

  test('of a charge that is authorised only are no revenue', async () => {
    const result = await run({
      'charges.csv': [
        'id,amount,currency,created,status,customer,refunded,disputed,captured,paid',
        'ch_1,10000,usd,1704448800,succeeded,cus_A,false,false,true,true',
        'ch_2,20000,usd,1704448800,succeeded,cus_B,true,false,true,true',
        'ch_3,40000,usd,1704448800,succeeded,cus_C,false,false,false,true',
      ],
    });
    expect(reasons(result)).toEqual([null, null, 'uncaptured']);
    expect(revenue(result)).toMatchObject({ gross: 300, invoiced: 100 });
  });

  test('are none where the amounts have decimals, and that is a finding', async () => {
    const result = await run({
      'stripe_invoice.csv': [
        API_INVOICES,
        'in_1,2024-02-01 00:00:00,108.50,108.50,0,2024-01-05 10:00:00,usd,cus_A,paid,108.50',
      ],
    });
    expect(revenue(result).invoiced).toBe(108.5);
    expect(found(result, 'minor_units').map((f) => f.severity)).toEqual(['warning']);
  });
});

describe('A refund', () => {
  const sales = [
    STRIPE,
    'i1,u1,2024-01-20,100.00,usd,paid',
    'i2,u2,2024-01-21,50.00,usd,paid',
    'i3,u1,2024-01-22,30.00,usd,paid',
    'i4,u3,2024-01-22,10.00,usd,open',
  ];

  test('of an export of its own is subtracted from the sale that it names; a failed one, and one of no sale, are not', async () => {
    const result = await run({
      'stripe_invoices.csv': sales,
      'refunds.csv': [
        `${REFUNDS},Invoice ID`,
        're_1,20.00,usd,2024-01-25 10:00,succeeded,,ch_1,,i2',
        're_2,30.00,usd,2024-01-25 10:00,succeeded,,ch_2,u1,',
        're_3,5.00,usd,2024-01-25 10:00,failed,,ch_3,u1,',
        're_4,8.00,usd,2024-01-25 10:00,succeeded,,ch_4,u9,',
        're_5,10.00,usd,2024-01-25 10:00,succeeded,,ch_5,u3,i4',
      ],
    });
    expect(reasons(result)).toEqual([
      'refund',
      'refund',
      'refund: failed',
      'refund_without_sale',
      'refund_without_sale',
      null,
      null,
      null,
      'open',
    ]);
    // Of the two sales to u1 the one of just this amount.
    expect(result.rows.map((row) => row['amount_cents'])).toEqual([
      -2000, -3000, -500, -800, -1000, 10000, 3000, 0, 1000,
    ]);
    expect(revenue(result)).toMatchObject({ gross: 180, refunds: { amount: -50 }, invoiced: 130 });
    expect(found(result, 'refund_without_sale')[0]?.message).toContain('18.00');
  });

  test('of a customer takes back from the sale of just its amount, else from the latest that is great enough and no younger', async () => {
    const result = await run({
      'stripe_invoices.csv': [
        STRIPE,
        'i1,u1,2024-01-20,40.00,usd,paid',
        'i2,u1,2024-01-20,100.00,usd,paid',
        'i3,u1,2024-01-21,60.00,usd,paid',
        'i4,u1,2024-01-22,30.00,usd,paid',
        'i5,u1,2024-02-22,90.00,usd,paid',
        'i6,u2,2024-01-20,20.00,usd,paid',
      ],
      'refunds.csv': [
        `${REFUNDS},Invoice ID`,
        're_1,35.00,usd,2024-01-25 10:00,succeeded,,ch_8,u1,',
        're_2,40.00,usd,2024-01-25 10:00,succeeded,,ch_9,u1,',
        // More than the customer ever paid.
        're_3,50.00,usd,2024-01-25 10:00,succeeded,,ch_7,u2,',
      ],
    });
    expect(reasons(result)).toEqual([
      ...['refund', 'refund', 'refund_without_sale'],
      ...[null, null, null, null, null, null],
    ]);
    expect(result.rows.map((row) => row['amount_cents'])).toEqual([
      -3500, -4000, -5000, 0, 10000, 2500, 3000, 9000, 2000,
    ]);
  });

  test('takes back the credits of its sale, not of the touches before the refund', async () => {
    const result = await run({
      'raw_ga4_sessions.csv': [
        'event_date,sessionId,user_uid,campaign_id,conv_flag',
        '2026-01-05,s1,u1,A,0',
        '2026-04-10,s2,u1,B,0',
      ],
      'raw_hubspot_leads.csv': [HUBSPOT, 'L1,u1,A,new,10.00,'],
      'raw_stripe_invoices.csv': [
        STRIPE,
        'I1,u1,2026-01-10,100.00,USD,paid',
        'I1,u1,2026-04-20,-40.00,USD,paid',
      ],
    });
    const { models, invoiced } = revenue(result);
    expect(invoiced).toBe(60);
    for (const model of ['crm_campaign', 'first_touch', 'last_touch', 'linear', 'time_decay'] as const) {
      expect(models[model].campaigns.filter(({ revenue: credit }) => credit !== 0)).toMatchObject([
        { campaign_id: 'A', revenue: 60 },
      ]);
    }
  });

  test.each([
    ['', []],
    [', also beside a record of the invoice without an amount', ['i9,u2,2024-02-02,,usd,paid']],
  ])('that nothing names stays an invoice of its own below zero%s', async (_, more) => {
    const below = 'i9,u2,2024-02-01,-20.00,usd,paid';
    const result = await run({ 'stripe_invoices.csv': [...sales, below, ...more] });
    expect(revenue(result)).toMatchObject({
      gross: 180,
      refunds: { invoices: 1, amount: -20 },
      invoiced: 160,
      invoices: 4,
    });
  });
});

describe('An invoice in several exports', () => {
  const january = [
    STRIPE,
    'I1,u1,2026-01-15,100.00,USD,paid',
    'I2,u2,2026-01-15,100.00,USD,paid',
    'I3,u3,2026-01-15,100.00,USD,open',
    'I4,u4,2026-01-15,100.00,USD,paid',
    'I5,,2026-01-15,100.00,USD,paid',
    'I6,u6,2026-01-15,"1,000.00",USD,paid',
    'I7,u7,2026-01-15,100.00,USD,refunded',
  ];
  const february = [
    STRIPE,
    'I1,u1,2026-01-15,100,USD,paid',
    'I2,u2,2026-01-15,100.00,USD,void',
    'I3,u3,2026-01-15,100.00,USD,paid',
    'I4,u4,2026-01-15,80.00,USD,paid',
    'I5,u5,2026-01-15,100.0,USD,paid',
    'I6,u6,2026-01-15,1000.00,USD,paid',
    'I7,u7,2026-01-15,100.00,USD,paid',
  ];

  test('counts once with the state of the newest export, whose day or month stands in its name', async () => {
    const result = await run({ 'stripe_2026_02.csv': february, 'stripe_2026_01.csv': january });
    expect(reasons(result)).toEqual([
      ...['repeat', 'older_state', 'older_state', 'older_state', 'repeat', 'repeat', 'older_state'],
      ...[null, 'void', null, null, null, null, null],
    ]);
    expect(revenue(result).invoiced).toBe(100 + 100 + 80 + 100 + 1000 + 100);
    const [newer] = found(result, 'newer_state');
    expect(newer?.message).toContain('280.00, where older ones said 200.00');
  });

  test('counts with the later state in its life where no name tells; an amount alone is a warning', async () => {
    const result = await run({ 'stripe_a.csv': january, 'stripe_b.csv': february });
    expect(reasons(result).slice(0, 7)).toEqual([
      ...['repeat', 'older_state', 'older_state', 'older_state', 'repeat', 'repeat', null],
    ]);
    expect(revenue(result).invoiced).toBe(100 + 100 + 80 + 100 + 1000);
    expect(found(result, 'newer_state').map((f) => f.severity)).toEqual(['warning', 'info']);
  });

  test('gives the same numbers in whatever order files are listed, and with an export twice', async () => {
    const once = await run({ 'stripe_2026_01.csv': january, 'stripe_2026_02.csv': february });
    const turned = await run({ 'stripe_2026_02.csv': february, 'stripe_2026_01.csv': january });
    const twice = await run({
      'stripe_2026_01.csv': january,
      'stripe_2026_02.csv': february,
      // Not byte for byte the same.
      'copy of stripe_2026_02.csv': [february[0] ?? '', ...february.slice(1).reverse()],
    });
    expect(numbersOf(turned)).toEqual(numbersOf(once));
    expect(numbersOf(twice)).toEqual(numbersOf(once));
  });
});

describe('The person of an invoice', () => {
  test('is the e-mail where there is no id', async () => {
    const result = await run({
      'raw_hubspot_leads.csv': [HUBSPOT, 'L1,u1,A,new,10.00,ann@a.example'],
      'stripe_invoices.csv': [
        'invoice_id,customer_email,date,amount,currency,status',
        'I1,Ann@A.example,2026-01-15,100.00,USD,paid',
      ],
    });
    expect(result.rows.map((row) => row['user_uid'])).toEqual(['ann@a.example']);
    expect(revenue(result).invoiced).toBe(100);
  });

  const CUSTOMERS = 'invoice_id,customer,customer_email,date,amount,currency,status';
  const campaignOf = async (...invoices: readonly string[]): Promise<readonly GridCell[]> => {
    const result = await run({
      'raw_hubspot_leads.csv': [
        HUBSPOT,
        'L1,u1,A,new,10.00,ann@a.example',
        'L2,u2,B,new,10.00,bob@b.example',
      ],
      'stripe_invoices.csv': [CUSTOMERS, ...invoices],
    });
    return result.rows.map((row) => row['lead_campaign_key'] ?? null);
  };

  test('is the customer whose other invoices have an e-mail, where it has none or one that nobody knows', async () => {
    expect(
      await campaignOf(
        'i1,cus_1,ann@a.example,2026-01-20,100,usd,paid',
        'i2,cus_1,,2026-01-20,10,usd,paid',
        'i3,CUS_1,ann@private.example,2026-01-20,10,usd,paid',
        'i4,cus_2,,2026-01-20,10,usd,paid',
      ),
    ).toEqual(['a', 'a', 'a', null]);
  });

  test('is nobody where the e-mails of the customer name several', async () => {
    expect(
      await campaignOf(
        'i1,cus_1,ann@a.example,2026-01-20,100,usd,paid',
        'i2,cus_1,bob@b.example,2026-01-20,100,usd,paid',
        'i3,cus_1,,2026-01-20,10,usd,paid',
      ),
    ).toEqual(['a', 'b', null]);
  });
});
