import { NOBODY_EMAILS, NOBODY_WORDS } from '../domain/placeholder-words';
import { lit, sql, type Sql } from './sql';

const LONGEST_WORD = Math.max(...NOBODY_WORDS.map((word) => word.length));

/** An id of zeros and signs. Not by `ltrim`: it takes eight times as long. */
const NOTHING = String.raw`[0\-_. #?*]*`;

const quoted = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
/** One of some whole words, as a pattern: a list for `in` costs more to plan than the pattern to match. */
const oneOf = (words: readonly string[]): string => [...new Set(words)].map(quoted).join('|');
const NOBODY = oneOf(NOBODY_WORDS);
const NOBODYS_EMAIL = oneOf(NOBODY_EMAILS);

/** An e-mail inside a text: `mailto:…`, `Name <…>`, the first of several. */
const EMAIL = String.raw`[^\s<>,;:"()\[\]|@]+@[^\s<>,;:"()\[\]|@]+\.[^\s<>,;:"()\[\]|@.]+`;

/** The first e-mail of a cell in lower case; null where it has none. */
export const firstEmailOf = (value: Sql): Sql =>
  sql`nullif(regexp_extract(lower(${value}), ${lit(EMAIL)}), '')`;

/** The e-mail of a cell in lower case: the first where there are several, without a name or `mailto:`; else the cell in lower case. */
export const emailOf = (value: Sql): Sql =>
  sql`case when contains(${value}, '@') and (contains(${value}, ' ') or contains(${value}, ':') or contains(${value}, '<') or contains(${value}, ',') or contains(${value}, ';') or contains(${value}, '|'))
    then coalesce(${firstEmailOf(value)}, lower(${value})) else lower(${value}) end`;

/** The first e-mail of a cell that has several, in the case in which it is written; of another cell the whole. */
export const firstEmailAsWritten = (value: Sql): Sql =>
  sql`case when ${hasSeveralEmails(value)} then coalesce(nullif(regexp_extract(${value}, ${lit(EMAIL)}), ''), ${value}) else ${value} end`;

/** All e-mails of some cells in lower case, with a space between them; null where they have none. */
export const emailsOf = (cells: Sql): Sql =>
  sql`nullif(array_to_string(regexp_extract_all(lower(${cells}), ${lit(EMAIL)}), ' '), '')`;

/**
 * The ids that a tool merged into one, in lower case, with a space between them; null where there are none. HubSpot writes
 * `17;18`, and with the times of the merges `17:1700000000000;18:1700000000001`.
 */
export const mergedIdsOf = (cell: Sql): Sql =>
  sql`nullif(array_to_string(regexp_extract_all(lower(${cell}), '(?:^|[;,|\\s])\\s*([a-z0-9_-]+)', 1), ' '), '')`;

/** Whether a cell has several e-mails. */
export const hasSeveralEmails = (value: Sql): Sql => sql`coalesce(${value} like '%@%@%', false)`;

/** An e-mail by which people are compared; null where the cell holds none, or one that stands for nobody (`test@test.com`). */
export const emailKeyOfPerson = (value: Sql): Sql =>
  sql`case when contains(${value}, '@') and not regexp_full_match(${emailOf(value)}, ${lit(NOBODYS_EMAIL)}) then ${emailOf(value)} end`;

/** Whether an id stands for nobody: `unknown`, `(not set)`, `0`, `-`, an id of zeros, and nothing at all. */
export const isNobody = (id: Sql): Sql =>
  sql`case when regexp_full_match(${id}, ${lit(NOTHING)}) then true when contains(${id}, '@') then regexp_full_match(${emailOf(id)}, ${lit(NOBODYS_EMAIL)})
    when length(${id}) <= ${lit(LONGEST_WORD)} then regexp_full_match(lower(${id}), ${lit(NOBODY)}) else ${id} is null end`;

/**
 * By what people and leads are compared: their id without case, an e-mail as `emailOf` has it; null where the id stands
 * for nobody.
 * @param id a column of text that the scanner trimmed
 */
export const personKey = (id: Sql): Sql => sql`case when ${isNobody(id)} then null else ${emailOf(id)} end`;
