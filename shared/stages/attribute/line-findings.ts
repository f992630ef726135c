import { finding, rowsOf } from '../../domain/finding-builder';
import type { Finding } from '../../domain/finding';
import { agree, file, money, plural, say } from '../../domain/sentence';
import { sourceOf } from '../../domain/source';
import { int, queryRows } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { fctInvoices } from './fct-invoices.model';
import { intRefundLinks } from './int-refund-links.model';

/** Lines of invoices: beside invoices or payments none counts; alone they add up to their invoices. */
async function findLines(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
with known as (
  select invoice_id as id from ${stgInvoices} where not is_line and record_type = 'sale'
  union select of_invoice_id from ${stgInvoices} where not is_line and record_type = 'sale'
)
select source, file, left_out_as is not null as is_beside, cast(count(*) as integer) as records,
  cast(count(*) filter (status is null) as integer) as stateless,
  cast(coalesce(sum(left_out_cents), 0) as bigint) as cents,
  cast(coalesce(sum(left_out_cents) filter (invoice_id not in (select id from known where id is not null)), 0) as bigint) as unknown_cents
from ${stgInvoices} where is_line and coalesce(left_out_as, 'line_item') = 'line_item' group by all order by file`,
    signal,
  );
  return rows.map((row) => {
    const path = String(row['file']);
    const records = int(row, 'records');
    const isBeside = row['is_beside'] === true;
    const unknown = int(row, 'unknown_cents');
    const more =
      unknown === 0
        ? say``
        : say` Of that ${money(unknown / 100)} is of invoices that no other export here has: it counts nowhere. Add the export with them.`;
    const paid =
      int(row, 'stateless') === 0
        ? say``
        : say` ${plural(int(row, 'stateless'), 'line')} ${agree(int(row, 'stateless'), 'does', 'do')} not say whether the invoice is paid, and ${agree(int(row, 'stateless'), 'counts', 'count')}. Add the export of invoices.`;
    return finding({
      code: 'invoice_lines',
      severity: (isBeside ? unknown !== 0 : int(row, 'stateless') > 0) ? 'warning' : 'info',
      source: sourceOf(row['source']),
      files: [path],
      message: isBeside
        ? say`${file(path)} has lines of invoices, ${plural(records, 'record')}, ${money(int(row, 'cents') / 100)} together. Exports of invoices or payments are here too: those count, and no line does.${more}`
        : say`${file(path)} has lines of invoices, ${plural(records, 'record')}: those of one invoice add up to it.${paid}`,
      rows: isBeside
        ? rowsOf(fctInvoices, { file: path, not_counted_reason: 'line_item' })
        : rowsOf(stgInvoices, { file: path }),
    });
  });
}

/** Sales of which both refunds and credit notes take back: one may be the other, so the greater counts. */
async function findCredits(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const [row] = await queryRows(
    workspace,
    sql`
with both_of as (
  select l.sale_file, l.sale_record_number, sum(r.refunded_cents) filter (r.is_credit_note) as credited,
    sum(r.refunded_cents) filter (not r.is_credit_note) as refunded, string_agg(distinct r.file, chr(10)) as files
  from ${intRefundLinks} l join ${stgInvoices} r on r.file = l.file and r.record_number = l.record_number group by all
)
select cast(count(*) as integer) as records, cast(coalesce(sum(least(credited, refunded)), 0) as bigint) as cents,
  coalesce(string_agg(distinct files, chr(10)), '') as files
from both_of where credited > 0 and refunded > 0`,
    signal,
  );
  const records = row ? int(row, 'records') : 0;
  if (!row || records === 0) return [];
  return [
    finding({
      code: 'refunds_taken_back',
      severity: 'warning',
      source: 'stripe_invoices',
      column: 'amount_refunded',
      files: [...new Set(String(row['files']).split('\n'))],
      message: say`${plural(records, 'sale')} ${agree(records, 'has', 'have')} both credit notes and refunds. A credit note can be paid out as a refund, so the greater of both is taken back; were they apart, ${money(int(row, 'cents') / 100)} more would be.`,
    }),
  ];
}

export const lineFindings = defineFindings({
  name: 'line_findings',
  title: 'Lines of invoices, and credit notes beside refunds',
  reads: [stgInvoices, intRefundLinks],
  find: async ({ workspace, signal }) => [
    ...(await findLines(workspace, signal)),
    ...(await findCredits(workspace, signal)),
  ],
});
