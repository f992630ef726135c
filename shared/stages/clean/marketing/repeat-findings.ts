import { sourceOf } from '../../../domain/source';
import { fileNames, finding, rowsOf } from '../../../domain/finding-builder';
import { agree, plural, say } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import { sql } from '../../../sql/sql';
import { stgAds } from './stg-ads.model';
import { stgInvoices } from './stg-invoices.model';
import { FILES, filesOf, titleIn, when, type Profiles, type Read } from './finding-rows';

/** Invoices and campaign days that stand more than once. */
export async function findRepeats(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const [repeats] = await read(sql`
select cast(count(*) as integer), ${FILES} from ${stgInvoices} where is_repeat`);
  const [different] = await read(sql`
with ids as (
  select invoice_id from ${stgInvoices} where invoice_id is not null and not is_repeat and original_amount not like '-%'
  group by invoice_id having count(*) > 1
)
select cast(count(distinct invoice_id) as integer), ${FILES} from ${stgInvoices} where invoice_id in (select invoice_id from ids)`);
  const overlaps = await read(sql`
with repeated as (
  select source, campaign_key, spend_on from ${stgAds} where spend_on is not null group by all having min(file) <> max(file)
),
-- Few days are in several files: only for them are the files put together.
days as (
  select a.source, a.campaign_key, a.spend_on, ${FILES} as files
  from ${stgAds} a join repeated r
    on a.source = r.source and a.spend_on = r.spend_on and a.campaign_key is not distinct from r.campaign_key
  group by a.source, a.campaign_key, a.spend_on
)
select source, cast(count(*) as integer), string_agg(distinct files, chr(10)) from days group by source order by source`);
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
    ...overlaps.map(([source, count, files]) =>
      finding({
        code: 'duplicate_key',
        severity: 'warning',
        source: sourceOf(source),
        column: 'spend_on',
        files: filesOf(files),
        message: say`${titleIn(profiles, source)}: ${plural(Number(count), 'campaign day')} ${agree(Number(count), 'stands', 'stand')} in more than one file (${fileNames([...new Set(filesOf(files))])}), so that spend may count twice. Leave one of the files out on the Sources screen if they overlap.`,
      }),
    ),
  ];
}
