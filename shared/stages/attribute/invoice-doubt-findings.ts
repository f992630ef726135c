import { finding, rowsOf } from '../../domain/finding-builder';
import type { Finding } from '../../domain/finding';
import { agree, code, count, file, money, plural, say } from '../../domain/sentence';
import { sourceOf } from '../../domain/source';
import { int, queryRows, type Row } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { dimPerson } from '../dedup/dim-person.model';
import { intPersonUids } from '../dedup/int-person-uids.model';
import { fctInvoices } from './fct-invoices.model';

/** Each invoice with its record. */
const WITH_RECORD = sql`${fctInvoices} f join ${stgInvoices} i on i.file = f.file and i.record_number = f.record_number`;
/** The first of the invoices that a row counts. */
const SOME = sql`coalesce(array_to_string(list(coalesce(f.invoice_id, 'record ' || f.record_number) order by f.record_number)[:5], ', '), '') as some`;
const invoicesIn = (row: Row): Finding['evidence'] => [
  { label: 'Invoices', value: code(String(row['some'])) },
];

/** Invoices whose id is of one person and whose e-mail is of another, where that changes whom they credit. */
async function findTwoPeople(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
select i.source, i.file, cast(count(*) as integer) as records, cast(sum(f.amount_cents) as bigint) as cents, ${SOME}
from ${WITH_RECORD}
join ${intPersonUids} u on u.user_uid = i.person_key join ${intPersonUids} e on e.user_uid = i.email_key
join ${dimPerson} p on p.person_no = u.person_no join ${dimPerson} q on q.person_no = e.person_no
where f.is_counted and u.person_no <> e.person_no and p.campaign_key is distinct from q.campaign_key
group by all order by i.file`,
    signal,
  );
  return rows.map((row) => {
    const [path, records] = [String(row['file']), int(row, 'records')];
    return finding({
      code: 'source_disagreement',
      severity: 'warning',
      source: sourceOf(row['source']),
      column: 'user_uid',
      files: [path],
      message: say`${file(path)}: ${plural(records, 'invoice')}, ${money(int(row, 'cents') / 100)} together, ${agree(records, 'is', 'are')} of one person by the person id and of another by the e-mail, and their leads name different campaigns. The person id counts. If the e-mails are right, the credit of the campaigns changes by as much; if both are one person, join them in Review.`,
      evidence: invoicesIn(row),
    });
  });
}

/** Disputes that may still take back what counts as revenue. */
async function findOpenDisputes(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
select source, file, cast(count(*) as integer) as records, cast(sum(open_dispute_cents) as bigint) as cents
from ${stgInvoices} where open_dispute_cents > 0 group by all order by file`,
    signal,
  );
  return rows.map((row) => {
    const [path, records] = [String(row['file']), int(row, 'records')];
    return finding({
      code: 'refunds_taken_back',
      severity: 'info',
      source: sourceOf(row['source']),
      column: 'dispute_status',
      files: [path],
      message: say`${file(path)}: ${plural(records, 'dispute')}, ${money(int(row, 'cents') / 100)} together, ${agree(records, 'is', 'are')} neither won nor lost. Until then nothing of it is taken back: what was invoiced falls by as much if all are lost.`,
      rows: rowsOf(stgInvoices, { file: path }, { filled: ['open_dispute_cents'] }),
    });
  });
}

/** Sales of which more is taken back than they brought: a refund in another unit, or of another sale. */
async function findGreaterRefunds(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
select i.source, f.file, cast(count(*) as integer) as records, cast(sum(f.gross_cents) as bigint) as gross,
  cast(sum(f.refunded_cents + f.disputed_cents) as bigint) as back, ${SOME}
from ${WITH_RECORD}
where f.is_counted and f.gross_cents >= 0 and f.refunded_cents + f.disputed_cents > f.gross_cents group by all order by f.file`,
    signal,
  );
  return rows.map((row) => {
    const [path, records] = [String(row['file']), int(row, 'records')];
    const [gross, back] = [int(row, 'gross'), int(row, 'back')];
    return finding({
      code: 'refunds_taken_back',
      severity: 'error',
      source: sourceOf(row['source']),
      column: 'amount_refunded',
      files: [path],
      message: say`${file(path)}: of ${plural(records, 'sale')} more is taken back than ${agree(records, 'it', 'they')} brought: ${money(back / 100)} of ${money(gross / 100)}, so revenue is too low by at least ${money((back - gross) / 100)}. Check that the refunds and disputes are in the unit and currency of the sales, and name the right ones.`,
      evidence: [
        { label: 'Sales', value: count(records) },
        { label: 'Brought', value: money(gross / 100) },
        { label: 'Taken back', value: money(back / 100) },
        ...invoicesIn(row),
      ],
    });
  });
}

/** Exports of invoices that do not say whether an invoice is paid; lines of invoices have words of their own. */
async function findStateless(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
select i.source, i.file, cast(count(*) as integer) as records, cast(sum(f.amount_cents) as bigint) as cents
from ${WITH_RECORD}
where f.is_counted and i.status is null and not i.is_payment and not i.is_line group by all order by i.file`,
    signal,
  );
  return rows.map((row) => {
    const [path, records] = [String(row['file']), int(row, 'records')];
    return finding({
      code: 'unknown_status',
      severity: 'info',
      source: sourceOf(row['source']),
      column: 'status',
      files: [path],
      message: say`${file(path)} has no column that says whether an invoice is paid: ${agree(records, 'its', 'all')} ${plural(records, 'invoice')}, ${money(int(row, 'cents') / 100)}, ${agree(records, 'counts', 'count')} as paid. If some are open or void, export ${agree(records, 'it', 'them')} with the status.`,
      rows: rowsOf(stgInvoices, { file: path, status: null, is_invoiced: true }),
    });
  });
}

/** What counts of invoices and could be otherwise, with what it comes to. */
export const invoiceDoubtFindings = defineFindings({
  name: 'invoice_doubt_findings',
  title: 'Invoices of two people, open disputes, refunds greater than sales, invoices without a status',
  reads: [stgInvoices, fctInvoices, intPersonUids, dimPerson],
  find: async ({ workspace, signal }) => [
    ...(await findTwoPeople(workspace, signal)),
    ...(await findOpenDisputes(workspace, signal)),
    ...(await findGreaterRefunds(workspace, signal)),
    ...(await findStateless(workspace, signal)),
  ],
});
