import { firstEmailOf } from './person-verbs';
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
  sql`case when contains(${value}, '@') then regexp_full_match(${value}, '[^@:<>,;|\\s]+@[^@:<>,;|\\s]+\\.[^@:<>,;|\\s]+') else false end`;

/** The hex digits behind what names a digest: `sha256:…`, `sha1=…`, `md5 …`, `{SHA256}…`, `0x…`, `\\x…`; else empty. */
const prefixedDigits = (value: Sql): Sql =>
  sql`regexp_extract(lower(${value}), '^(?:\\{?(?:sha-?1|sha-?256|md5)\\}?[:=$ -]*|0x|\\\\x)([0-9a-f]+)$', 1)`;

/** A digest in Base64, of either alphabet, padded or not, as hex digits; null where the text is no Base64. */
const decodedDigits = (value: Sql): Sql =>
  sql`lower(hex(try(from_base64(rpad(rtrim(translate(${value}, '-_', '+/'), '='), cast((length(rtrim(${value}, '=')) + 3) // 4 * 4 as integer), '=')))))`;

const isDigestLength = (digits: Sql): Sql => sql`length(${digits}) in (32, 40, 64)`;

/** 16, 20 and 32 bytes in Base64 without and with padding. */
const isBase64Digest = (value: Sql): Sql =>
  sql`case when length(${value}) in (22, 24, 27, 28, 43, 44) then regexp_full_match(${value}, '[0-9A-Za-z+/_-]+={0,2}') else false end`;

/** A digest that is written otherwise than in plain hex digits, in those; null where the text is none. */
const otherDigest = (value: Sql): Sql =>
  sql`case when ${isDigestLength(prefixedDigits(value))} then ${prefixedDigits(value)}
    when ${isBase64Digest(value)} and ${isDigestLength(decodedDigits(value))} then ${decodedDigits(value)} end`;

/**
 * A key for matching: a hash as hex digits in lower case, or a raw e-mail trimmed and lower-cased; null where it is
 * neither. Digests are also read in Base64 and behind a prefix that names them; of several e-mails the first is the key.
 */
export const emailKey = (value: Sql): Sql =>
  sql`case when ${isHash(value)} then lower(${value}) when ${isRawEmail(value)} then lower(${value}) when contains(${value}, '@') then ${firstEmailOf(value)} else ${otherDigest(value)} end`;

/**
 * A key for matching: a hash as hex digits in lower case, or a raw phone number as written; null where it is neither.
 * Digests are also read in Base64 and behind a prefix that names them.
 */
export const phoneKey = (value: Sql): Sql =>
  sql`case when ${isHash(value)} then lower(${value}) when ${isRawPhone(value)} then ${value} else ${otherDigest(value)} end`;

/** A value without the letter by which lead ads mark what it is: `p:+14155550101`, `c:120200000000000001`. */
export const withoutMark = (value: Sql, mark: 'p' | 'c'): Sql =>
  sql`case when starts_with(${value}, ${lit(`${mark}:`)}) then substr(${value}, 3) else ${value} end`;

/** `md5`, `sha1`, `sha256` by the number of digits, `raw` for what is no hash, null for null. */
export const keyForm = (key: Sql): Sql =>
  sql`case when ${key} is null then null when not ${isHash(key)} then 'raw' when length(${key}) = ${lit(HASH_LENGTHS.md5)} then 'md5' when length(${key}) = ${lit(HASH_LENGTHS.sha1)} then 'sha1' else 'sha256' end`;
