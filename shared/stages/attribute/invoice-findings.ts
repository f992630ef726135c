import { finding, rowsOf } from '../../domain/finding-builder';
import type { Finding } from '../../domain/finding';
import { agree, count as counted, joined, money, plural, say, type Sentence } from '../../domain/sentence';
import { together } from '../../domain/together';
import { int, queryRows, type Row } from '../../sql/records';
import { raw, sql, type Sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { fctInvoices } from './fct-invoices.model';
import { intInvoiceMerges } from './int-invoice-merges.model';
import { intRefundLinks } from './int-refund-links.model';

const FILES = raw("coalesce(string_agg(distinct file, chr(10) order by file), '') as files");
const filesOf = (row: Row | undefined): readonly string[] => String(row?.['files'] ?? '').split('\n');
const moneyIn = (row: Row | undefined, column: string): Sentence => money(int(row, column) / 100);

/** What a record that another one superseded counted for by itself. */
const OWN_NET = raw(
  'case when o.is_invoiced then coalesce(o.amount_cents, 0) - coalesce(o.refunded_cents, 0) - coalesce(o.disputed_cents, 0) else 0 end',
);

/** States whose amount is no part of what is said of them: their currency has no rate. */
function unconverted(row: Row): Sentence | string {
  const states = [
    ...(int(row, 'now_unconverted') > 0 ? [plural(int(row, 'now_unconverted'), 'newest state')] : []),
    ...(int(row, 'was_unconverted') > 0 ? [plural(int(row, 'was_unconverted'), 'older one')] : []),
  ];
  return states.length === 0
    ? ''
    : say` Not in these sums: ${joined(states)} in a currency without a rate. Add the rate on the Sources screen.`;
}

type Make = (row: Row, records: number) => Finding;

/** A finding about the records that a row counts, unless there are none. */
const when = (row: Row | undefined, make: Make): readonly Finding[] =>
  row && int(row, 'records') > 0 ? [make(row, int(row, 'records'))] : [];

const about = { source: 'stripe_invoices', column: 'invoice_id' } as const;

/** What merging and refunds changed about invoices: repeats, newer states, refunds and the sales that they take back. */
async function findInInvoices(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const read = (query: Sql): Promise<readonly Row[]> => queryRows(workspace, query, signal);
  const [[repeats], [newer], states, [untold], [different], refunds, [lost], [stated]] = await together([
    read(
      sql`select cast(count(*) as integer) as records, ${FILES} from ${intInvoiceMerges} where merged_as = 'repeat'`,
    ),
    read(sql`
      with older as (
        select distinct m.file, m.into_file, m.into_record_number, ${OWN_NET} as own_net, o.invoice_id,
          o.is_invoiced and o.amount_cents is null and o.original_amount is not null as is_unconverted
        from ${intInvoiceMerges} m join ${stgInvoices} o on o.file = m.file and o.record_number = m.record_number
        where m.merged_as = 'older_state' and o.record_type = 'sale'
      ),
      -- Of several older states of one invoice the change is told from the one that counted for most.
      changed as (
        select into_file, into_record_number, max(own_net) as was, bool_or(is_unconverted) as is_unconverted,
          string_agg(distinct file, chr(10)) as files
        from older group by into_file, into_record_number
      )
      select cast(count(*) as integer) as records, cast(sum(c.was) as bigint) as was,
        cast(sum(case when i.is_counted then i.amount_cents else 0 end) as bigint) as now,
        cast(count(*) filter (i.not_counted_reason = 'no_rate') as integer) as now_unconverted,
        cast(count(*) filter (c.is_unconverted) as integer) as was_unconverted,
        string_agg(distinct c.files || chr(10) || c.into_file, chr(10)) as files
      from changed c join ${fctInvoices} i on i.file = c.into_file and i.record_number = c.into_record_number`),
    read(sql`
      select coalesce(o.status, '–') || ' → ' || coalesce(n.status, '–') as change, cast(count(*) as integer) as records
      from ${intInvoiceMerges} m join ${stgInvoices} o on o.file = m.file and o.record_number = m.record_number
      join ${stgInvoices} n on n.file = m.into_file and n.record_number = m.into_record_number
      where m.merged_as = 'older_state' and o.record_type = 'sale' group by 1 order by 1`),
    read(
      sql`select cast(count(*) as integer) as records, ${FILES} from ${intInvoiceMerges} where not is_told`,
    ),
    read(sql`
      with several as (select invoice_id from ${fctInvoices} where is_counted and invoice_id is not null
        and (file, record_number) not in (select (file, record_number) from ${stgInvoices} where is_line) group by 1 having count(*) > 1)
      select cast(count(distinct invoice_id) as integer) as records, ${FILES} from ${fctInvoices} semi join several using (invoice_id)`),
    read(sql`
      select l.named_by, cast(count(*) as integer) as records, cast(sum(r.refunded_cents + r.disputed_cents) as bigint) as cents,
        string_agg(distinct r.file, chr(10)) as files
      from ${intRefundLinks} l join ${stgInvoices} r on r.file = l.file and r.record_number = l.record_number group by 1 order by 1`),
    read(sql`
      select cast(count(*) as integer) as records, cast(coalesce(-sum(amount_cents), 0) as bigint) as cents, ${FILES}
      from ${fctInvoices} where not_counted_reason = 'refund_without_sale'`),
    // What sales state of themselves, of which no record of a refund is known.
    read(sql`
      select cast(coalesce(sum(f.refunded_cents + f.disputed_cents), 0) as bigint) as cents from ${fctInvoices} f
      where f.is_counted and (f.file, f.record_number) not in (select (sale_file, sale_record_number) from ${intRefundLinks})`),
  ]);
  const statedBySales =
    int(stated, 'cents') > 0
      ? say` Sales here state that ${moneyIn(stated, 'cents')} of them was given back or lost, which is subtracted: it may be the same.`
      : '';
  return [
    ...when(repeats, (row, records) =>
      finding({
        code: 'duplicate_key',
        severity: 'info',
        ...about,
        files: filesOf(row),
        message: say`${plural(records, 'record')} ${agree(records, 'repeats', 'repeat')} an invoice of another record, with the same amount and state. Each invoice counts once.`,
        rows: rowsOf(fctInvoices, { not_counted_reason: 'repeat' }),
      }),
    ),
    ...when(newer, (row, records) =>
      finding({
        code: 'newer_state',
        severity: 'info',
        ...about,
        files: filesOf(row),
        message: say`${plural(records, 'invoice')} ${agree(records, 'stands', 'stand')} in several records with different states or amounts. The newest state counts: ${moneyIn(row, 'now')}, where older ones said ${moneyIn(row, 'was')}.${unconverted(row)}`,
        evidence: states.map((state) => ({
          label: String(state['change']),
          value: counted(int(state, 'records')),
        })),
        rows: rowsOf(fctInvoices, { not_counted_reason: 'older_state' }),
      }),
    ),
    ...when(untold, (row, records) =>
      finding({
        code: 'newer_state',
        severity: 'warning',
        ...about,
        files: filesOf(row),
        message: say`${plural(records, 'record')} of invoices ${agree(records, 'differs', 'differ')} from another export in the amount alone, and no name of a file says which is newer: the last file by name counts. Put the date of the export in the names of the files.`,
        rows: rowsOf(fctInvoices, { not_counted_reason: 'older_state' }),
      }),
    ),
    ...when(different, (row, records) =>
      finding({
        code: 'duplicate_key',
        severity: 'warning',
        ...about,
        files: filesOf(row),
        message: say`${plural(records, 'invoice id')} ${agree(records, 'stands', 'stand')} on several records with different persons or amounts. All of them count; check the export.`,
      }),
    ),
    ...refunds.map((row) => {
      const records = int(row, 'records');
      const by = String(row['named_by']);
      return finding({
        code: 'refunds_taken_back',
        severity: 'info',
        source: 'stripe_invoices',
        column: 'amount_refunded',
        files: filesOf(row),
        message:
          by === 'customer'
            ? say`${plural(records, 'record')} of refunds and disputes, ${moneyIn(row, 'cents')} together, ${agree(records, 'names', 'name')} a customer but no invoice or charge that is known: taken back from the latest sale to the customer that is great enough.`
            : say`${plural(records, 'record')} of refunds and disputes, ${moneyIn(row, 'cents')} together, ${agree(records, 'names its', 'name their')} ${by}: taken back from that sale and from whom it credits.`,
      });
    }),
    ...when(lost, (row, records) =>
      finding({
        code: 'refund_without_sale',
        severity: 'warning',
        source: 'stripe_invoices',
        column: 'amount_refunded',
        files: filesOf(row),
        message: say`${plural(records, 'record')} of refunds and disputes, ${moneyIn(row, 'cents')} together, ${agree(records, 'names', 'name')} no sale that counts in these exports. They are not subtracted.${statedBySales} Add the export with their sales.`,
        rows: rowsOf(fctInvoices, { not_counted_reason: 'refund_without_sale' }),
      }),
    ),
  ];
}

export const invoiceFindings = defineFindings({
  name: 'invoice_findings',
  title: 'Repeats and newer states of invoices, refunds and their sales',
  reads: [stgInvoices, intInvoiceMerges, intRefundLinks, fctInvoices],
  find: ({ workspace, signal }) => findInInvoices(workspace, signal),
});
