import { ident, join, lit, raw, sql, type Sql } from '../../../sql/sql';
import type { DatePlan } from './reading-plan';

/** Fields that could not be read, joined by |; null where all could. A field that no file has was read. */
export function issuesOf(
  { blankFields }: Pick<DatePlan, 'blankFields'>,
  unread: readonly (readonly [field: string, isUnread: Sql])[],
): Sql {
  const perhaps = unread.filter(([field]) => !blankFields.includes(field));
  if (perhaps.length === 0) return raw('cast(null as varchar)');
  return sql`nullif(concat_ws('|', ${join(
    perhaps.map(([field, isUnread]) => sql`case when ${isUnread} then ${lit(field)} end`),
    raw(', '),
  )}), '')`;
}

/** A field that has a text from which nothing could be read. */
export const unread = (field: string, read: Sql): readonly [string, Sql] => [
  field,
  sql`${ident(field)} is not null and ${read} is null`,
];
