import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { rptAttributedInvoices } from './rpt-attributed-invoices.model';
import { rptSpendDays } from './rpt-spend-days.model';

/**
 * Both sides of the return on ad spend, each row on one of them: the credits of invoices, once a model, and the days of
 * spend, which belong to no model. Nothing is joined, so that neither side can multiply the other.
 */
export const rptRevenueAndSpend = defineModel({
  name: 'revenue_and_spend',
  title: 'Revenue and spend',
  description: 'What a model credits to campaigns, and what was spent: the sums are both sides of ROAS.',
  grain: 'one row per model, invoice and campaign, and one per platform, campaign and day of spend',
  key: ['side', 'model', 'invoice_no', 'campaign_key', 'platform', 'happened_on'],
  shown: { grid: 150 },
  materialized: 'view',
  columns: {
    side: { type: 'VARCHAR', kind: 'code', description: 'revenue or spend.', notNull: true },
    happened_on: { type: 'DATE', label: 'Date', description: 'Date of the invoice, or day of the spend.' },
    campaign_id: {
      type: 'VARCHAR',
      label: 'Campaign',
      description: 'Campaign; empty where spend names none.',
    },
    revenue: { type: 'DOUBLE', kind: 'money', description: 'What is credited; empty for spend.' },
    spend: { type: 'DOUBLE', kind: 'money', description: 'What was spent; empty for revenue.' },
    model: { type: 'VARCHAR', kind: 'code', description: 'Attribution model; empty for spend.' },
    platform: { type: 'VARCHAR', kind: 'code', description: 'Where it was spent; empty for revenue.' },
    invoice_id: { type: 'VARCHAR', label: 'Invoice', kind: 'hash', description: 'Id of the invoice.' },
    customer_uid: {
      type: 'VARCHAR',
      label: 'Customer',
      kind: 'hash',
      description: 'Who pays, where the invoice is of more than 0; empty for spend.',
    },
    invoice_no: { type: 'INTEGER', kind: 'text', label: 'Invoice no.', description: 'Number in this run.' },
    campaign_key: {
      type: 'VARCHAR',
      label: 'Campaign key',
      description: 'Campaign by which campaigns are compared.',
    },
  },
  select: () => sql`
with revenue as (
  select 'revenue' as side, invoiced_on as happened_on, campaign_id, credit as revenue, cast(null as double) as spend, model,
    cast(null as varchar) as platform, invoice_id, customer_uid, invoice_no, campaign_key
  from ${rptAttributedInvoices} where campaign_id is not null
),
spend as (
  select 'spend' as side, spend_on as happened_on, campaign_id, cast(null as double) as revenue, cost as spend,
    cast(null as varchar) as model, platform, cast(null as varchar) as invoice_id, cast(null as varchar) as customer_uid, cast(null as integer) as invoice_no,
    campaign_key
  from ${rptSpendDays}
)
select * from revenue
union all
select * from spend`,
});
