import CRC32 from 'crc-32';
import type { AsyncBuffer, ColumnMetaData, Compressors, FileMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { compressors } from 'hyparquet-compressors';

/** Values of one page that are taken: more than any writer puts into one, and still few enough to be held. */
const MOST_VALUES = 2 ** 26;

/** Bytes of one page once unpacked, likewise. */
const MOST_BYTES = 2 ** 30;

/** CRC-32 of ISO 3309, as Parquet and gzip have it: 0 … 2³² − 1. */
const crc32 = (bytes: Uint8Array): number => CRC32.buf(bytes) >>> 0;

/** The pages of one column in one row group. */
interface Chunk {
  readonly column: string;
  /** Bytes of the file. */
  readonly start: number;
  readonly end: number;
  /** How many the metadata promise. */
  readonly values: number;
  readonly isRaw: boolean;
}

const chunkOf = (meta: ColumnMetaData): Chunk => {
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  return {
    column: meta.path_in_schema.join('.'),
    start,
    end: start + Number(meta.total_compressed_size),
    values: Number(meta.num_values),
    isRaw: meta.codec === 'UNCOMPRESSED',
  };
};

const isSize = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;

/**
 * Goes from page to page of a chunk: sizes within it, no more values than can be held, as many as promised, and each page as
 * its check sum says where it has one.
 * @see https://parquet.apache.org/docs/file-format/data-pages/
 * @throws Error what is wrong, without a full stop
 */
function checkPages(bytes: Uint8Array, { column, values, isRaw }: Chunk): void {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  let found = 0;
  while (found < values && reader.offset < bytes.length) {
    const header = parquetHeader(reader);
    const [packed, unpacked] = [header.compressed_page_size, header.uncompressed_page_size];
    const rest = bytes.length - reader.offset;
    if (!isSize(packed, rest) || !isSize(unpacked, MOST_BYTES) || (isRaw && packed !== unpacked))
      throw new Error(
        `a page of column ${column} claims ${String(packed)} bytes, ${String(unpacked)} unpacked, of ${String(rest)} that are there`,
      );
    const page = bytes.subarray(reader.offset, reader.offset + packed);
    if (header.crc !== undefined && crc32(page) !== header.crc >>> 0)
      throw new Error(`a page of column ${column} does not fit its check sum`);
    const count =
      header.data_page_header?.num_values ??
      header.data_page_header_v2?.num_values ??
      header.dictionary_page_header?.num_values ??
      0;
    if (!isSize(count, MOST_VALUES))
      throw new Error(`a page of column ${column} claims ${String(count)} values`);
    if (!header.dictionary_page_header) found += count;
    reader.offset += packed;
  }
  if (found !== values)
    throw new Error(
      `the pages of column ${column} hold ${String(found)} values, not ${String(values)} as promised`,
    );
}

/**
 * A file whose pages are looked at before the reader gets them: it trusts what they claim, and reads damaged ones all the same.
 * @param wanted columns, by the first part of their path
 */
export function checkedPages(
  file: AsyncBuffer,
  metadata: FileMetaData,
  wanted: readonly string[],
  { rowStart, rowEnd }: { readonly rowStart: number; readonly rowEnd: number },
): AsyncBuffer {
  const chunks: Chunk[] = [];
  let first = 0;
  for (const group of metadata.row_groups) {
    const end = first + Number(group.num_rows);
    if (first < rowEnd && end > rowStart)
      for (const { meta_data: meta } of group.columns)
        if (meta && wanted.includes(meta.path_in_schema[0] ?? '')) chunks.push(chunkOf(meta));
    first = end;
  }
  return {
    byteLength: file.byteLength,
    slice: async (start, end = file.byteLength) => {
      const part = await file.slice(start, end);
      const from = start < 0 ? file.byteLength + start : start;
      for (const chunk of chunks)
        if (chunk.start >= from && chunk.end <= from + part.byteLength)
          checkPages(new Uint8Array(part, chunk.start - from, chunk.end - chunk.start), chunk);
      return part;
    },
  };
}

/** A gzip page must be as its own end says (RFC 1952, 2.3.1): the unpacker does not look at it. */
function gunzipChecked(input: Uint8Array, length: number): Uint8Array {
  const output = compressors.GZIP?.(input, length);
  if (!output || input.byteLength < 18) throw new Error('a gzip page is cut off');
  const end = new DataView(input.buffer, input.byteOffset + input.byteLength - 8, 8);
  if (end.getUint32(0, true) !== crc32(output) || end.getUint32(4, true) !== output.byteLength >>> 0)
    throw new Error('a gzip page does not fit its check sum');
  return output;
}

/** What unpacks pages, by codec. */
const UNPACK: Compressors = { ...compressors, GZIP: gunzipChecked };

/** The same; the dictionary of a column without any value is nothing, however that is packed. */
export const CHECKED_COMPRESSORS: Compressors = Object.fromEntries(
  Object.entries(UNPACK).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, length: number) => (length === 0 ? new Uint8Array() : unpack(input, length)),
  ]),
);
