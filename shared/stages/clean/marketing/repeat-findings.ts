import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, plural, say } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import { sql } from '../../../sql/sql';
import { stgInvoices } from './stg-invoices.model';
import { FILES, when, type Read } from './finding-rows';

/** Invoices that stand more than once. */
export async function findRepeats(read: Read): Promise<readonly Finding[]> {
  const [repeats] = await read(sql`
select cast(count(*) as integer), ${FILES} from ${stgInvoices} where is_repeat`);
  const [different] = await read(sql`
with ids as (
  select invoice_id from ${stgInvoices} where invoice_id is not null and not is_repeat and original_amount not like '-%'
  group by invoice_id having count(*) > 1
)
select cast(count(distinct invoice_id) as integer), ${FILES} from ${stgInvoices} where invoice_id in (select invoice_id from ids)`);
  return [
    ...when(repeats, (count, files) =>
      finding({
        code: 'duplicate_key',
        severity: 'info',
        source: 'stripe_invoices',
        column: 'invoice_id',
        files,
        message: say`${plural(count, 'record')} ${agree(count, 'repeats', 'repeat')} an invoice of another record, with the same person and amount. Each invoice counts once.`,
        rows: rowsOf(stgInvoices, { is_repeat: true }),
      }),
    ),
    ...when(different, (count, files) =>
      finding({
        code: 'duplicate_key',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'invoice_id',
        files,
        message: say`${plural(count, 'invoice id')} ${agree(count, 'stands', 'stand')} on several records with different persons or amounts. All of them count; check the export.`,
      }),
    ),
  ];
}
