import { readLentCsv, type LentCsv } from '../../sql/dialect';
import { commas, ident, lit, raw, sql, type Sql } from '../../sql/sql';

/**
 * The records of a file in their order.
 * @param names of the number of the record, of the reason why it has no row, and of the columns of the file
 * @param rows id of the record, from 0, and its fields
 * @param leftOut id of each record without a row, and the reason
 * @param end the id from which on records are not shown; null: all are
 */
export function rawRows(names: readonly string[], rows: LentCsv, leftOut: LentCsv, end: number | null): Sql {
  const [number = 'record', reason = 'reason', ...columns] = names;
  const fields = columns.map((_, index) => `c${String(index)}`);
  const record = sql`cast(id as integer) + 1 as ${ident(number)}`;
  const cells = fields.map((field, index): Sql => sql`${ident(field)} as ${ident(columns[index] ?? field)}`);
  const empty = columns.map((name): Sql => sql`cast(null as varchar) as ${ident(name)}`);
  const shown = end === null ? raw('') : sql`where cast(id as integer) < ${lit(end)}`;
  return sql`select * from (
select ${commas([record, ...cells])}, cast(null as varchar) as ${ident(reason)} from ${readLentCsv(rows, ['id', ...fields])} ${shown}
union all
select ${commas([record, ...empty])}, note as ${ident(reason)} from ${readLentCsv(leftOut, ['id', 'note'])} ${shown}
) order by 1`;
}
