import { booleanOf } from '../../../sql/dialect';
import { join, ident, raw, sql, type Sql } from '../../../sql/sql';
import { ofFilled } from '../values/filled-fields';

/** The fields in which a tool, or the connector that copied its table, says that a row was deleted. */
const DELETED_FIELDS = ['row_deleted', 'is_deleted'] as const;

/** Whether a row of a table of text is marked as deleted: by a yes, or by the time at which it was. */
export const deletedIn = (plan: { readonly blankFields: readonly string[] }): Sql =>
  sql`coalesce(${join(
    DELETED_FIELDS.map((field) =>
      ofFilled(
        plan,
        field,
        'boolean',
        sql`(${ident(field)} is not null and coalesce(${booleanOf(ident(field))}, true))`,
      ),
    ),
    raw(' or '),
  )}, false)`;
