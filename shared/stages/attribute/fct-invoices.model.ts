import { defineModel } from '../../sql/model';
import { uuid5 } from '../../sql/dialect';
import { raw, sql } from '../../sql/sql';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { dimPerson } from '../dedup/dim-person.model';
import { intPersonUids } from '../dedup/int-person-uids.model';
import { intInvoiceMerges } from './int-invoice-merges.model';
import { clockJoin, momentOf, MOMENT_COLUMN, type ZoneParameters } from './moment';
import { intRefundLinks } from './int-refund-links.model';

/**
 * The invoices with their person and the campaign of the person's lead. Each record stays one row: neither tool nor
 * repeat of a lead can multiply it, since a person id stands for one person.
 */
export const fctInvoices = defineModel<ZoneParameters>({
  name: 'fct_invoices',
  title: 'Invoices',
  description: 'Invoices with their person and the campaign of the lead; counted ones are marked.',
  grain: 'one row per invoice record',
  key: ['invoice_no'],
  shown: { grid: 250, star: 110 },
  columns: {
    invoice_no: {
      type: 'INTEGER',
      kind: 'text',
      description: 'Number of the invoice in this run.',
      notNull: true,
    },
    invoice_key: {
      type: 'VARCHAR',
      kind: 'hash',
      description: 'Key of the invoice record, the same for the same input.',
      notNull: true,
    },
    invoice_id: { type: 'VARCHAR', label: 'Invoice', kind: 'hash', description: 'Id of the invoice.' },
    user_uid: {
      type: 'VARCHAR',
      label: 'Person id',
      kind: 'hash',
      description: 'Id of the person who pays.',
    },
    person_uid: {
      type: 'VARCHAR',
      kind: 'hash',
      description: 'The one id of the person, by which touches are found.',
    },
    person_no: {
      type: 'INTEGER',
      kind: 'text',
      description: 'Person of a lead tool; null where none has it.',
    },
    lead_campaign_key: {
      type: 'VARCHAR',
      label: 'Lead’s campaign',
      description: 'Campaign of the person’s lead.',
    },
    invoiced_on: { type: 'DATE', label: 'Invoice date', description: 'Date of the invoice.' },
    invoiced_at: {
      type: 'TIMESTAMP',
      label: 'Invoice time',
      description: 'Time of the invoice; midnight where the export has days alone.',
    },
    moment: MOMENT_COLUMN,
    amount_cents: {
      type: 'BIGINT',
      label: 'Amount (cents)',
      description:
        'What counts, net of refunds and lost disputes, in cents of the project currency; of a record that does not count its amount. Null where its currency has no rate.',
    },
    gross_cents: {
      type: 'BIGINT',
      label: 'Gross (cents)',
      description: 'Amount before refunds and disputes, in cents.',
    },
    refunded_cents: {
      type: 'BIGINT',
      label: 'Refunded (cents)',
      description: 'What was given back of it, in cents.',
      notNull: true,
    },
    disputed_cents: {
      type: 'BIGINT',
      label: 'Lost to disputes (cents)',
      description: 'What was lost of it to disputes, in cents.',
      notNull: true,
    },
    is_counted: {
      type: 'BOOLEAN',
      description: 'Counts as invoiced, and its amount is known in the project currency.',
      notNull: true,
    },
    not_counted_reason: {
      type: 'VARCHAR',
      kind: 'code',
      label: 'Why not counted',
      description:
        'repeat (counts with another record), older_state (another record has a newer one), payment (its invoice, or the same payment in another export, counts), refund or dispute (taken back from its sale), refund_without_sale, no_revenue: with what moved the balance, no_amount, no_rate (of its currency), uncaptured (authorised only), marked_deleted, test_mode, line_item, or the state of the invoice; null where it counts.',
    },
    original_amount: { type: 'VARCHAR', description: 'Amount in its own currency.' },
    currency: { type: 'VARCHAR', description: 'Currency of the original amount.' },
    status: { type: 'VARCHAR', description: 'State of the invoice.' },
    file: { type: 'VARCHAR', description: 'File it stands in.' },
    record_number: { type: 'INTEGER', label: 'Record', description: 'Number of the record in its file.' },
  },
  example: { zonedSources: ['stripe_invoices'] },
  select: (zones) => sql`
with files as (select source, file, max(record_number) as records from ${stgInvoices} group by source, file),
offsets as (
  select source, file, coalesce(sum(records) over (order by source, file
      rows between unbounded preceding and 1 preceding), 0) as records_before
  from files
),
-- What other records take back: the refunds that name the sale, and what payments of the invoice say.
linked as (
  -- A credit note may have been paid out as a refund, which then stands among the refunds too.
  select l.sale_file as file, l.sale_record_number as record_number,
    greatest(coalesce(sum(r.refunded_cents) filter (r.is_credit_note), 0), coalesce(sum(r.refunded_cents) filter (not r.is_credit_note), 0)) as refunded, sum(r.disputed_cents) as disputed
  from ${intRefundLinks} l join ${stgInvoices} r on r.file = l.file and r.record_number = l.record_number group by all
),
paid as (
  select m.into_file as file, m.into_record_number as record_number, sum(p.refunded_cents) as refunded, sum(p.disputed_cents) as disputed
  from ${intInvoiceMerges} m join ${stgInvoices} p on p.file = m.file and p.record_number = m.record_number
  where m.merged_as = 'payment' group by all
),
timed as (select t.*, ${momentOf(zones, raw('t.invoiced_at'))} as moment from ${stgInvoices} t ${clockJoin(zones, raw('t.invoiced_at'))}),
records as (
  select i.*, m.merged_as, r.named_by, coalesce(i.record_type, 'sale') = 'sale' as is_sale,
    -- The same refund may be stated by the sale, by its payment and by a record of its own.
    greatest(coalesce(i.refunded_cents, 0), coalesce(p.refunded, 0), coalesce(l.refunded, 0)) as refunded,
    greatest(coalesce(i.disputed_cents, 0), coalesce(p.disputed, 0), coalesce(l.disputed, 0)) as disputed
  from timed i
  left join ${intInvoiceMerges} m on m.file = i.file and m.record_number = i.record_number
  left join ${intRefundLinks} r on r.file = i.file and r.record_number = i.record_number
  left join linked l on l.file = i.file and l.record_number = i.record_number
  left join paid p on p.file = i.file and p.record_number = i.record_number
),
-- Whom the e-mails of a customer name that the lead tools do not know by its id, where they name one person alone.
customers as (
  select i.person_key, min(e.user_uid) as user_uid
  from ${stgInvoices} i join ${intPersonUids} e on e.user_uid = i.email_key
  where i.person_key is not null group by i.person_key having count(distinct e.person_no) = 1
),
judged as (
  select *, is_sale and is_invoiced and merged_as is null and amount_cents is not null as is_counted,
    case when left_out_as is not null then left_out_as when merged_as is not null then merged_as when record_type = 'other' then 'no_revenue: ' || coalesce(category, 'not said')
      when is_sale and is_uncaptured then 'uncaptured' when is_sale and not is_invoiced then coalesce(status, 'not_invoiced') when not is_sale and not is_invoiced then 'refund: ' || coalesce(status, 'not said')
      when original_amount is null and amount_cents is null then 'no_amount' when amount_cents is null then 'no_rate'
      when is_sale then null when named_by is not null then record_type else 'refund_without_sale' end as not_counted_reason
  from records
)
select cast(o.records_before + i.record_number as integer) as invoice_no,
  ${uuid5(raw("'invoice:' || coalesce(i.invoice_id, '') || '/' || i.file || '/' || i.record_number"))} as invoice_key,
  i.invoice_id, coalesce(i.user_uid, i.email) as user_uid, coalesce(u.person_uid, e.person_uid, c.person_uid, i.person_key, i.email_key) as person_uid,
  coalesce(u.person_no, e.person_no, c.person_no) as person_no,
  p.campaign_key as lead_campaign_key, i.invoiced_on, i.invoiced_at, i.moment,
  case when i.is_counted then i.amount_cents - cast(i.refunded + i.disputed as bigint)
    when i.is_sale or i.record_type = 'other' then i.amount_cents else -(i.refunded_cents + i.disputed_cents) end as amount_cents,
  i.amount_cents as gross_cents, case when i.is_counted then cast(i.refunded as bigint) else 0 end as refunded_cents,
  case when i.is_counted then cast(i.disputed as bigint) else 0 end as disputed_cents,
  i.is_counted, i.not_counted_reason, i.original_amount, i.currency, i.status, i.file, i.record_number
from judged i
join offsets o using (source, file)
left join ${intPersonUids} u on u.user_uid = i.person_key
-- A service that knows its customers by ids of its own knows their e-mail too.
left join ${intPersonUids} e on e.user_uid = case when u.user_uid is null then i.email_key end
-- A payment without the e-mail is of the customer whose other payments have it.
left join customers k on k.person_key = case when u.user_uid is null and e.user_uid is null then i.person_key end
left join ${intPersonUids} c on c.user_uid = k.user_uid
left join ${dimPerson} p on p.person_no = coalesce(u.person_no, e.person_no, c.person_no)`,
});
