import { PROJECT_CURRENCY } from '../../../domain/money';
import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count, money, plural, say } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import type { ModelSpec } from '../../../sql/model';
import { sourceOf } from '../../../domain/source';
import { ident, join, lit, raw, sql, type Sql } from '../../../sql/sql';
import { stgAds } from './stg-ads.model';
import { stgInvoices } from './stg-invoices.model';
import { FILES, filesOf, titleIn, type Profiles, type Read } from './finding-rows';

/** A table of cleaned records with one amount each: in cents of the project currency, and as it was. */
export interface Amounts {
  readonly table: ModelSpec;
  readonly cents: string;
  readonly original: string;
}

/** The amounts of the second question. */
export const MARKETING_AMOUNTS: readonly Amounts[] = [
  { table: stgInvoices, cents: 'amount_cents', original: 'original_amount' },
  { table: stgAds, cents: 'cost_cents', original: 'original_cost' },
];

/** Amounts without a rate or a currency, and those whose currency was assumed. */
export async function findCurrencies(
  read: Read,
  profiles: Profiles,
  tables: readonly Amounts[],
): Promise<readonly Finding[]> {
  const amounts = (columns: (of: Amounts) => Sql, where: (of: Amounts) => Sql): Sql =>
    join(
      tables.map(
        (of) =>
          sql`select source, file, ${lit(of.table.name)} as of_table${columns(of)} from ${of.table} where ${where(of)}`,
      ),
      raw(' union all '),
    );
  const apart = await read(sql`
with amounts as (${amounts(
    ({ original }) => sql`, currency, ${ident(original)} as original`,
    ({ cents }) => sql`${ident(cents)} is null`,
  )})
select source, currency, cast(count(*) as integer), cast(sum(try_cast(original as decimal(38, 2))) as varchar), ${FILES}, any_value(of_table)
from amounts where original is not null group by source, currency order by source, currency`);
  const assumed = await read(sql`
with amounts as (${amounts(
    () => sql``,
    () => raw('is_currency_assumed'),
  )})
select source, cast(count(*) as integer), ${FILES}, any_value(of_table) from amounts group by source order by source`);
  return [
    ...apart.map(([source, currency, records, sum, files, table]) => {
      const isKnown = currency !== null;
      return finding({
        code: 'unconverted_currency',
        severity: 'warning',
        source: sourceOf(source),
        column: 'currency',
        files: filesOf(files),
        message: isKnown
          ? say`${titleIn(profiles, source)}: ${plural(Number(records), 'record')} in ${String(currency)} could not be converted into ${PROJECT_CURRENCY}: there is no rate for ${String(currency)}, or the amount is too large. They are kept apart and count in no sum. Add the rate on the Sources screen.`
          : say`${titleIn(profiles, source)}: ${plural(Number(records), 'record')} ${agree(Number(records), 'states', 'state')} no known currency, in an export with more than one. They are kept apart and count in no sum. Correct the export, or map its currency column.`,
        evidence: [
          { label: 'Records', value: count(Number(records)) },
          {
            label: `Sum in ${isKnown ? String(currency) : 'unknown currencies'}`,
            value: sum === null ? 'unknown' : money(Number(sum)),
          },
        ],
        rows: rowsOf(
          { name: String(table) },
          { source: String(source), currency: isKnown ? String(currency) : null },
        ),
      });
    }),
    ...assumed.map(([source, records, files, table]) =>
      finding({
        code: 'currency_assumed',
        severity: 'info',
        source: sourceOf(source),
        column: 'currency',
        files: filesOf(files),
        message: say`${titleIn(profiles, source)}: neither a column nor a header nor a sign states the currency of ${plural(Number(records), 'amount')}. They were taken to be in ${PROJECT_CURRENCY}.`,
        rows: rowsOf(
          { name: String(table) },
          {
            source: String(source),
            is_currency_assumed: true,
          },
        ),
      }),
    ),
  ];
}
