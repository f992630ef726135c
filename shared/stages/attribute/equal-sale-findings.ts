import { moneyOf } from '../../domain/cents';
import { finding, rowsOf } from '../../domain/finding-builder';
import { PROJECT_CURRENCY } from '../../domain/money';
import { agree, count, file, money, plural, say } from '../../domain/sentence';
import { int, queryRows } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { fctInvoices } from './fct-invoices.model';

/**
 * Sales of two exports with the same person, amount and day of which neither names the other: payments without their
 * invoices beside the invoices, a balance history without ids. They may be two sales, so both count, and that is said.
 */
export const equalSaleFindings = defineFindings({
  name: 'equal_sale_findings',
  title: 'Equal sales in two exports',
  reads: [stgInvoices, fctInvoices],
  find: async ({ workspace, signal }) => {
    const rows = await queryRows(
      workspace,
      sql`
with several as (
  select 1 from ${fctInvoices} where is_counted having count(distinct file) > 1
), sales as (
  select f.file, f.record_number, f.gross_cents, f.invoiced_on, f.person_uid, i.person_key, i.email_key
  from ${fctInvoices} f join ${stgInvoices} i on i.file = f.file and i.record_number = f.record_number
  where f.is_counted and f.gross_cents > 0 and f.invoiced_on is not null and exists (from several)
), keyed as (
  select file, record_number, gross_cents, invoiced_on, person_uid as person from sales where person_uid is not null
  union select file, record_number, gross_cents, invoiced_on, person_key from sales where person_key is not null
  union select file, record_number, gross_cents, invoiced_on, email_key from sales where email_key is not null
), pairs as (
  select distinct a.file, b.file as other, a.record_number, a.gross_cents
  from keyed a join keyed b using (person, gross_cents, invoiced_on) where a.file < b.file
)
select file, other, cast(count(*) as integer) as records, cast(sum(gross_cents) as bigint) as cents
from pairs group by file, other order by file, other`,
      signal,
    );
    return rows.map((row) => {
      const [one, other, n] = [String(row['file']), String(row['other']), int(row, 'records')];
      const cents = money(moneyOf(int(row, 'cents')));
      return finding({
        code: 'duplicate_key',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'invoice_id',
        files: [one, other],
        message: say`${plural(n, 'sale')} of ${file(one)}, ${cents} ${PROJECT_CURRENCY} together, ${agree(n, 'has', 'have')} the person, the amount and the day of a sale of ${file(other)}, and neither names the other. Both count: if they are the same, revenue is twice as high there. Export the payments with their invoice ids, or leave one of the files out on the Sources screen.`,
        evidence: [
          { label: 'Equal sales', value: count(n) },
          { label: `Their amount, ${PROJECT_CURRENCY}`, value: cents },
        ],
        rows: rowsOf(fctInvoices, { file: one, is_counted: true }),
      });
    });
  },
});
