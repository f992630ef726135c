import { finding, rowsOf } from '../../../domain/finding-builder';
import { code, file, plural, say, type Sentence } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import { sourceOf } from '../../../domain/source';
import { commas, lit, sql } from '../../../sql/sql';
import { MINOR_DECIMALS } from '../../../domain/money';
import { stgInvoices } from './stg-invoices.model';
import type { Read } from './finding-rows';

const MESSAGES: Readonly<Record<string, (file: Sentence, asRead: Sentence, other: Sentence) => Sentence>> = {
  minor: (of, asRead, other) =>
    say`${of} has amounts in minor units (cents), as its header says or tables of the service's API have them: together they are read as ${asRead}, not as ${other}.`,
  not_minor: (of, asRead, other) =>
    say`${of} has the columns of a table of the service's API, whose amounts are in minor units (cents), but these have decimals: together they are read as they stand, ${asRead}. In cents they would be ${other}.`,
  unsure: (of, asRead, other) =>
    say`${of} has amounts without decimals: they may be in minor units (cents). Together they are read as they stand, ${asRead}; in cents they would be ${other}. Compare one with the service, and say in what they are written on the Sources screen.`,
};

/** Amounts that are, or may be, in the smallest unit of their currency: both readings, never a hundredfold in silence. */
export async function findUnits(read: Read): Promise<readonly Finding[]> {
  const three = commas(
    Object.entries(MINOR_DECIMALS).flatMap(([of, digits]) => (digits === 3 ? [lit(of)] : [])),
  );
  const none = commas(
    Object.entries(MINOR_DECIMALS).flatMap(([of, digits]) => (digits === 0 ? [lit(of)] : [])),
  );
  const rows = await read(sql`
with amounts as (
  select source, file, unit, coalesce(currency, '') as currency, cast(original_amount as decimal(38, 4)) as amount,
    case when currency in (${three}) then 1000 else 100 end as times
  from ${stgInvoices} where unit is not null and original_amount is not null and length(original_amount) < 20
    and coalesce(currency not in (${none}), true)
)
select source, file, unit, currency, cast(count(*) as integer),
  cast(cast(sum(amount) as decimal(38, 2)) as varchar),
  cast(cast(sum(case when unit = 'minor' then amount * times else amount / times end) as decimal(38, 2)) as varchar)
from amounts group by all order by file, currency`);
  return rows.flatMap(([source, path, unit, currency, records, asRead, other]) => {
    const message = MESSAGES[String(unit)];
    if (!message) return [];
    const amount = (text: unknown): Sentence => code(`${String(text)} ${String(currency)}`.trim());
    return [
      finding({
        code: 'minor_units',
        severity: unit === 'minor' ? 'info' : 'warning',
        source: sourceOf(source),
        column: 'amount',
        files: [String(path)],
        message: message(file(String(path)), amount(asRead), amount(other)),
        evidence: [
          { label: 'Amounts', value: plural(Number(records), 'record') },
          { label: 'As read', value: amount(asRead) },
          { label: 'The other reading', value: amount(other) },
        ],
        rows: rowsOf(stgInvoices, { file: String(path) }),
      }),
    ];
  });
}
