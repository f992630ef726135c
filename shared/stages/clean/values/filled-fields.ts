import { raw, type Sql } from '../../../sql/sql';

const NOTHING = {
  varchar: raw('cast(null as varchar)'),
  integer: raw('cast(null as integer)'),
  bigint: raw('cast(null as bigint)'),
  boolean: raw('cast(null as boolean)'),
  timestamp: raw('cast(null as timestamp)'),
} as const;

/**
 * What is read of a field; null where no file has a value in it. The database takes its time to plan what it never comes to.
 * @param type of what is read
 */
export const ofFilled = (
  { blankFields }: { readonly blankFields: readonly string[] },
  field: string,
  type: keyof typeof NOTHING,
  read: Sql,
): Sql => (blankFields.includes(field) ? NOTHING[type] : read);
