import { SPREADSHEET_ERROR } from '../domain/spreadsheet-error';
import { lit, sql, type Sql } from './sql';

/** An id that a spreadsheet wrote with an exponent, so that its last digits are lost. */
const WITH_EXPONENT = String.raw`\d([.,]\d+)?[eE]\+\d{1,3}`;
const ERROR = `(?i)${SPREADSHEET_ERROR}`;

/** Characters of a key that tell ids apart whose digits are lost: a whole SHA-1, most of an e-mail. */
const KEY_CHARACTERS = 40;

/**
 * An id of a person, kept apart where its digits are lost or an error stands in its place: it then stands with the key
 * of the record, so that people whose ids now look the same stay several. Null where such a record has no key either.
 */
export const keptApart = (id: Sql, emailKey: Sql, phoneKey: Sql): Sql =>
  sql`case when regexp_full_match(${id}, ${lit(`${WITH_EXPONENT}|${ERROR}`)})
    then ${id} || ' (' || left(coalesce(${emailKey}, ${phoneKey}), ${lit(KEY_CHARACTERS)}) || ')' else ${id} end`;

/** An id with the zeros that it lost: digits alone, filled up to `digits`. */
export const paddedId = (id: Sql, digits: number): Sql =>
  sql`case when length(${id}) < ${lit(digits)} and regexp_full_match(${id}, '[0-9]*') then lpad(${id}, ${lit(digits)}, '0') else ${id} end`;

/** Whether a spreadsheet wrote an error in place of a value; false where there is none. */
export const isError = (text: Sql): Sql => sql`coalesce(regexp_full_match(${text}, ${lit(ERROR)}), false)`;

/** What is left of an id that is written in another way: upper case, without spaces, punctuation and zeros before digits. */
export const plainId = (id: Sql): Sql =>
  sql`regexp_replace(upper(regexp_replace(${id}, '[^\\p{L}\\p{N}]', '', 'g')), '^0+(\\d+)$', '\\1')`;
