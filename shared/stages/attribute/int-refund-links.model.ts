import { defineModel } from '../../sql/model';
import { raw, sql, type Sql } from '../../sql/sql';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { intInvoiceMerges } from './int-invoice-merges.model';

/** Refunds with the sales that they may be of, by one way of naming it; the first way that finds one decides. */
const namedBy = (rank: number, on: Sql): Sql => sql`
  select r.file, r.record_number, r.taken, s.sale_file, s.sale_record_number, s.is_counted, s.amount_cents, s.invoiced_on,
    ${raw(String(rank))} as rank
  from refunds r join sales s on ${on}`;

/** A customer alone names a sale that counts, is not younger, and is great enough. */
const OF_CUSTOMER = raw(
  's.is_counted and s.amount_cents >= r.taken and coalesce(s.invoiced_on <= r.invoiced_on, true)',
);

/**
 * The sale that a refund or dispute takes back from: of the invoice that it names, else of the charge, else of the
 * customer: of several sales one of just this amount, else the latest.
 */
export const intRefundLinks = defineModel({
  name: 'int_refund_links',
  title: 'Refunds and their sales',
  description: 'Records of refunds and disputes with the sale whose credits they take back.',
  grain: 'one row per refund or dispute whose sale is known and counts',
  key: ['file', 'record_number'],
  columns: {
    file: { type: 'VARCHAR', description: 'File.', notNull: true },
    record_number: { type: 'INTEGER', label: 'Record', description: 'Number of the record.', notNull: true },
    sale_file: { type: 'VARCHAR', description: 'File of the sale.', notNull: true },
    sale_record_number: { type: 'INTEGER', description: 'Number of the record of the sale.', notNull: true },
    named_by: { type: 'VARCHAR', description: 'invoice, charge or customer.', notNull: true },
  },
  hasRowsWhere: () => sql`select 1 from ${stgInvoices} where record_type in ('refund', 'dispute') limit 1`,
  select: () => sql`
with records as (
  select i.*, m.merged_as, m.into_file, m.into_record_number
  from ${stgInvoices} i left join ${intInvoiceMerges} m on m.file = i.file and m.record_number = i.record_number
), refunds as (
  select *, refunded_cents + disputed_cents as taken from records
  where record_type in ('refund', 'dispute') and is_invoiced and merged_as is null and refunded_cents + disputed_cents is not null
), sales as (
  select invoice_id, of_invoice_id, charge_id, user_uid, email, invoiced_on, amount_cents,
    is_invoiced and amount_cents is not null as is_counted,
    coalesce(into_file, file) as sale_file, coalesce(into_record_number, record_number) as sale_record_number
  from records where record_type = 'sale' and (merged_as is null or merged_as = 'payment')
    and exists (select 1 from refunds)
), found as (${namedBy(1, raw('s.invoice_id = r.of_invoice_id'))}
  union all ${namedBy(2, raw('s.of_invoice_id = r.of_invoice_id'))}
  union all ${namedBy(3, raw('s.invoice_id = r.charge_id'))}
  union all ${namedBy(4, raw('s.charge_id = r.charge_id'))}
  union all ${namedBy(5, sql`lower(s.user_uid) = lower(r.user_uid) and ${OF_CUSTOMER}`)}
  union all ${namedBy(6, sql`s.email = r.email and ${OF_CUSTOMER}`)}
), chosen as (
  select *, row_number() over (partition by file, record_number order by rank, is_counted desc, amount_cents = taken desc,
    amount_cents >= taken desc, invoiced_on desc nulls last, sale_file, sale_record_number) as place
  from found
)
select file, record_number, sale_file, sale_record_number,
  case when rank <= 2 then 'invoice' when rank <= 4 then 'charge' else 'customer' end as named_by
from chosen where place = 1 and is_counted`,
});
