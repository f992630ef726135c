import type { AnyRelation } from '../../../sql/model';
import { ident, join, lit, raw, sql, type Sql } from '../../../sql/sql';
import type { Workspace } from '../../../sql/workspace';
import { CellIssues } from './cell-issues';
import type { TextTable } from './text-table';
import { unreadableReason } from './unreadable-reason';

/** Records whose unreadable values are asked for at once. */
const RECORDS_AT_ONCE = 100_000;

/** Conditions that part the records of files: all at once where they are few, nothing where nothing is amiss. */
async function partsOf(
  workspace: Workspace,
  cleaned: AnyRelation,
  records: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<readonly Sql[]> {
  const all = [...records.values()].reduce((sum, count) => sum + count, 0);
  if (all <= RECORDS_AT_ONCE) return [raw('')];
  const amiss = await workspace.query(
    sql`select distinct file from ${cleaned} where issues is not null order by 1`,
    signal,
  );
  return amiss.rows().flatMap(([file]) => {
    const path = String(file);
    return Array.from({ length: Math.ceil((records.get(path) ?? 0) / RECORDS_AT_ONCE) }, (_, i) => {
      const first = i * RECORDS_AT_ONCE + 1;
      return sql` and file = ${lit(path)} and record_number between ${lit(first)} and ${lit(first + RECORDS_AT_ONCE - 1)}`;
    });
  });
}

/**
 * The cells that a cleaned table names in its column `issues`, by file. They can be as many as the values of the files,
 * so that those of large ones are asked for in parts.
 * @param from the table of text that it was made of
 * @param records file → its records
 */
export async function unreadableCells(
  workspace: Workspace,
  from: TextTable,
  cleaned: AnyRelation,
  records: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, CellIssues>> {
  const texts = join(
    from.fields.map((field) => sql`when ${lit(field)} then t.${ident(field)}`),
    raw(' '),
  );
  const issues = new Map<string, CellIssues>();
  for (const part of await partsOf(workspace, cleaned, records, signal)) {
    const cells = await workspace.query(
      sql`
with cells as (
  select file, record_number, unnest(string_split(issues, '|')) as column_name from ${cleaned}
  where issues is not null${part}
)
select file, record_number, column_name, case column_name ${texts} end
from cells join ${from.table} t using (file, record_number) order by 1, 2, 3`,
      signal,
    );
    for (const [file, record, column, text] of cells.rows()) {
      const of = issues.get(String(file)) ?? new CellIssues();
      const [field, value] = [String(column), String(text ?? '')];
      of.add(Number(record), field, value, unreadableReason(field, value));
      issues.set(String(file), of);
    }
  }
  return issues;
}
