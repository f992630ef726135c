import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { fctTouches } from './fct-touches.model';
import { invoicesWithDate, leadsTo, type AttributionParameters } from './int-invoice-paths.model';

/** Counted invoices of people who came in the time before them, by sessions or events whose campaign is a placeholder. */
export const intDirectInvoices = defineModel<AttributionParameters>({
  name: 'int_direct_invoices',
  title: 'Invoices after direct sessions',
  description:
    'Invoices with sessions or events before them that name no campaign but a placeholder, such as (direct).',
  grain: 'one row per invoice',
  key: ['invoice_no'],
  columns: {
    invoice_no: { type: 'INTEGER', kind: 'text', description: 'Number of the invoice.', notNull: true },
  },
  example: { windowDays: 90 },
  select: (parameters) => sql`
with invoices as (${invoicesWithDate}),
touches as (select distinct person_uid, touched_on, touched_at, moment from ${fctTouches} where no_touch_reason = 'placeholder_campaign' and touched_on is not null)
select distinct i.invoice_no from invoices i join touches t using (person_uid) where ${leadsTo(parameters)}`,
});
