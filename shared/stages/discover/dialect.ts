import { splitText, type TextRecord } from './split-text';

/** How a delimited text is made, and what its header and first records are. */
export interface Dialect {
  readonly delimiter: string;
  /** Physical lines above the header. */
  readonly preambleLines: number;
  readonly headers: readonly string[];
  readonly duplicateHeaders: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const LOOK_AT_CHARACTERS = 1 << 16;
const LOOK_AT_RECORDS = 400;
const SAMPLE_RECORDS = 200;

/** The number of fields that most records have; of two equally frequent numbers the larger. */
function modalCount(records: readonly TextRecord[]): { readonly count: number; readonly share: number } {
  const frequency = new Map<number, number>();
  for (const { fields } of records) frequency.set(fields.length, (frequency.get(fields.length) ?? 0) + 1);
  let count = 1;
  let most = 0;
  for (const [fields, times] of frequency) {
    if (times > most || (times === most && fields > count)) {
      count = fields;
      most = times;
    }
  }
  return { count, share: records.length === 0 ? 0 : most / records.length };
}

function bestDelimiter(text: string): string {
  const start = text.slice(0, LOOK_AT_CHARACTERS);
  let best = { delimiter: ',', worth: 0 };
  for (const delimiter of DELIMITERS) {
    const { count, share } = modalCount(splitText(start, delimiter, LOOK_AT_RECORDS));
    // One field tells nothing; the more fields the records agree on, the less it is chance.
    const worth = share * (1 - 1 / count);
    if (worth > best.worth) best = { delimiter, worth };
  }
  return best.delimiter;
}

const DATA_LIKE =
  /^(?:[0-9a-f]{32,64}|[-+]?[\d.,/:\s-]*\d[\d.,/:\s-]*(?:[ap]m)?|[^\s@]+@[^\s@]+|true|false)$/i;
const looksLikeData = (record: TextRecord): boolean =>
  record.fields.some((value) => DATA_LIKE.test(value.trim()));

/** The header: the first record with the usual number of fields, or the one above it when that reads like one. */
function headerIndex(records: readonly TextRecord[], count: number): number {
  const first = records.findIndex((record) => record.fields.length === count);
  const above = records[first - 1];
  const found = records[first];
  if (above === undefined || found === undefined || above.fields.length < 2) return Math.max(first, 0);
  const isNear = Math.abs(above.fields.length - count) <= 2;
  return isNear && looksLikeData(found) && !looksLikeData(above) ? first - 1 : first;
}

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

/**
 * Finds delimiter, lines above the header, header and first records.
 * @param text the start of the file, cut after a whole line
 * @returns null where there is nothing but blank lines
 */
export function sniffDialect(text: string): Dialect | null {
  // Spreadsheets write their delimiter in a first line of its own.
  const stated = /^sep=([^\r\n])\s*(?:\r\n|\n|\r)/i.exec(text);
  const body = stated ? text.slice(stated[0].length) : text;
  const delimiter = stated?.[1] ?? bestDelimiter(body);
  const records = splitText(body, delimiter, LOOK_AT_RECORDS);
  if (records.length === 0) return null;
  const { count } = modalCount(records);
  const at = headerIndex(records, count);
  const header = records[at];
  if (header === undefined) return null;
  const width = Math.max(count, header.fields.length);
  const names = Array.from({ length: width }, (_, i) => header.fields[i] ?? '');
  const { headers, duplicates } = uniqueHeaders(names);
  return {
    delimiter,
    preambleLines: header.line + (stated ? 1 : 0),
    headers,
    duplicateHeaders: duplicates,
    sample: records
      .slice(at + 1, at + 1 + SAMPLE_RECORDS)
      .map(({ fields }) => Array.from({ length: width }, (_, i) => fields[i] ?? '')),
  };
}
