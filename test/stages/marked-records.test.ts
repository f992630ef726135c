import { describe, expect, test } from 'vitest';
import { runTable, type TableRun } from '../support/run-table';

const API_INVOICES =
  'id,number,customer_id,status,currency,created,total,amount_due,amount_paid,amount_remaining';
const invoice = (id: string, cents: number): string =>
  `${id},N-${id},cus_${id},paid,usd,2024-01-05 10:00:00 UTC,${cents},${cents},${cents},0`;
const CHARGES = 'id,amount,amount_captured,amount_refunded,currency,created,livemode,paid,status,customer';

const told = ({ outcome }: TableRun): readonly string[] =>
  outcome.findings.filter(({ code }) => code === 'marked_records').map(({ message }) => message);
const revenueOf = ({ outcome }: TableRun) => outcome.summary.revenue;
const notCounted = ({ outcome }: TableRun, source: string) =>
  outcome.summary.reconciliation.find((of) => of.source === source)?.notCounted;

describe('Records that are marked as deleted', () => {
  test.each([
    ['_fivetran_deleted', 'true', 'false'],
    ['is_deleted', 'TRUE', 'FALSE'],
    ['_sdc_deleted_at', '2024-02-01T00:00:00Z', ''],
    ['_ab_cdc_deleted_at', '2024-02-01T00:00:00Z', ''],
  ])('are no revenue: %s', async (header, yes, no) => {
    const result = await runTable(
      {
        'invoice.csv': [
          `${API_INVOICES},_fivetran_synced,${header}`,
          `${invoice('in_1', 10000)},2024-03-01,${no}`,
          `${invoice('in_2', 20000)},2024-03-01,${yes}`,
        ],
      },
      'fct_invoices',
    );
    expect(result.rows.map((row) => row['not_counted_reason'])).toEqual([null, 'marked_deleted']);
    expect(revenueOf(result)).toMatchObject({ invoices: 1, invoiced: 100 });
    expect(notCounted(result, 'stripe_invoices')).toEqual([
      { reason: 'marked_deleted', rows: 1, amount: 200 },
    ]);
    expect(told(result)).toEqual([
      '1 record of `invoice.csv` is marked as deleted and left out of all numbers. By itself it would have added 200.00 of revenue.',
    ]);
  });

  test('do not stand for the invoice that is there still, nor take it back', async () => {
    const result = await runTable(
      {
        'invoice.csv': [
          `${API_INVOICES},_fivetran_synced,_fivetran_deleted`,
          `${invoice('in_1', 10000)},2024-03-01,false`,
          `${invoice('in_1', 30000)},2024-04-01,true`,
        ],
      },
      'fct_invoices',
    );
    expect(revenueOf(result)).toMatchObject({ invoices: 1, invoiced: 100 });
  });

  test('are no spend', async () => {
    const result = await runTable(
      {
        'facebook_ads.csv': [
          'ad_id,date,account_id,campaign_id,campaign_name,impressions,inline_link_clicks,spend,_fivetran_id,_fivetran_synced,_fivetran_deleted',
          '1,2024-01-01,9,120001,Spring,100,5,10.00,x1,2024-03-01,false',
          '1,2024-01-01,9,120001,Spring,100,5,12.00,x2,2024-02-01,true',
        ],
      },
      'int_ad_spend',
    );
    expect(revenueOf(result)?.spend[0]).toMatchObject({ spend: 10 });
    expect(notCounted(result, 'facebook_ads')).toEqual([{ reason: 'marked_deleted', rows: 1, amount: 12 }]);
    expect(told(result)).toEqual([
      '1 record of `facebook_ads.csv` is marked as deleted and left out of all numbers. By itself it would have added 12.00 of spend.',
    ]);
  });
});

describe('Leads that are marked as deleted', () => {
  test.each(['_fivetran_deleted', 'archived'])('are no leads, and counted apart: %s', async (header) => {
    const result = await runTable(
      {
        'hubspot_contact.csv': [
          `id,property_email,property_createdate,property_lifecyclestage,utm_campaign,${header}`,
          '101,ana@a.example,2024-01-02 08:00:00 UTC,customer,Spring,false',
          '102,bob@b.example,2024-01-02 08:00:00 UTC,customer,Brand,true',
        ],
        'stripe_invoices.csv': [
          'invoice_id,customer_email,date,amount,currency,status',
          'in_1,ana@a.example,2024-02-05,100.00,USD,paid',
          'in_2,bob@b.example,2024-02-05,50.00,USD,paid',
        ],
      },
      'fct_invoices',
    );
    expect(result.rows.map((row) => row['lead_campaign_key'])).toEqual(['spring', null]);
    const hubspot = result.outcome.summary.reconciliation.find(({ source }) => source === 'hubspot_leads');
    expect(hubspot).toMatchObject({ rows: 2, notCounted: [{ reason: 'marked_deleted', rows: 1 }] });
    expect(told(result)).toEqual([
      '1 record of `hubspot_contact.csv` is marked as deleted and is no lead: an invoice finds no person and no campaign by it.',
    ]);
  });
});

describe('Records of the test mode of the service', () => {
  test('are no revenue, and neither are failed ones of it worth any', async () => {
    const result = await runTable(
      {
        'charges.csv': [
          CHARGES,
          'ch_1,10000,10000,0,usd,1704448800,true,true,succeeded,cus_A',
          'ch_2,40000,40000,10000,usd,1704448800,false,true,succeeded,cus_B',
          'ch_3,90000,0,0,usd,1704448800,false,false,failed,cus_C',
        ],
      },
      'fct_invoices',
    );
    expect(result.rows.map((row) => row['not_counted_reason'])).toEqual([null, 'test_mode', 'test_mode']);
    expect(revenueOf(result)).toMatchObject({ invoices: 1, invoiced: 100 });
    expect(told(result)).toEqual([
      '2 records of `charges.csv` are of the test mode of the service and left out of all numbers: no money was paid. By themselves they would have added 300.00 of revenue.',
    ]);
  });

  test('are told from the others by a column that names the mode', async () => {
    const result = await runTable(
      {
        'unified_payments.csv': [
          'id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Mode',
          'ch_1,2024-01-05 10:00,100.00,0.00,usd,Paid,cus_A,Live',
          'ch_2,2024-01-05 10:00,80.00,0.00,usd,Paid,cus_B,Test',
          'ch_3,2024-01-05 10:00,20.00,0.00,usd,Paid,cus_C,',
        ],
      },
      'fct_invoices',
    );
    expect(result.rows.map((row) => row['not_counted_reason'])).toEqual([null, 'test_mode', null]);
  });
});
