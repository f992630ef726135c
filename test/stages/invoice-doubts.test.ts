import { describe, expect, test } from 'vitest';
import type { FindingCode } from '../../shared/domain/finding';
import { runTable } from '../support/run-table';

type Files = Readonly<Record<string, readonly string[]>>;

/** What was invoiced, net, and what the findings of a kind say of it. */
async function told(files: Files, code: FindingCode): Promise<{ invoiced: number; said: readonly string[] }> {
  const { outcome } = await runTable(files, 'fct_invoices', {});
  return {
    invoiced: outcome.summary.revenue?.invoiced ?? Number.NaN,
    said: outcome.findings.filter((f) => f.code === code).map((f) => `${f.severity}: ${f.message}`),
  };
}

describe('An invoice that is of one person by the id and of another by the e-mail', () => {
  const LEADS = [
    'lead_id,user_uid,campaign_id,status,deal_amount,email',
    'L1,u1,Spring,open,0,ana@a.example',
    'L2,u2,Brand,open,0,bruno@b.example',
    'L3,u3,Brand,open,0,carla@c.example',
  ];
  const INVOICES = 'invoice_id,user_uid,customer_email,date,amount,currency,status';

  test('credits the campaign of the id, and both are said', async () => {
    const { said } = await told(
      {
        'hubspot_leads.csv': LEADS,
        'stripe_invoices.csv': [
          INVOICES,
          'in_1,u1,bruno@b.example,2024-02-01,100.00,USD,paid',
          'in_2,u2,bruno@b.example,2024-02-01,50.00,USD,paid',
        ],
      },
      'source_disagreement',
    );
    expect(said).toEqual([
      'warning: `stripe_invoices.csv`: 1 invoice, 100.00 together, is of one person by the person id and of another by the e-mail, and their leads name different campaigns. The person id counts. If the e-mails are right, the credit of the campaigns changes by as much; if both are one person, join them in Review.',
    ]);
  });

  test('is not told where both lead to the same campaign', async () => {
    const { said } = await told(
      {
        'hubspot_leads.csv': LEADS,
        'stripe_invoices.csv': [INVOICES, 'in_1,u2,carla@c.example,2024-02-01,100.00,USD,paid'],
      },
      'source_disagreement',
    );
    expect(said).toEqual([]);
  });
});

describe('A dispute that is neither won nor lost', () => {
  test('takes nothing back yet, and what it can is said', async () => {
    const { invoiced, said } = await told(
      {
        'unified_payments.csv': [
          'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Fee,Status,Customer Email,Disputed Amount,Dispute Status',
          'ch_1,2024-01-05 10:00:00,100.00,0.00,usd,true,3,Paid,a@a.example,100.00,Won',
          'ch_2,2024-01-05 10:00:00,200.00,0.00,usd,true,3,Paid,b@a.example,200.00,lost',
          'ch_3,2024-01-05 10:00:00,400.00,0.00,usd,true,3,Paid,d@a.example,300.00,needs_response',
          'ch_4,2024-01-05 10:00:00,600.00,0.00,usd,true,3,Paid,f@a.example,,',
        ],
      },
      'refunds_taken_back',
    );
    expect(invoiced).toBe(1100);
    expect(said).toEqual([
      'info: `unified_payments.csv`: 1 dispute, 300.00 together, is neither won nor lost. Until then nothing of it is taken back: what was invoiced falls by as much if all are lost.',
    ]);
  });
});

describe('A sale of which more is taken back than it brought', () => {
  test('is an error with both sums', async () => {
    const { invoiced, said } = await told(
      {
        'stripe_invoices.csv': [
          'invoice_id,user_uid,date,amount,currency,status,amount_refunded',
          'in_1,u1,2024-02-01,30.00,USD,paid,3000.00',
          'in_2,u2,2024-02-01,50.00,USD,paid,50.00',
          'in_3,u3,2024-02-01,70.00,USD,paid,',
        ],
      },
      'refunds_taken_back',
    );
    expect(invoiced).toBe(-2900);
    expect(said).toEqual([
      'error: `stripe_invoices.csv`: of 1 sale more is taken back than it brought: 3,000.00 of 30.00, so revenue is too low by at least 2,970.00. Check that the refunds and disputes are in the unit and currency of the sales, and name the right ones.',
    ]);
  });
});

describe('An export of invoices without a status', () => {
  test('counts as paid, and that is said', async () => {
    const { invoiced, said } = await told(
      {
        'stripe_invoices.csv': [
          'invoice_id,user_uid,date,amount,currency',
          'in_1,u1,2024-01-05,100.00,USD',
          'in_2,u1,2024-01-05,50.00,USD',
        ],
      },
      'unknown_status',
    );
    expect(invoiced).toBe(150);
    expect(said).toEqual([
      'info: `stripe_invoices.csv` has no column that says whether an invoice is paid: all 2 invoices, 150.00, count as paid. If some are open or void, export them with the status.',
    ]);
  });
});

describe('An invoice with several e-mails in one cell', () => {
  test('is of the first, and that the cell was not read whole is said', async () => {
    const { said } = await told(
      {
        'stripe_invoices.csv': [
          'invoice_id,customer_email,date,amount,currency,status',
          'in_1,a@a.example; b@a.example,2024-02-05,100.00,USD,paid',
          'in_2,"Bob <b@a.example>",2024-02-05,50.00,USD,paid',
        ],
      },
      'cell_issues',
    );
    expect(said).toEqual([
      'warning: `stripe_invoices.csv`: 1 value could not be read; the rest of their records stays. Show them.',
    ]);
  });
});
