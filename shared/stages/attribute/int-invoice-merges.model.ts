import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';

/**
 * The records that count with another one. Of an invoice that stands in several exports the newest state counts: of the
 * latest export where the names of all of them state a day, else the latest in its life, else the one with most
 * refunded; where none of that tells, the last file by name. Within a file, records of one amount are one invoice;
 * others, and those of different lines, are its positions, and all count. A payment counts with its invoice where that is known and paid, and in a balance
 * with the payment whose charge or invoice and amount it has.
 */
export const intInvoiceMerges = defineModel({
  name: 'int_invoice_merges',
  title: 'Merged invoices',
  description: 'Records of invoices, payments and refunds that count with another record.',
  grain: 'one row per record that is merged into another',
  key: ['file', 'record_number'],
  columns: {
    file: { type: 'VARCHAR', description: 'File.', notNull: true },
    record_number: { type: 'INTEGER', label: 'Record', description: 'Number of the record.', notNull: true },
    merged_as: {
      type: 'VARCHAR',
      description:
        'repeat: of the same amount and state; older_state: another record has a newer one; payment: its invoice, or the same payment in another export, counts.',
      notNull: true,
    },
    into_file: { type: 'VARCHAR', description: 'File of the record that counts.', notNull: true },
    into_record_number: { type: 'INTEGER', description: 'Number of the record that counts.', notNull: true },
    is_told: {
      type: 'BOOLEAN',
      description: 'Days, states or refunds tell which record is newer; else only the names of the files.',
      notNull: true,
    },
  },
  select: () => sql`
with ids as (
  select record_type, invoice_id from ${stgInvoices} where invoice_id is not null and record_type <> 'other' and left_out_as is null
  group by all having count(*) > 1
), records as (
  select i.file, i.record_number, i.record_type, i.invoice_id, i.life, i.exported_on, i.file_order, coalesce(i.line_id, '') as line,
    abs(coalesce(i.refunded_cents, 0)) + abs(coalesce(i.disputed_cents, 0)) as taken,
    coalesce(cast(i.amount_cents as varchar), i.original_amount || ' ' || i.currency, '') as amount,
    lower(coalesce(i.user_uid, i.email)) as person, i.invoiced_on,
    -- A refund and its failure have one id, as have several refunds under the id of their invoice.
    case when i.record_type = 'sale' then '' when i.of_invoice_id = i.invoice_id then i.amount_cents || ' ' || coalesce(cast(i.invoiced_on as varchar), '')
      else cast(sign(coalesce(i.refunded_cents, 0) + coalesce(i.disputed_cents, 0)) as varchar) end as part
  from ${stgInvoices} i semi join ids on i.record_type = ids.record_type and i.invoice_id = ids.invoice_id
  where i.left_out_as is null
), owned as (
  -- One id with different persons stands for different invoices.
  select *, coalesce(part, '') || '/' || case when record_type <> 'sale' or min(person) over (partition by record_type, invoice_id)
      is not distinct from max(person) over (partition by record_type, invoice_id) then '' else coalesce(person, '') end as owner
  from records
), dated as (
  select *, case when bool_and(exported_on is not null) over (partition by record_type, invoice_id, owner) then exported_on else '' end as day
  from owned
), placed as (
  select *, row_number() over newest as place, first_value(file) over newest as newest_file,
    first_value(record_number) over newest as newest_record, first_value(day) over newest as newest_day,
    first_value(life) over newest as newest_life, first_value(taken) over newest as newest_taken,
    first_value(amount) over newest as newest_amount
  from dated
  window newest as (partition by record_type, invoice_id, owner
    order by day desc, life desc, taken desc, file_order desc, file desc, record_number
    rows between unbounded preceding and unbounded following)
), within_file as (
  select *, first_value(record_number) over same as same_record, first_value(life) over same as same_life
  from placed where file = newest_file
  window same as (partition by record_type, invoice_id, owner, amount, line order by life desc, taken desc, record_number
    rows between unbounded preceding and unbounded following)
), repeats as (
  select file, record_number, case when life = same_life then 'repeat' else 'older_state' end as merged_as,
    file as into_file, same_record as into_record_number, true as is_told
  from within_file where record_number <> same_record
  union all
  select file, record_number,
    case when amount = newest_amount and life = newest_life and taken = newest_taken then 'repeat' else 'older_state' end,
    newest_file, newest_record, day <> newest_day or life <> newest_life or taken <> newest_taken or amount = newest_amount
  from placed where file <> newest_file
), sales as (
  select i.* from ${stgInvoices} i anti join repeats r on r.file = i.file and r.record_number = i.record_number
  where i.record_type = 'sale' and i.is_invoiced and i.amount_cents is not null and i.invoice_id is not null
), paid as (
  select p.file, p.record_number, t.file as into_file, t.record_number as into_record_number
  from sales p join sales t on t.invoice_id = p.of_invoice_id where p.is_payment and not t.is_payment
  union all
  select p.file, p.record_number, t.file, t.record_number
  from sales p join sales t on t.charge_id = p.invoice_id where p.is_payment and not t.is_payment
  union all
  -- Payments whose ids are not those of the charges: of a balance, or intents to pay beside the charges.
  select p.file, p.record_number, t.file, t.record_number
  from sales p join sales t on t.invoice_id = p.charge_id
  where p.is_payment and t.is_payment and t.file <> p.file and coalesce(t.charge_id <> p.invoice_id, true)
  union all
  select p.file, p.record_number, t.file, t.record_number
  from sales p join sales t on t.of_invoice_id = p.of_invoice_id and t.amount_cents = p.amount_cents
  where p.category is not null and t.category is null and t.is_payment
)
select * from repeats
union all
select file, record_number, 'payment', min(into_file), arg_min(into_record_number, (into_file, into_record_number)), true
from paid group by file, record_number`,
});
