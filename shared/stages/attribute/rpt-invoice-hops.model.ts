import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { dimCampaign } from './dim-campaign.model';
import { fctInvoices } from './fct-invoices.model';
import { fctSpendDaily } from './fct-spend-daily.model';
import { intInvoicePaths } from './int-invoice-paths.model';

/** How far each counted invoice can be followed: to a person, a lead, a campaign, its spend. */
export const rptInvoiceHops = defineModel({
  name: 'invoice_hops',
  title: 'How far invoices can be followed',
  description: 'Invoices that count, with the first hop that fails: person, lead, campaign, spend.',
  grain: 'one row per counted invoice',
  key: ['invoice_no'],
  shown: { grid: 130 },
  columns: {
    invoice_no: { type: 'INTEGER', kind: 'text', description: 'Number of the invoice.', notNull: true },
    invoice_id: { type: 'VARCHAR', label: 'Invoice', kind: 'hash', description: 'Id of the invoice.' },
    remainder: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'Stops at',
      description:
        'no_user_id: it names no person; no_person: no lead tool has the person; no_campaign: the lead has none; no_spend: no ads export has spend for the campaign; null: followed to the spend.',
    },
    user_uid: {
      type: 'VARCHAR',
      label: 'Person id',
      kind: 'hash',
      description: 'Id of the person who pays.',
    },
    campaign_id: { type: 'VARCHAR', label: 'Lead’s campaign', description: 'Campaign of the person’s lead.' },
    invoiced_on: { type: 'DATE', label: 'Date', description: 'Date of the invoice.' },
    amount: { type: 'DOUBLE', kind: 'money', description: 'Amount in the project currency.', notNull: true },
    amount_cents: { type: 'BIGINT', label: 'Amount (cents)', description: 'Amount in cents.', notNull: true },
    has_touch: { type: 'BOOLEAN', label: 'Has touches', description: 'Touches lead to it.', notNull: true },
    status: { type: 'VARCHAR', description: 'State of the invoice.' },
    file: { type: 'VARCHAR', description: 'File it stands in.' },
    record_number: { type: 'INTEGER', label: 'Record', description: 'Number of the record in its file.' },
  },
  select: () => sql`
with spend as (select campaign_key from ${fctSpendDaily} group by campaign_key having sum(cost_cents) > 0),
journeys as (select invoice_no from ${intInvoicePaths} where position = 1)
select i.invoice_no, i.invoice_id,
  case when i.person_uid is null then 'no_user_id' when i.person_no is null then 'no_person'
    when i.lead_campaign_key is null then 'no_campaign' when s.campaign_key is null then 'no_spend' end as remainder,
  i.user_uid, d.campaign_id, i.invoiced_on, i.amount_cents / 100 as amount, i.amount_cents,
  j.invoice_no is not null as has_touch, i.status, i.file, i.record_number
from ${fctInvoices} i
left join ${dimCampaign} d on d.campaign_key = i.lead_campaign_key
left join spend s on s.campaign_key = i.lead_campaign_key
left join journeys j on j.invoice_no = i.invoice_no
where i.is_counted`,
});
