import { defineModel } from '../../sql/model';
import { weekOf } from '../../sql/dialect';
import { raw, sql } from '../../sql/sql';
import { dimCampaign } from './dim-campaign.model';
import { fctAttributedRevenue } from './fct-attributed-revenue.model';
import { fctInvoices } from './fct-invoices.model';

/** The invoices behind every number of revenue. */
export const rptAttributedInvoices = defineModel({
  name: 'attributed_invoices',
  title: 'Invoices and their campaigns',
  description: 'Each invoice with what a model credits to a campaign, or why to none.',
  grain: 'one row per model, invoice and campaign',
  key: ['model', 'invoice_no', 'campaign_key'],
  shown: { grid: 120 },
  materialized: 'view',
  columns: {
    invoice_id: { type: 'VARCHAR', label: 'Invoice', kind: 'hash', description: 'Id of the invoice.' },
    model: { type: 'VARCHAR', kind: 'code', description: 'Attribution model.' },
    campaign_id: {
      type: 'VARCHAR',
      label: 'Campaign',
      description: 'Credited campaign; empty where unattributed.',
    },
    credit: { type: 'DOUBLE', kind: 'money', description: 'What is credited, in the project currency.' },
    amount: { type: 'DOUBLE', kind: 'money', description: 'Amount of the invoice in the project currency.' },
    invoiced_on: { type: 'DATE', label: 'Date', description: 'Date of the invoice.' },
    week: { type: 'DATE', label: 'Week', description: 'Monday of the week of the invoice.' },
    reason: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'Why unattributed',
      description: 'no_person, no_campaign, no_touch, only_direct or no_date.',
    },
    touches: { type: 'INTEGER', description: 'Touches of the campaign that are credited.' },
    user_uid: {
      type: 'VARCHAR',
      label: 'Person id',
      kind: 'hash',
      description: 'Id of the person who pays.',
    },
    customer_uid: {
      type: 'VARCHAR',
      label: 'Customer',
      kind: 'hash',
      description: 'Who pays, where the invoice is of more than 0: different ones are customers.',
    },
    status: { type: 'VARCHAR', description: 'State of the invoice.' },
    original_amount: { type: 'VARCHAR', description: 'Amount in its own currency.' },
    currency: { type: 'VARCHAR', description: 'Currency of the original amount.' },
    file: { type: 'VARCHAR', description: 'File it stands in.' },
    record_number: { type: 'INTEGER', label: 'Record', description: 'Number of the record in its file.' },
    invoice_no: { type: 'INTEGER', kind: 'text', label: 'Invoice no.', description: 'Number in this run.' },
    campaign_key: {
      type: 'VARCHAR',
      label: 'Campaign key',
      description: 'Campaign by which campaigns are compared.',
    },
  },
  select: () => sql`
select i.invoice_id, a.model, d.campaign_id, a.credit_cents / 100 as credit, i.amount_cents / 100 as amount, i.invoiced_on,
  ${weekOf(raw('i.invoiced_on'))} as week, a.reason, a.touches, i.user_uid,
  case when i.amount_cents > 0 then i.person_uid end as customer_uid, i.status, i.original_amount, i.currency,
  i.file, i.record_number, a.invoice_no, a.campaign_key
from ${fctAttributedRevenue} a
join ${fctInvoices} i using (invoice_no)
left join ${dimCampaign} d on d.campaign_key = a.campaign_key`,
});
