import { decodeChunks, type Decoding } from '../../domain/decode-chunks';
import { jsonCells, JsonColumns, type JsonColumn } from '../../domain/json-table';
import { jsonRecords, listWithin, parseJsonObject } from '../../domain/json-records';
import { throwIfCancelled } from '../../domain/fault';
import type { FileEntry, FileSource } from '../../ports/file-source';

/** Records among which one must be an object. */
const TRIED_RECORDS = 5;
const SAMPLE_RECORDS = 200;
/** Records after which a cancel is looked for. */
const CHECK_EVERY = 1000;

/** Whether the start of a text is that of JSON, whether or not there are records in it. */
export const looksLikeJson = (head: string): boolean => /^\s*(?:\{\s*["}]|\[\s*[[{\]"\d])/.test(head);

/**
 * Whether the start of a text has JSON records: an object a line, a list of objects, or an object that holds one.
 * @param objects lines with an object that there must be: one alone may be no record but a whole document
 */
export function hasJsonRecords(head: string, objects: number): boolean {
  if (/^\s*\[\s*\{/.test(head) || listWithin(head) !== null) return true;
  const lines = head
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .slice(0, TRIED_RECORDS);
  return (
    lines[0]?.trimStart().startsWith('{') === true &&
    lines.filter((line) => parseJsonObject(line.trim()) !== null).length >= objects
  );
}

/** The columns and first records of a JSON file. */
export interface JsonTable {
  readonly columns: readonly JsonColumn[];
  readonly sample: readonly (readonly string[])[];
}

/**
 * Reads a JSON file once for its columns: a field may come up in its last record only, and none is left out.
 * @throws LeadlensError of kind `input` when packed data cannot be unpacked, or `cancelled`
 */
export async function readJsonTable(
  source: FileSource,
  entry: FileEntry,
  decoding: Decoding,
  signal: AbortSignal | undefined,
): Promise<JsonTable> {
  const found = new JsonColumns();
  const first: string[] = [];
  let records = 0;
  for await (const text of jsonRecords(
    decodeChunks(source.stream(entry.path, signal), decoding, entry.path),
  )) {
    if (++records % CHECK_EVERY === 0 && signal) throwIfCancelled(signal);
    const record = parseJsonObject(text);
    if (record === null) continue;
    found.add(record);
    if (first.length < SAMPLE_RECORDS) first.push(text);
  }
  const columns = found.columns();
  return { columns, sample: first.map((text) => jsonCells(text, columns) ?? []) };
}
