import type { AnyRelation } from '../../../sql/model';
import { commas, ident, intList, join, lit, raw, sql, textList, type Sql } from '../../../sql/sql';
import type { Workspace } from '../../../sql/workspace';
import type { TextTable } from './text-table';
import type { TextCounts } from './text-counts';
import type { CellIssues } from './cell-issues';

/** What of a cleaned table tells that a row is the sum of others. */
export interface SumColumns {
  /** Columns of which a row of its own has one at least: a day, a campaign, an id. */
  readonly keys: readonly string[];
  /** The column that no sum has: a row with it is one of its own, whatever else it lacks; null where there is none. */
  readonly own: string | null;
  /** The column of the amount, as decimal text or a whole number. */
  readonly amount: string;
  /** Columns of whole numbers that add up. */
  readonly counts: readonly string[];
}

/** A row that sums others up. */
export interface SumRow {
  readonly record: number;
  readonly text: string;
  /** How it is known; null: by what it lacks and what its numbers are. */
  readonly reason?: string;
}

/** Rows that sum others up, by the path of their file. */
export type SumRows = ReadonlyMap<string, readonly SumRow[]>;

/** Rows of files that may be sums though they have a key, by path. */
export type PerhapsSums = ReadonlyMap<string, readonly number[]>;

const or = (parts: readonly Sql[]): Sql => (parts.length === 0 ? raw('false') : join(parts, raw(' or ')));
const and = (parts: readonly Sql[]): Sql => (parts.length === 0 ? raw('true') : join(parts, raw(' and ')));

/** Whether the numbers of candidate `c` are the sums of a group `g`: all that it has, and one of them is not 0. */
function isSumOf({ counts }: SumColumns, fewest: Sql): Sql {
  const equal = counts.map((name) => sql`(c.${ident(name)} is null or c.${ident(name)} = g.${ident(name)})`);
  const some = counts.map((name) => sql`coalesce(c.${ident(name)}, 0) <> 0`);
  // Each row can be rounded by half a cent.
  return sql`g.n >= ${fewest} and (c.amount is null or abs(c.amount - g.amount) <= 0.005 * (g.n - 1) + 0.000001)
    and ${and(equal)} and (${or([sql`coalesce(c.amount, 0) <> 0`, ...some])})`;
}

/** The files that have such rows: few have any, and those are looked at as a whole. */
async function filesWithCandidates(
  workspace: Workspace,
  cleaned: AnyRelation,
  { keys, own }: SumColumns,
  perhaps: PerhapsSums,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const isAnybodys = own === null ? raw('true') : sql`${ident(own)} is null`;
  const lacksOne = keys
    .map(ident)
    .map((key) => sql`(count(${key}) > 0 and count(*) filter (${key} is null and ${isAnybodys}) > 0)`);
  const found = await workspace.query(
    sql`select file from ${cleaned} group by file having ${or(lacksOne)} order by file`,
    signal,
  );
  const named = [...perhaps].flatMap(([file, records]) => (records.length > 0 ? [file] : []));
  return [...new Set([...found.rows().map(([file]) => String(file)), ...named])];
}

/**
 * Finds the rows that have no key, or not all that others of their file have, and whose numbers are the sums of all
 * other rows, of those between them and the next such row, or of those with the same key.
 * @param cleaned the typed table of `text`
 * @param perhaps rows that are looked at though they have all keys
 */
export async function findSumRows(
  workspace: Workspace,
  cleaned: AnyRelation,
  text: TextTable,
  columns: SumColumns,
  perhaps: PerhapsSums,
  signal: AbortSignal,
): Promise<SumRows> {
  const files = await filesWithCandidates(workspace, cleaned, columns, perhaps, signal);
  if (files.length === 0) return new Map();
  const keys = columns.keys.map(ident);
  const sums = commas([
    sql`count(*) as n`,
    sql`coalesce(sum(amount), 0) as amount`,
    ...columns.counts.map((name) => sql`coalesce(sum(${ident(name)}), 0) as ${ident(name)}`),
  ]);
  const isNamed = or(
    [...perhaps]
      .filter(([, records]) => records.length > 0)
      .map(([file, records]) => sql`(r.file = ${lit(file)} and r.record_number in (${intList(records)}))`),
  );
  const lacksOne = or(keys.map((key) => sql`(${key} is null and count(${key}) over files > 0)`));
  const isAnybodys = columns.own === null ? raw('true') : sql`${ident(columns.own)} is null`;
  const hasNone = and(keys.map((key) => sql`${key} is null`));
  const sameKey = keys.map(
    (key) => sql`
  select c.file, c.record_number from candidates c join (
    select file, ${key}, ${sums} from others where ${key} is not null group by all
  ) g using (file, ${key}) where ${isSumOf(columns, raw('2'))}`,
  );
  const found = await workspace.query(
    sql`
with records as (
  select file, record_number, ${commas(keys)}, try_cast(${ident(columns.amount)} as decimal(38, 9)) as amount
    ${join(
      columns.counts.map((name) => sql`, ${ident(name)}`),
      raw(''),
    )}
  from ${cleaned} where file in (${textList(files)})
), marked as (
  select r.*, ${hasNone} as has_no_key, ${isNamed} as is_named, ${lacksOne} as lacks_one,
    ((${lacksOne}) and ${isAnybodys}) or ${isNamed} as is_candidate
  from records r window files as (partition by file)
), blocks as (
  select *, sum(cast(is_candidate as integer)) over (partition by file order by record_number) as block from marked
), others as (
  select * from blocks where not is_candidate
), candidates as (
  select *, case when has_no_key or is_named then 1 else 2 end as fewest from blocks where is_candidate
), sums_found as (
  select c.file, c.record_number from candidates c join (select file, ${sums} from others group by all) g using (file)
  where ${isSumOf(columns, raw('c.fewest'))}
  union
  select c.file, c.record_number from candidates c join (
    select file, ${sums} from blocks where not has_no_key and not is_named group by all
  ) g using (file) where c.has_no_key and ${isSumOf(columns, raw('c.fewest'))}
  union
  select c.file, c.record_number from candidates c join (select file, block, ${sums} from others group by all) g
    on g.file = c.file and g.block in (c.block, c.block - 1) where ${isSumOf(columns, raw('case when c.is_named and c.lacks_one then 1 else 2 end'))}
  union ${join(sameKey, raw(' union '))}
)
select f.file, f.record_number,
  concat_ws(',', ${commas(text.fields.map((field) => sql`t.${ident(field)}`))})
from sums_found f join ${text.table} t using (file, record_number) order by 1, 2`,
    signal,
  );
  const rows = new Map<string, SumRow[]>();
  for (const [file, record, line] of found.rows()) {
    const of = rows.get(String(file)) ?? [];
    of.push({ record: Number(record), text: String(line ?? '') });
    rows.set(String(file), of);
  }
  return rows;
}

const SUM =
  'It lacks a day, campaign or id that other rows have, and its numbers are the sums of other rows.';

/** What was counted in a file, without rows that sum others up. */
export function withoutSumRows<T extends TextCounts & { readonly cellIssues: CellIssues }>(
  counts: T,
  sums: readonly SumRow[],
): T {
  if (sums.length === 0) return counts;
  const records = new Set(sums.map(({ record }) => record));
  return {
    ...counts,
    rows: counts.rows - sums.length,
    totalRows: counts.totalRows + sums.length,
    cellIssues: counts.cellIssues.without(records),
    remarks: [
      ...counts.remarks,
      ...sums.map(({ record, text, reason = SUM }) => ({ record, kind: 'total' as const, text, reason })),
    ].sort((a, b) => a.record - b.record),
  };
}
