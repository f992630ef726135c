import { lit, sql, type Sql } from './sql';

/** Lengths in hex digits of the hashes that are recognised: MD5, SHA-1, SHA-256. */
export const HASH_LENGTHS = { md5: 32, sha1: 40, sha256: 64 } as const;
export type HashAlgorithm = keyof typeof HASH_LENGTHS;

// Regular expressions are slow in the database: each is asked only of what a cheaper test let through.

const isHash = (value: Sql): Sql =>
  sql`case when length(${value}) in (32, 40, 64) then regexp_full_match(${value}, '[0-9a-fA-F]+') else false end`;

const isRawPhone = (value: Sql): Sql =>
  sql`case when length(${value}) between 7 and 30 and regexp_full_match(${value}, '[\\d\\s()+.\\-/x]*')
    then length(regexp_replace(${value}, '\\D', '', 'g')) between 7 and 15 else false end`;

const isRawEmail = (value: Sql): Sql =>
  sql`case when contains(${value}, '@') then regexp_full_match(${value}, '[^@\\s]+@[^@\\s]+\\.[^@\\s]+') else false end`;

/** A key for matching: a hash in lower case, or a raw e-mail trimmed and lower-cased; null where it is neither. */
export const emailKey = (value: Sql): Sql =>
  sql`case when ${isHash(value)} then lower(${value}) when ${isRawEmail(value)} then lower(${value}) end`;

/** A key for matching: a hash in lower case, or a raw phone number as written; null where it is neither. */
export const phoneKey = (value: Sql): Sql =>
  sql`case when ${isHash(value)} then lower(${value}) when ${isRawPhone(value)} then ${value} end`;

/** `md5`, `sha1`, `sha256` by the number of digits, `raw` for what is no hash, null for null. */
export const keyForm = (key: Sql): Sql =>
  sql`case when ${key} is null then null when not ${isHash(key)} then 'raw' when length(${key}) = ${lit(HASH_LENGTHS.md5)} then 'md5' when length(${key}) = ${lit(HASH_LENGTHS.sha1)} then 'sha1' else 'sha256' end`;
