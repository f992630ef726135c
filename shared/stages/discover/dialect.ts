import { findMarks, usualCount, type FieldMarks } from './delimiter';
import { findHeader, type HeaderPlace } from './header-row';
import { readPreamble, withoutComments, type Preamble } from './preamble';
import { splitText, type QuoteMark, type TextRecord } from '../../domain/split-text';

/** How a delimited text is made, and what its header and first records are. */
export interface Dialect extends FieldMarks {
  /** Physical lines above the header, or above the first record where there is no header. */
  readonly preambleLines: number;
  /** What these lines say. */
  readonly preamble: Preamble;
  /** Whether a record names the columns. Where none does they are `column_1`, `column_2`, … */
  readonly hasHeader: boolean;
  /** Physical lines right below the header that give units. */
  readonly unitLines: number;
  /** Share of the records that have the fields of the table, 0 … 1. */
  readonly agreement: number;
  readonly headers: readonly string[];
  readonly duplicateHeaders: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

/** What the user said of how a text is made; the rest is found out. */
export interface GivenDialect {
  readonly delimiter?: string | undefined;
  readonly quote?: QuoteMark | undefined;
  /** The physical line of the header, from 1; 0: there is none. */
  readonly headerLine?: number | undefined;
}

const LOOK_AT_RECORDS = 400;
const SAMPLE_RECORDS = 200;

/** Names as they can be referred to: an empty one becomes `column_3`, a repeated one gets a number. */
export function uniqueHeaders(names: readonly string[]): {
  readonly headers: readonly string[];
  readonly duplicates: readonly string[];
} {
  const given = names.map((name, i) => name.replace(/\s+/g, ' ').trim() || `column_${String(i + 1)}`);
  const taken = new Set<string>();
  const all = new Set(given);
  const duplicates = new Set<string>();
  const headers = given.map((name) => {
    let unique = name;
    for (let n = 2; taken.has(unique); n++) {
      duplicates.add(name);
      const numbered = `${name} (${String(n)})`;
      if (!all.has(numbered)) unique = numbered;
    }
    taken.add(unique);
    return unique;
  });
  return { headers, duplicates: [...duplicates] };
}

/** What a column of the numbers 1, 2, 3 … can be called. */
const COUNTS = /^\W*(?:.*id|#|no\.?|nr\.?|num|.*number|row|line|index|pos|rank)\W*$/i;
/** Fewer records in a row say nothing. */
const LEAST_ROW_NAMES = 3;

/** Whether the first field of each record is its number, for which R and others write no name in the header. */
function areRowNames(records: readonly (readonly string[])[]): boolean {
  const [start = ''] = records[0] ?? [];
  return (
    records.length >= LEAST_ROW_NAMES &&
    (start === '0' || start === '1') &&
    records.every(([name], at) => name === String(Number(start) + at))
  );
}

/** Where the header is, by what was said of it or by what the records look like. */
function placeOf(records: readonly TextRecord[], width: number, headerLine: number | undefined): HeaderPlace {
  if (headerLine === undefined) return findHeader(records, width);
  if (headerLine === 0) return { header: null, data: findHeader(records, width).header ?? 0 };
  const at = records.findIndex((record) => record.line >= headerLine - 1);
  return { header: at < 0 ? Math.max(0, records.length - 1) : at, units: 0 };
}

/**
 * Finds delimiter, quotes, lines above the header, header and first records.
 * @param text the start of the file, cut after a whole line
 * @returns null where there is nothing but blank lines and comments
 */
export function sniffDialect(text: string, given: GivenDialect = {}): Dialect | null {
  // Spreadsheets write their delimiter in a first line of its own.
  const stated = /^"?sep=([^\r\n])"?[^\S\t\r\n]*(?:\r\n|\n|\r)/i.exec(text);
  const { text: body, comments } = withoutComments(stated ? text.slice(stated[0].length) : text);
  const marks = findMarks(body, { ...given, delimiter: given.delimiter ?? stated?.[1] });
  const records = splitText(body, marks.delimiter, LOOK_AT_RECORDS, marks);
  if (records.length === 0) return null;
  const skipped = stated ? 1 : 0;
  const { count, records: usual } = usualCount(records);
  // 0 says that there is no header; the line that states the delimiter is none.
  const headerLine = given.headerLine && Math.max(1, given.headerLine - skipped);
  const place = placeOf(records, count, headerLine);
  const at = place.header ?? place.data;
  const named = place.header === null ? null : records[place.header];
  const first = place.header === null ? place.data : place.header + 1 + place.units;
  const width = Math.max(count, named?.fields.length ?? 0);
  const written = named?.fields ?? [];
  const sample = records.slice(first, first + SAMPLE_RECORDS).map(({ fields }) => fields);
  const lacksFirst = written.length === width - 1 && !COUNTS.test(written[0] ?? '') && areRowNames(sample);
  const own = lacksFirst ? ['', ...written] : written;
  const names = Array.from({ length: width }, (_, i) => own[i] ?? '');
  // A header in a comment of its own has the sign before its first name.
  names[0] = (names[0] ?? '').replace(/^\s*#\s*(?=\p{L})/u, '');
  const { headers, duplicates } = uniqueHeaders(names);
  return {
    ...marks,
    preambleLines: (records[at]?.line ?? 0) + skipped,
    preamble: readPreamble([...comments.map((line) => [line]), ...records.slice(0, at).map((r) => r.fields)]),
    hasHeader: place.header !== null,
    unitLines: place.header === null ? 0 : place.units,
    agreement: usual / Math.max(1, records.length - at),
    headers,
    duplicateHeaders: duplicates,
    sample: sample.map((fields) => Array.from({ length: width }, (_, i) => fields[i] ?? '')),
  };
}
