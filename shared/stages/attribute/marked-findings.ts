import { finding, rowsOf } from '../../domain/finding-builder';
import type { Finding } from '../../domain/finding';
import { agree, file, money, plural, say, type Sentence } from '../../domain/sentence';
import { sourceOf } from '../../domain/source';
import { int, queryRows } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { stgAds } from '../clean/marketing/stg-ads.model';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { stgLeads } from '../clean/marketing/stg-leads.model';
import { fctInvoices } from './fct-invoices.model';
import { intAdSpend } from './int-ad-spend.model';

/** What is said of a file, by why its records are left out. */
const MESSAGES: Readonly<
  Record<string, (of: Sentence, records: number, worth: Sentence, what: Sentence) => Sentence>
> = {
  marked_deleted: (of, records, worth, what) =>
    say`${plural(records, 'record')} of ${of} ${agree(records, 'is', 'are')} marked as deleted and left out of all numbers. By ${agree(records, 'itself it', 'themselves they')} would have added ${worth} of ${what}.`,
  deleted_lead: (of, records) =>
    say`${plural(records, 'record')} of ${of} ${agree(records, 'is', 'are')} marked as deleted and ${agree(records, 'is no lead', 'are no leads')}: an invoice finds no person and no campaign by ${agree(records, 'it', 'them')}.`,
  test_mode: (of, records, worth, what) =>
    say`${plural(records, 'record')} of ${of} ${agree(records, 'is', 'are')} of the test mode of the service and left out of all numbers: no money was paid. By ${agree(records, 'itself it', 'themselves they')} would have added ${worth} of ${what}.`,
};

/** Records that say themselves that they are deleted, or a test: how many are left out, and what they come to. */
async function findMarked(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`
with marked as (
  select source, file, left_out_as as reason, left_out_cents as cents, 'invoices' as kind
  from ${stgInvoices} where left_out_as in ('marked_deleted', 'test_mode')
  union all
  select source, file, 'marked_deleted', cost_cents, 'ads' from ${stgAds} where is_marked_deleted
  union all
  select source, file, 'deleted_lead', null, 'people' from ${stgLeads} where is_marked_deleted
)
select source, file, reason, kind, cast(count(*) as integer) as records, cast(coalesce(sum(cents), 0) as bigint) as cents
from marked group by all order by file, reason`,
    signal,
  );
  return rows.flatMap((row) => {
    const message = MESSAGES[String(row['reason'])];
    if (!message) return [];
    const path = String(row['file']);
    const where = { file: path, not_counted_reason: String(row['reason']) };
    const isAds = row['kind'] === 'ads';
    return [
      finding({
        code: 'marked_records',
        severity: 'info',
        source: sourceOf(row['source']),
        files: [path],
        message: message(
          file(path),
          int(row, 'records'),
          money(int(row, 'cents') / 100),
          isAds ? say`spend` : say`revenue`,
        ),
        rows:
          row['kind'] === 'people'
            ? rowsOf(stgLeads, { file: path, is_marked_deleted: true })
            : isAds
              ? rowsOf(intAdSpend, where)
              : rowsOf(fctInvoices, where),
      }),
    ];
  });
}

export const markedFindings = defineFindings({
  name: 'marked_findings',
  title: 'Records that are marked as deleted, or of a test mode',
  reads: [stgInvoices, stgAds, stgLeads],
  find: ({ workspace, signal }) => findMarked(workspace, signal),
});
