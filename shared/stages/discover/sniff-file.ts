import { LeadlensError } from '../../domain/fault';
import type { FileForm } from '../../contract/project';
import type { FileEntry, FileSource } from '../../ports/file-source';
import type { Parquet } from '../../ports/parquet';
import { decodeChunks } from '../../domain/decode-chunks';
import { sniffDialect, uniqueHeaders } from './dialect';
import { hasJsonRecords, looksLikeJson, readJsonTable } from './sniff-json';
import { NO_PREAMBLE } from './preamble';
import { PLAIN_QUOTING } from '../../domain/split-text';
import { foreignFormat, unusable } from './foreign-format';
import type { SniffedFile, UnusableCode, UnusableFile } from './sniffed-file';
import { decodeHead, markOf, sniffEncoding, startsWith, wholeLines } from './text-start';

const JSON_FILE = /\.(?:json|jsonl|ndjson)(?:\.gz)?$/i;
const HEAD_BYTES = 256 * 1024;
const SAMPLE_RECORDS = 200;

const isParquet = (head: Uint8Array): boolean => startsWith(head, 0x50, 0x41, 0x52, 0x31);
/** A Parquet file whose very description is encrypted. */
const isEncryptedParquet = (head: Uint8Array): boolean => startsWith(head, 0x50, 0x41, 0x52, 0x45);
const isGzip = (head: Uint8Array): boolean => startsWith(head, 0x1f, 0x8b);

async function* bytesOnce(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let taken = 0;
  for await (const chunk of chunks) {
    yield chunk;
    taken += chunk.length;
    if (taken >= limit) return;
  }
}

async function unpackedHead(
  source: FileSource,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const decoding = { encoding: 'utf-8', compression: 'gzip', bomBytes: 0 } as const;
  const parts: Uint8Array[] = [];
  for await (const chunk of bytesOnce(
    decodeChunks(source.stream(path, signal), decoding, path),
    HEAD_BYTES,
  )) {
    parts.push(chunk);
  }
  const head = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    head.set(part, at);
    at += part.length;
  }
  return head;
}

/**
 * The unpacked length that stands at the end of a gzip file (RFC 1952, ISIZE); null where it cannot be that of the
 * whole content, because the file is made of several packed parts.
 */
async function statedLength(source: FileSource, entry: FileEntry, unpacked: number): Promise<number | null> {
  const tail = await source.read(entry.path, Math.max(0, entry.bytes - 4), entry.bytes);
  if (tail.length < 4) return null;
  const length = new DataView(tail.buffer, tail.byteOffset, 4).getUint32(0, true);
  // Packing adds a few bytes at most; the last of several parts is far shorter than the file.
  return length < unpacked || length < entry.bytes / 2 ? null : length;
}

async function sniffParquet(
  source: FileSource,
  parquet: Parquet,
  entry: FileEntry,
  signal: AbortSignal | undefined,
): Promise<SniffedFile | UnusableFile> {
  const tail = await source.read(entry.path, Math.max(0, entry.bytes - 4), entry.bytes);
  const hint = 'Copy or export the file again.';
  if (!isParquet(tail) || entry.bytes < 12) {
    return unusable(entry, 'bad_parquet', 'is a Parquet file whose end is missing: it was cut off.', hint);
  }
  const shape = await parquet.shape(source, entry.path, signal);
  const { headers, duplicates } = uniqueHeaders(shape.columns.map((column) => column.name));
  const sample: string[][] = [];
  const names = shape.columns.map((column) => column.name);
  const group = await parquet.first(source, entry.path, names, SAMPLE_RECORDS, signal);
  const rows = group[names[0] ?? '']?.length ?? 0;
  for (let row = 0; row < rows; row++) sample.push(names.map((name) => group[name]?.[row] ?? ''));
  return {
    entry,
    format: 'parquet',
    jsonColumns: [],
    compression: null,
    encoding: 'utf-8',
    bomBytes: 0,
    unpackedBytes: entry.bytes,
    delimiter: ',',
    ...PLAIN_QUOTING,
    preambleLines: 0,
    preamble: NO_PREAMBLE,
    hasHeader: true,
    unitLines: 0,
    firstLines: [],
    headers,
    duplicateHeaders: duplicates,
    sample,
    headerOnly: shape.rows === 0,
    sha256: null,
  };
}

const FIRST_LINES = 12;
/** What is shown of one line. */
const LINE_CHARACTERS = 400;

const firstLinesOf = (text: string): readonly string[] =>
  text.split(/\r\n|\n|\r/, FIRST_LINES).map((line) => line.slice(0, LINE_CHARACTERS));

async function sniffJson(
  source: FileSource,
  entry: FileEntry,
  form: Pick<SniffedFile, 'compression' | 'unpackedBytes' | 'encoding' | 'bomBytes'>,
  signal: AbortSignal | undefined,
): Promise<SniffedFile> {
  const { columns, sample } = await readJsonTable(source, entry, form, signal);
  const { headers, duplicates } = uniqueHeaders(columns.map(({ name }) => name));
  return {
    entry,
    format: 'json',
    ...form,
    delimiter: ',',
    ...PLAIN_QUOTING,
    preambleLines: 0,
    preamble: NO_PREAMBLE,
    hasHeader: true,
    unitLines: 0,
    firstLines: [],
    jsonColumns: columns,
    headers,
    duplicateHeaders: duplicates,
    sample,
    headerOnly: sample.length === 0,
    sha256: null,
  };
}

async function sniff(
  source: FileSource,
  parquet: Parquet,
  entry: FileEntry,
  signal: AbortSignal | undefined,
  given: FileForm,
): Promise<SniffedFile | UnusableFile> {
  let head = await source.read(entry.path, 0, HEAD_BYTES);
  if (head.length === 0) {
    return unusable(
      entry,
      'empty',
      'is empty: it has no bytes.',
      'Export it again, or take it out of the folder.',
    );
  }
  if (isParquet(head)) return sniffParquet(source, parquet, entry, signal);
  if (isEncryptedParquet(head))
    return unusable(entry, 'bad_parquet', 'is an encrypted Parquet file.', 'Export it without encryption.');
  const compression = isGzip(head) ? 'gzip' : null;
  let isCut = entry.bytes > head.length;
  let unpackedBytes: number | null = entry.bytes;
  if (compression === 'gzip') {
    head = await unpackedHead(source, entry.path, signal);
    isCut = head.length >= HEAD_BYTES;
    unpackedBytes = await statedLength(source, entry, head.length);
    if (head.length === 0) {
      return unusable(
        entry,
        'empty',
        'is empty once it is unpacked.',
        'Export it again, or take it out of the folder.',
      );
    }
  }
  const foreign = foreignFormat(entry, head);
  if (foreign) return foreign;
  const text = given.encoding === undefined ? sniffEncoding(head) : markOf(head, given.encoding);
  if (!text || isParquet(head)) {
    return /\.parquet$/i.test(entry.path)
      ? unusable(entry, 'bad_parquet', 'does not start as a Parquet file does.', 'Export it again.')
      : unusable(entry, 'not_text', 'is not text.', 'Export it as CSV (UTF-8) or Parquet.');
  }
  const start = decodeHead(head, text.encoding, text.bomBytes).replaceAll('\0', '');
  const form = { compression, unpackedBytes, ...text } as const;
  if (looksLikeJson(start)) {
    if (hasJsonRecords(start, /\.json(?:\.gz)?$/i.test(entry.path) ? 2 : 1))
      return sniffJson(source, entry, form, signal);
    if (JSON_FILE.test(entry.path)) {
      return unusable(
        entry,
        'no_json_records',
        'is JSON, but neither one object a line nor a list of objects.',
        'Export the records themselves as JSON lines or CSV.',
      );
    }
  }
  const dialect = sniffDialect(wholeLines(start, isCut), given);
  if (!dialect) {
    return unusable(
      entry,
      'no_header',
      'has nothing but blank lines.',
      'Export it again, or take it out of the folder.',
    );
  }
  return {
    entry,
    format: 'csv',
    jsonColumns: [],
    ...form,
    ...dialect,
    firstLines: firstLinesOf(start),
    headerOnly: dialect.sample.length === 0 && !isCut,
    sha256: null,
  };
}

const codeOfFault = (code: string): UnusableCode =>
  code === 'truncated_gzip' || code === 'bad_gzip'
    ? code
    : code.includes('parquet')
      ? 'bad_parquet'
      : 'unreadable';

/** A fault of reading as an unusable file. Rethrows what is not the file's fault: a cancel, a mistake of ours. */
export function unreadableFile(entry: FileEntry, error: unknown): UnusableFile {
  if (!(error instanceof LeadlensError) || error.details.kind !== 'input') throw error;
  const { code, message, hint } = error.details;
  return { entry, code: codeOfFault(code), message, hint: hint ?? 'Copy or export the file again.' };
}

/**
 * Looks at the start of a file: what it is, how its text is made, its header and first records. Its first bytes
 * decide, not its name.
 * @param given what the user says of how its text is made
 * @throws LeadlensError only when cancelled, or on a mistake of ours
 */
export async function sniffFile(
  source: FileSource,
  parquet: Parquet,
  entry: FileEntry,
  signal?: AbortSignal,
  given: FileForm = {},
): Promise<SniffedFile | UnusableFile> {
  try {
    return await sniff(source, parquet, entry, signal, given);
  } catch (error) {
    return unreadableFile(entry, error);
  }
}
