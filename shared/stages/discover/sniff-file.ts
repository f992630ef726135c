import { LeadlensError } from '../../domain/fault';
import type { FileEntry, FileSource } from '../../ports/file-source';
import type { Parquet } from '../../ports/parquet';
import { decodeChunks } from '../../domain/decode-chunks';
import { sniffDialect, uniqueHeaders } from './dialect';
import { NO_PREAMBLE } from './preamble';
import { PLAIN_QUOTING } from '../../domain/split-text';
import {
  isUtf8,
  macintoshToUtf8,
  singleByteEncoding,
  windows1252ToUtf8,
  type TextEncoding,
} from '../../domain/encoding';
import type { SniffedFile, UnusableCode, UnusableFile } from './sniffed-file';

const HEAD_BYTES = 256 * 1024;
const SAMPLE_RECORDS = 200;
/** Share of control characters from which bytes are no text. */
const BINARY_SHARE = 0.05;
/** Share of NUL bytes on one side of byte pairs from which text without a mark is UTF-16. */
const UTF16_SHARE = 0.3;

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean =>
  bytes.length >= magic.length && magic.every((byte, i) => bytes[i] === byte);

const isParquet = (head: Uint8Array): boolean => startsWith(head, 0x50, 0x41, 0x52, 0x31);
const isGzip = (head: Uint8Array): boolean => startsWith(head, 0x1f, 0x8b);

function unusable(entry: FileEntry, code: UnusableCode, message: string, hint: string): UnusableFile {
  return { entry, code, message: `${entry.path} ${message}`, hint };
}

/** What bytes that are no table are, from the first of them; null when nothing is known against them. */
function foreignFormat(entry: FileEntry, head: Uint8Array): UnusableFile | null {
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06)) {
    const names = new TextDecoder().decode(head.subarray(0, 4096));
    return /\[Content_Types\]|xl\//.test(names)
      ? unusable(
          entry,
          'zip',
          'is an Excel workbook, not CSV.',
          'Open it in Excel and save it as CSV (UTF-8).',
        )
      : unusable(
          entry,
          'zip',
          'is a ZIP archive, not CSV.',
          'Unpack it, and put the files in it into the folder.',
        );
  }
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
    return unusable(
      entry,
      'old_excel',
      'is an old Excel workbook.',
      'Open it in Excel and save it as CSV (UTF-8).',
    );
  }
  if (startsWith(head, 0x25, 0x50, 0x44, 0x46)) {
    return unusable(entry, 'pdf', 'is a PDF, not a table.', 'Export the report as CSV instead.');
  }
  return null;
}

/** Without the bytes of a character that the cut at the end has torn. */
function withoutTornCharacter(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

/** What bytes that no mark names have of the kinds that text has not. */
interface OddShares {
  /** NUL bytes in the first, and in the second place of byte pairs. */
  readonly firstNuls: number;
  readonly secondNuls: number;
  /** Control characters other than tab, line ends, form feed, end-of-file mark. */
  readonly controls: number;
}

function oddShares(bytes: Uint8Array): OddShares {
  let [firstNuls, secondNuls, controls] = [0, 0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte >= 0x20) continue;
    if (byte === 0) {
      if (i % 2 === 0) firstNuls++;
      else secondNuls++;
    }
    if ((byte < 0x09 || byte > 0x0d) && byte !== 0x1a) controls++;
  }
  const pairs = Math.max(1, bytes.length / 2);
  return {
    firstNuls: firstNuls / pairs,
    secondNuls: secondNuls / pairs,
    controls: controls / Math.max(1, bytes.length),
  };
}

/** Encoding and length of the byte-order mark; null when the bytes are no text. */
function sniffEncoding(
  head: Uint8Array,
): { readonly encoding: TextEncoding; readonly bomBytes: number } | null {
  if (startsWith(head, 0xef, 0xbb, 0xbf)) return { encoding: 'utf-8', bomBytes: 3 };
  if (startsWith(head, 0xff, 0xfe)) return { encoding: 'utf-16le', bomBytes: 2 };
  if (startsWith(head, 0xfe, 0xff)) return { encoding: 'utf-16be', bomBytes: 2 };
  const { firstNuls, secondNuls, controls } = oddShares(head);
  if (secondNuls > UTF16_SHARE && firstNuls < 0.05) return { encoding: 'utf-16le', bomBytes: 0 };
  if (firstNuls > UTF16_SHARE && secondNuls < 0.05) return { encoding: 'utf-16be', bomBytes: 0 };
  if (controls > BINARY_SHARE) return null;
  const isValid = isUtf8(withoutTornCharacter(head));
  return { encoding: isValid ? 'utf-8' : singleByteEncoding(head), bomBytes: 0 };
}

function decodeHead(head: Uint8Array, encoding: TextEncoding, bomBytes: number): string {
  const bytes = head.subarray(bomBytes);
  if (encoding === 'macintosh') return new TextDecoder().decode(macintoshToUtf8(bytes));
  if (encoding === 'windows-1252') return new TextDecoder().decode(windows1252ToUtf8(bytes));
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes, { stream: true });
}

/** Up to the last whole line, where the text was cut. */
function wholeLines(text: string, isCut: boolean): string {
  if (!isCut) return text;
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return end < 0 ? text : text.slice(0, end + 1);
}

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
  const shape = await parquet.shape(source, entry.path);
  const { headers, duplicates } = uniqueHeaders(shape.columns.map((column) => column.name));
  const sample: string[][] = [];
  const names = shape.columns.map((column) => column.name);
  for await (const group of parquet.read(source, entry.path, names, signal)) {
    const rows = Math.min(SAMPLE_RECORDS, group[names[0] ?? '']?.length ?? 0);
    for (let row = 0; row < rows; row++) sample.push(names.map((name) => group[name]?.[row] ?? ''));
    break;
  }
  return {
    entry,
    format: 'parquet',
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
    headers,
    duplicateHeaders: duplicates,
    sample,
    headerOnly: shape.rows === 0,
    sha256: null,
  };
}

async function sniff(
  source: FileSource,
  parquet: Parquet,
  entry: FileEntry,
  signal: AbortSignal | undefined,
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
  const text = sniffEncoding(head);
  if (!text || isParquet(head)) {
    return /\.parquet$/i.test(entry.path)
      ? unusable(entry, 'bad_parquet', 'does not start as a Parquet file does.', 'Export it again.')
      : unusable(entry, 'not_text', 'is not text.', 'Export it as CSV (UTF-8) or Parquet.');
  }
  const dialect = sniffDialect(
    wholeLines(decodeHead(head, text.encoding, text.bomBytes).replaceAll('\0', ''), isCut),
  );
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
    compression,
    unpackedBytes,
    ...text,
    ...dialect,
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
 * @throws LeadlensError only when cancelled, or on a mistake of ours
 */
export async function sniffFile(
  source: FileSource,
  parquet: Parquet,
  entry: FileEntry,
  signal?: AbortSignal,
): Promise<SniffedFile | UnusableFile> {
  try {
    return await sniff(source, parquet, entry, signal);
  } catch (error) {
    return unreadableFile(entry, error);
  }
}
