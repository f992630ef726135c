import type { AnyRelation } from '../../../sql/model';
import { commas, ident, join, lit, raw, sql, textList, type Sql } from '../../../sql/sql';
import type { Workspace } from '../../../sql/workspace';
import type { SumRow, SumRows } from './sum-rows.step';
import type { TextTable } from './text-table';

/** What of a cleaned table tells that a row is the sum of its parts, though it has a day and a campaign of its own. */
export interface PartColumns {
  /** The first and the last day of a row. */
  readonly range: readonly [from: string, to: string];
  /** What rows and their parts have in common. */
  readonly keys: readonly string[];
  /** Columns that a part has and its sum lacks, such as an ad set. */
  readonly parts: readonly string[];
  /** The column of the amount, in whole cents. */
  readonly amount: string;
  /** Columns of whole numbers that add up. */
  readonly counts: readonly string[];
}

const OF_PARTS =
  'It has no value in a column that other rows of its campaign and days have, and its numbers are theirs together.';
const OF_RANGE =
  'Its range of days holds those of other rows of its campaign, and its numbers are theirs together.';

/**
 * Finds the rows that sum up rows of the same campaign and days which say more: of its ad sets, ads or parts of a
 * breakdown; and those of a range of days that sum up rows of the days or ranges within it.
 * @param cleaned the typed table of `text`
 */
export async function findPartSums(
  workspace: Workspace,
  cleaned: AnyRelation,
  text: TextTable,
  { range, keys, parts, amount, counts }: PartColumns,
  signal: AbortSignal,
): Promise<SumRows> {
  const [from, to] = [ident(range[0]), ident(range[1])];
  const someLack = parts.map(
    (part) => sql`(count(${ident(part)}) > 0 and count(*) filter (${ident(part)} is null) > 0)`,
  );
  const found = await workspace.query(
    sql`select file from ${cleaned} group by file
      having (count(*) filter (${from} < ${to}) > 0 and count(distinct (${from}, ${to})) > 1) or ${join(someLack, raw(' or '))} order by file`,
    signal,
  );
  const files = found.rows().map(([file]) => String(file));
  if (files.length === 0) return new Map();
  const same = (columns: readonly string[]): Sql =>
    join(
      columns.map((column) => sql`r.${ident(column)} is not distinct from c.${ident(column)}`),
      raw(' and '),
    );
  const sums = commas([
    sql`count(*) as n`,
    sql`coalesce(sum(r.${ident(amount)}), 0) as amount_sum`,
    ...counts.map((name) => sql`coalesce(sum(r.${ident(name)}), 0) as ${ident(`${name}_sum`)}`),
  ]);
  // A single part tells something only where its counts do, too.
  const isSum = (
    fewest: number,
  ): Sql => sql`n >= ${lit(fewest)} and (n >= 2 or coalesce(${commas(counts.map(ident))}) is not null) and abs(coalesce(${ident(amount)}, 0) - amount_sum) <= (n - 1) * 0.5
    and (coalesce(${ident(amount)}, 0) <> 0 ${join(
      counts.map((name) => sql`or coalesce(${ident(name)}, 0) <> 0`),
      raw(' '),
    )})
    and ${join(
      counts.map((name) => sql`(${ident(name)} is null or ${ident(name)} = ${ident(`${name}_sum`)})`),
      raw(' and '),
    )}`;
  const own = commas([
    sql`c.file`,
    sql`c.record_number`,
    ...[amount, ...counts].map((name) => sql`c.${ident(name)}`),
  ]);
  const ofPart = parts.map((part) => {
    const others = parts.filter((other) => other !== part);
    return sql`select file, record_number, ${lit(OF_PARTS)} as reason from (
      select ${own}, ${sums} from records c join records r on r.file = c.file and ${same([...range, ...keys])}
        and r.${ident(part)} is not null ${join(
          others.map(
            (other) => sql`and (c.${ident(other)} is null or r.${ident(other)} = c.${ident(other)})`,
          ),
          raw(' '),
        )}
      where c.${ident(part)} is null group by all) where ${isSum(1)}`;
  });
  const ofRange = sql`select file, record_number, ${lit(OF_RANGE)} as reason from (
      select ${own}, ${sums} from records c join records r on r.file = c.file and ${same([...keys, ...parts])}
        and r.${from} >= c.${from} and r.${to} <= c.${to} and (r.${from} > c.${from} or r.${to} < c.${to})
      where c.${from} < c.${to} group by all) where ${isSum(2)}`;
  const sumRows = await workspace.query(
    sql`
with records as (
  select file, record_number, ${commas([...range, ...keys, ...parts, amount, ...counts].map(ident))} from ${cleaned}
  where file in (${textList(files)}) and ${from} is not null
),
sums_found as (${join([...ofPart, ofRange], raw(' union '))})
select f.file, f.record_number, min(f.reason), min(concat_ws(',', ${commas(text.fields.map((field) => sql`t.${ident(field)}`))}))
from sums_found f join ${text.table} t using (file, record_number) group by 1, 2 order by 1, 2`,
    signal,
  );
  const rows = new Map<string, SumRow[]>();
  for (const [file, record, reason, line] of sumRows.rows()) {
    const of = rows.get(String(file)) ?? [];
    of.push({ record: Number(record), text: String(line ?? ''), reason: String(reason) });
    rows.set(String(file), of);
  }
  return rows;
}
