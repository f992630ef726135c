import { PROJECT_CURRENCY } from '../../../domain/money';
import { finding, plural } from '../../../domain/finding-builder';
import type { Finding } from '../../../domain/finding';
import { sourceOf } from '../../../domain/source';
import { sql } from '../../../sql/sql';
import { stgAds } from './stg-ads.model';
import { stgInvoices } from './stg-invoices.model';
import { FILES, filesOf, rowsOf, tableOf, titleIn, type Profiles, type Read } from './finding-rows';

/** Amounts without a rate or a currency, and those whose currency was assumed. */
export async function findCurrencies(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const apart = await read(sql`
with amounts as (
  select source, file, currency, original_amount as original from ${stgInvoices} where amount_cents is null
  union all
  select source, file, currency, original_cost from ${stgAds} where cost_cents is null
)
select source, currency, cast(count(*) as integer), cast(sum(try_cast(original as decimal(38, 2))) as varchar), ${FILES}
from amounts where original is not null group by source, currency order by source, currency`);
  const assumed = await read(sql`
with amounts as (
  select source, file from ${stgInvoices} where is_currency_assumed
  union all
  select source, file from ${stgAds} where is_currency_assumed
)
select source, cast(count(*) as integer), ${FILES} from amounts group by source order by source`);
  return [
    ...apart.map(([source, currency, records, sum, files]) => {
      const isKnown = currency !== null;
      return finding({
        code: 'unconverted_currency',
        severity: 'warning',
        source: sourceOf(source),
        column: 'currency',
        files: filesOf(files),
        message: isKnown
          ? `${titleIn(profiles, source)}: ${plural(Number(records), 'record')} in ${String(currency)} could not be converted into ${PROJECT_CURRENCY}: there is no rate for ${String(currency)}, or the amount is too large. They are kept apart and count in no sum. Add the rate on the Sources screen.`
          : `${titleIn(profiles, source)}: ${plural(Number(records), 'record')} state no known currency, in an export with more than one. They are kept apart and count in no sum. Correct the export, or map its currency column.`,
        evidence: [
          { label: 'Records', value: Number(records).toLocaleString('en-US') },
          { label: `Sum in ${isKnown ? String(currency) : 'unknown currencies'}`, value: String(sum) },
        ],
        rows: rowsOf(tableOf(source), {
          source: String(source),
          currency: isKnown ? String(currency) : null,
        }),
      });
    }),
    ...assumed.map(([source, records, files]) =>
      finding({
        code: 'currency_assumed',
        severity: 'info',
        source: sourceOf(source),
        column: 'currency',
        files: filesOf(files),
        message: `${titleIn(profiles, source)}: neither a column nor a header nor a sign states the currency of ${plural(Number(records), 'amount')}. They were taken to be in ${PROJECT_CURRENCY}.`,
        rows: rowsOf(tableOf(source), {
          source: String(source),
          is_currency_assumed: true,
        }),
      }),
    ),
  ];
}
