import { booleanWords } from '../domain/boolean-words';
import type { SqlType } from './model';
import { commas, join, lit, raw, sql, textList, type Sql } from './sql';

/**
 * What differs between SQL engines, as verbs named by meaning. DuckDB 1.4 without ICU, JSON and Parquet.
 * Another engine would be a second file like this one.
 */

/** Text with every accent in its letter: systems that keep them apart write the same words. */
export const composed = (value: Sql): Sql => sql`nfc_normalize(${value})`;

/** Text that the scanner folded; null where it is empty or one of `tokens`, whatever its case. */
export const withoutTokens = (value: Sql, tokens: readonly string[]): Sql => {
  const encoder = new TextEncoder();
  const longest = Math.max(0, ...tokens.map((token) => encoder.encode(token).length));
  const lowered = [...new Set(tokens.map((token) => token.toLowerCase()))];
  return sql`case when ${value} = '' then null when strlen(${value}) > ${lit(longest)} then ${value} when lower(${value}) in (${textList(lowered)}) then null else ${value} end`;
};

/**
 * True, false, or null where the text is neither.
 * @param trueTokens words for yes besides those that are known everywhere; `falseTokens` those for no
 */
export const booleanOf = (
  value: Sql,
  trueTokens: readonly string[] = [],
  falseTokens: readonly string[] = [],
): Sql => {
  const { yes, no } = booleanWords({ yes: trueTokens, no: falseTokens });
  return sql`case when lower(${value}) in (${textList(yes)}) then true when lower(${value}) in (${textList(no)}) then false end`;
};

/** Order of day and month in dates with slashes, dots or dashes. */
export type DateOrder = 'MDY' | 'DMY';

const TIMES = ['', ' %I:%M%p', ' %I:%M %p', ' %I:%M:%S%p', ' %I:%M:%S %p', ' %H:%M', ' %H:%M:%S'];

const slashFormats = (order: DateOrder, year: '%Y' | '%y'): string[] =>
  TIMES.map((time) => (order === 'MDY' ? `%m/%d/${year}` : `%d/%m/${year}`) + time);

const isoFormats = ['%Y-%m-%d', '%Y-%m-%dT', '%Y-%m-%d ']
  .flatMap((date) =>
    date.endsWith('d') ? [date] : ['%H:%M', '%H:%M:%S', '%H:%M:%S.%f'].map((time) => date + time),
  )
  .concat(['%Y/%m/%d', '%Y/%m/%d %H:%M:%S', '%Y%m%d']);

const formats = (list: readonly string[]): Sql => sql`[${commas(list.map(lit))}]`;

/** One character of a text. Cuts such as `x[3:3]` cost several times as much. */
const letter = (value: Sql, place: number): Sql => sql`substr(${value}, ${lit(place)}, 1)`;

/** A written date with slashes: dots and dashes count as slashes. */
const slashed = (value: Sql): Sql =>
  sql`case when ${letter(value, 3)} = '/' or ${letter(value, 2)} = '/' then ${value} else replace(replace(${value}, '.', '/'), '-', '/') end`;

/** ISO 8601 text without its offset: a time keeps the date it was written with. */
const withoutOffset = (value: Sql): Sql =>
  sql`case when length(${value}) <= 10 then ${value} else regexp_replace(${value}, '(Z|[+-]\\d{2}:?\\d{2})$', '') end`;

/**
 * How a date can be written: `2026-01-31`; day and month in either order; the year first in another way, or with a time;
 * Unix seconds; Unix milliseconds.
 */
export const DATE_FORMS = ['isoDate', 'dayAndMonth', 'yearFirst', 'seconds', 'milliseconds'] as const;
export type DateForm = (typeof DATE_FORMS)[number];

// `%Y` would take 26 for the year 26, so two digits have formats of their own.
const dayAndMonth = (value: Sql, order: DateOrder): Sql => sql`
    when ${value} like '__/__/%' and ${letter(value, 9)} between '0' and '9'
      then try_strptime(${value}, ${formats(slashFormats(order, '%Y'))})
    when ${letter(value, 3)} in ('/', '.', '-') or ${letter(value, 2)} in ('/', '.', '-') then case
      when regexp_full_match(${value}, '\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2}( .*)?')
      then try_strptime(${slashed(value)}, ${formats(slashFormats(order, '%y'))})
      else try_strptime(${slashed(value)}, ${formats(slashFormats(order, '%Y'))}) end`;

/** Whether a text is digits alone: a cast would round `12345678.9`, and read an exponent. */
const isDigits = (value: Sql): Sql => sql`regexp_full_match(${value}, '[0-9]*')`;

/** The branch of each form. In the order of the forms, and such that a text goes the same way whether others are asked or not. */
const BRANCHES: Readonly<Record<DateForm, (value: Sql, order: DateOrder) => Sql>> = {
  // A first character that is a digit: a cast that fails costs ten times one that succeeds. A last one: the cast reads
  // `2026-01-3é` as the third.
  isoDate: (value) => sql`
    when ${value} like '____-__-__' and ${value} >= '0' and ${value} < ':' and ${letter(value, 10)} between '0' and '9' then cast(try_cast(${value} as date) as timestamp)`,
  dayAndMonth,
  yearFirst: (value) => sql`
    when ${letter(value, 5)} in ('-', '/') or (length(${value}) = 8 and regexp_full_match(${value}, '(19|20)\\d{6}'))
      then try_strptime(${withoutOffset(value)}, ${formats(isoFormats)})`,
  seconds: (value) => sql`
    when length(${value}) in (9, 10) and ${isDigits(value)} then make_timestamp(try_cast(${value} as bigint) * 1000000)`,
  milliseconds: (value) => sql`
    when length(${value}) = 13 and ${isDigits(value)} then make_timestamp(try_cast(${value} as bigint) * 1000)`,
};

/**
 * The time that a (folded) text means, or null: ISO 8601 with or without offset, day and month in `order`,
 * Unix seconds (9 or 10 digits) or milliseconds (13 digits), both UTC. Other notations are brought into these while the
 * fields are scanned.
 * @param written the forms that can occur; a text in another one may be read as null. A statement without branches that
 *   nothing takes is planned in a fraction of the time
 */
export const timestampOf = (value: Sql, order: DateOrder, written: readonly DateForm[] = DATE_FORMS): Sql => {
  const branches = DATE_FORMS.filter((form) => written.includes(form)).map((form) =>
    BRANCHES[form](value, order),
  );
  return sql`case when ${value} is null then null${join(branches, raw(''))} else cast(null as timestamp) end`;
};

/**
 * Minutes by which the clock of a (folded) written time is ahead of UTC, where the text says so: `Z`, `+02:00`, `-0500`, or Unix
 * time; null where it does not.
 */
export const writtenOffsetOf = (value: Sql, written: readonly DateForm[] = DATE_FORMS): Sql => {
  const unix =
    written.includes('seconds') || written.includes('milliseconds')
      ? sql`
    when length(${value}) in (9, 10, 13) and ${isDigits(value)} then 0`
      : raw('');
  return sql`case when ${value} is null then null${unix}
    when length(${value}) <= 10 then null when suffix(${value}, 'Z') then 0
    when regexp_matches(${value}, ':\\d{2}.*[+-]\\d{2}:?\\d{2}$') then (
      case when regexp_extract(${value}, '([+-])\\d{2}:?\\d{2}$', 1) = '-' then -1 else 1 end)
      * (60 * cast(regexp_extract(${value}, '[+-](\\d{2}):?\\d{2}$', 1) as integer) + cast(right(${value}, 2) as integer))
    else cast(null as integer) end`;
};

/** Days from the spreadsheets' day 0, 1899-12-30, to 1970-01-01. */
const SERIAL_EPOCH = 25_569;

/** The time that a spreadsheet's number of a day means (`45321.5`: noon), to the second; null for other texts. */
export const serialTimestampOf = (value: Sql): Sql => sql`case
    when ${letter(value, 5)} between '0' and '9' and regexp_full_match(${value}, '\\d{5}([.,]\\d+)?')
      then make_timestamp(cast(round((cast(replace(${value}, ',', '.') as double) - ${lit(SERIAL_EPOCH)}) * 86400) as bigint) * 1000000) end`;

/** Text of a date (`2026-01-31`), a time (`2026-01-31T17:30:00`) or a month (`2026-01`). */
export const isoDate = (value: Sql): Sql => sql`strftime(${value}, '%Y-%m-%d')`;
export const isoTimestamp = (value: Sql): Sql => sql`strftime(${value}, '%Y-%m-%dT%H:%M:%S')`;
export const isoMonth = (value: Sql): Sql => sql`strftime(${value}, '%Y-%m')`;

/** Whole calendar days from `start` to `end`, negative when `end` is earlier. */
export const daysBetween = (start: Sql, end: Sql): Sql =>
  sql`date_diff('day', cast(${start} as date), cast(${end} as date))`;

/** The Monday of the week of a date; null where there is none: left to itself the database has made a day of -5877641 of it. */
export const weekOf = (value: Sql): Sql =>
  sql`case when ${value} is not null then cast(date_trunc('week', ${value}) as date) end`;

/** An integer that depends on the values of the columns alone; stable within one run. 64 bits. */
export const stableHash = (values: readonly Sql[]): Sql => sql`hash(${commas(values)})`;

/**
 * Which of several records is the greatest where nothing but their values tells: the first eight digits of the MD5 of the
 * values as text, joined with `|`, empty where there is none. The same in every run and with every version of the database.
 */
export const tieBreakOf = (values: readonly Sql[]): Sql => {
  const text = sql`concat_ws('|', ${commas(values.map((value) => sql`coalesce(cast(${value} as varchar), '')`))})`;
  return sql`cast(cast('0x' || left(md5(${text}), 8) as bigint) - 2147483648 as integer)`;
};

/** Aggregate: the value at the greatest `order` among the non-null ones. `order` must differ within a group. */
export const newest = (value: Sql, order: Sql): Sql => sql`arg_max(${value}, ${order})`;

/** Aggregate: the value at the greatest `order`, null where it is null there. */
export const newestOrNull = (value: Sql, order: Sql): Sql => sql`arg_max_null(${value}, ${order})`;

/** Aggregate: the value at the smallest `order` among the non-null ones. `order` must differ within a group. */
export const oldest = (value: Sql, order: Sql): Sql => sql`arg_min(${value}, ${order})`;

/** UUID version 5 (RFC 9562) of a text in Leadlens' own name space: the same input gives the same key. */
export const uuid5 = (value: Sql): Sql => {
  // The same expression again and again is computed once.
  const h = sql`sha1(unhex(${lit(NAMESPACE)}) || encode(${value}))`;
  return sql`substr(${h}, 1, 8) || '-' || substr(${h}, 9, 4) || '-5' || substr(${h}, 14, 3) || '-' ||
    substr('89ab', 1 + (instr('0123456789abcdef', substr(${h}, 17, 1)) - 1) % 4, 1) || substr(${h}, 18, 3) || '-' || substr(${h}, 21, 12)`;
};

/** 7f1d6b0e-6f0f-5c0b-9c55-1ead1e45c0de without dashes. */
const NAMESPACE = '7f1d6b0e6f0f5c0b9c551ead1e45c0de';

/** Regular CSV text that was lent to the database. */
export interface LentCsv {
  readonly path: string;
  /** Bytes of its longest record. */
  readonly longest: number;
}

/** Buffers below this are slower, above it their memory costs more than it gives. */
const LINE_BYTES = 1 << 20;

/** Reads lent CSV text (no header, comma, doubled quotes): every column as text. Buffers are sized to the records. */
export const readLentCsv = ({ path, longest }: LentCsv, columns: readonly string[]): Sql => {
  const line = Math.max(LINE_BYTES, longest + 2);
  return sql`read_csv(${lit(path)}, columns = {${commas(columns.map((c) => sql`${lit(c)}: 'VARCHAR'`))}}, auto_detect = false,
    header = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', strict_mode = true, null_padding = false,
    ignore_errors = false, parallel = false, max_line_size = ${lit(line)}, buffer_size = ${lit(line * 4)})`;
};

/** A value as another type of the database. */
export const castTo = (value: Sql, type: SqlType): Sql => sql`cast(${value} as ${raw(type)})`;

/** Hex digest of a text by the named algorithm. */
export const digestOf = (value: Sql, algorithm: 'md5' | 'sha1' | 'sha256'): Sql =>
  sql`${raw(algorithm)}(${value})`;
