import { CODE_LENGTH, STATE_CODES } from '../domain/states';
import { composed } from './dialect';
import { lit, sql, textList, type Sql } from './sql';

/**
 * A state in upper case; of the USA and Canada as its code where it is written by name, or with signs in or around it. All
 * else stays.
 */
export function stateOf(written: Sql): Sql {
  const upper = sql`upper(${composed(written)})`;
  const plain = sql`trim(regexp_replace(${upper}, '[^\\p{L}]+', ' ', 'g'))`;
  // Not a `case` of all names: that would ask for the plain text once for each of them.
  const listOf = (texts: Iterable<string>): Sql => sql`[${textList([...texts])}]`;
  const code = sql`list_extract(${listOf(STATE_CODES.values())}, list_position(${listOf(STATE_CODES.keys())}, ${plain}))`;
  return sql`case when length(${upper}) <= ${lit(CODE_LENGTH)} then ${upper} else coalesce(${code}, ${upper}) end`;
}
