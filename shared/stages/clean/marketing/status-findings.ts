import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count as counted, plural, say } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import { sourcesOf } from '../../../domain/source';
import { sql } from '../../../sql/sql';
import { stgInvoices } from './stg-invoices.model';
import { foldState } from './state-words';
import { FILES, filesOf, type Profiles, type Read } from './finding-rows';

/** Statuses of invoices that the profile does not know, and invoices without one: they do not count. */
export async function findStatuses(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const known = sourcesOf('invoices').flatMap((source) => {
    const { groups } = profiles[source];
    return Object.values(groups).flatMap(({ field, values }) =>
      field === 'status' ? values.map(foldState) : [],
    );
  });
  const rows = await read(sql`
select coalesce(status, ''), cast(count(*) as integer), ${FILES}
from ${stgInvoices} where not is_invoiced and not is_uncaptured and left_out_as is null and record_type <> 'other'
  -- A dispute that was won takes nothing back, also where it stands in a table that looks like one of refunds.
  and not (record_type in ('dispute', 'refund') and status = 'won')
group by 1 order by 1`);
  const unknown = rows.filter(([status]) => !known.includes(foldState(String(status))));
  if (unknown.length === 0) return [];
  const records = unknown.reduce((sum, [, count]) => sum + Number(count), 0);
  return [
    finding({
      code: 'unknown_status',
      severity: 'warning',
      source: 'stripe_invoices',
      column: 'status',
      files: unknown.flatMap(([, , files]) => filesOf(files)),
      message: say`${plural(records, 'invoice')} ${agree(records, 'has', 'have')} a status that is not known, or none: ${unknown
        .map(([status]) => (status === '' ? 'blank' : `“${String(status)}”`))
        .join(', ')}. Only paid invoices count as invoiced, so these do not.`,
      evidence: unknown.map(([status, count]) => ({
        label: status === '' ? 'blank' : String(status),
        value: counted(Number(count)),
      })),
      rows: rowsOf(stgInvoices, { is_invoiced: false }),
    }),
  ];
}
