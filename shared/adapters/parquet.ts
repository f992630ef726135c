import {
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type AsyncBuffer,
  type FileMetaData,
  type ParquetParsers,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import { cancelled, LeadlensError } from '../domain/fault';
import type { FileSource } from '../ports/file-source';
import type { Parquet, ParquetColumn, ParquetEncoder, ParquetShape } from '../ports/parquet';
import { createParquetFile } from './parquet-file';

const isoFromMilliseconds = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/(\.000)?Z$/, '');

/** Dates and times as ISO text, so that nothing is shifted by a time zone on the way. */
const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (value: bigint) => isoFromMilliseconds(Number(value)),
  timestampFromMicroseconds: (value: bigint) => isoFromMilliseconds(Number(value / 1000n)),
  timestampFromNanoseconds: (value: bigint) => isoFromMilliseconds(Number(value / 1_000_000n)),
  dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10),
};

function buffer(source: FileSource, path: string, bytes: number): AsyncBuffer {
  return {
    byteLength: bytes,
    slice: async (start, end = bytes) => {
      const from = start < 0 ? bytes + start : start;
      const part = await source.read(path, from, end);
      return new Uint8Array(part).buffer;
    },
  };
}

function unreadable(path: string, error: unknown): LeadlensError {
  if (error instanceof LeadlensError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new LeadlensError(
    {
      kind: 'input',
      code: 'bad_parquet',
      message: `${path} cannot be read as Parquet: ${reason}.`,
      hint: 'It may have been cut off or encrypted. Export or copy it again.',
      file: path,
    },
    { cause: error },
  );
}

const typeName = (element: SchemaElement): string => {
  const logical = element.logical_type;
  if (logical?.type === 'DECIMAL' || element.converted_type === 'DECIMAL') {
    return `decimal(${String(element.precision ?? 0)},${String(element.scale ?? 0)})`;
  }
  if (logical) return logical.type.toLowerCase();
  if (element.converted_type) return element.converted_type.toLowerCase();
  return (element.type ?? 'nested').toLowerCase();
};

/** The most digits that a double holds exactly. */
const EXACT_DIGITS = 15;

/** A value as text with all its digits. */
function textOf(value: unknown, element: SchemaElement, path: string): string | null {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'string':
      return value;
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'number': {
      const isDecimal = element.logical_type?.type === 'DECIMAL' || element.converted_type === 'DECIMAL';
      if (!isDecimal) return String(value);
      const text = value.toFixed(element.scale ?? 0);
      if (text.replace(/\D/g, '').length > EXACT_DIGITS) {
        throw new LeadlensError({
          kind: 'input',
          code: 'decimal_too_long',
          message: `${path}: column ${element.name} has decimals of more than ${String(EXACT_DIGITS)} digits.`,
          hint: 'Export that column as text.',
          file: path,
          column: element.name,
        });
      }
      return text;
    }
    default:
      return value instanceof Date ? isoFromMilliseconds(value.getTime()) : JSON.stringify(value);
  }
}

async function open(
  source: FileSource,
  path: string,
): Promise<{ file: AsyncBuffer; metadata: FileMetaData; columns: readonly SchemaElement[] }> {
  try {
    const { bytes } = await source.stat(path);
    const file = buffer(source, path, bytes);
    const metadata = await parquetMetadataAsync(file);
    return { file, metadata, columns: parquetSchema(metadata).children.map((child) => child.element) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function* readGroups(
  source: FileSource,
  path: string,
  wanted: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Readonly<Record<string, readonly (string | null)[]>>> {
  const { file, metadata, columns } = await open(source, path);
  const elements = new Map(columns.map((element) => [element.name, element]));
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    if (signal?.aborted === true) throw cancelled();
    const rows = Number(group.num_rows);
    const rowEnd = rowStart + rows;
    const result: Record<string, (string | null)[]> = Object.fromEntries(
      wanted.map((name) => [name, new Array<string | null>(rows).fill(null)]),
    );
    try {
      await parquetRead({
        file,
        metadata,
        columns: [...wanted],
        rowStart,
        rowEnd,
        compressors,
        parsers: PARSERS,
        onChunk: ({ columnName, columnData, rowStart: chunkStart }) => {
          const element = elements.get(columnName);
          const values = result[columnName];
          if (!element || !values) return;
          const offset = chunkStart - rowStart;
          for (let i = 0; i < columnData.length; i++) {
            const at = offset + i;
            if (at >= 0 && at < rows) values[at] = textOf(columnData[i], element, path);
          }
        },
      });
    } catch (error) {
      throw unreadable(path, error);
    }
    yield result;
    rowStart = rowEnd;
  }
}

function columnSource(column: ParquetColumn): ColumnSource {
  switch (column.type) {
    case 'text':
      return { name: column.name, data: [...column.values], type: 'STRING', nullable: true };
    case 'date':
    case 'timestamp':
      return {
        name: column.name,
        data: column.values.map((value) =>
          value === null ? null : new Date(value.length === 10 ? value : `${value}Z`),
        ),
        type: 'TIMESTAMP',
        nullable: true,
      };
    case 'integer':
      return {
        name: column.name,
        data: column.values.map((value) => (value === null ? null : BigInt(value))),
        type: 'INT64',
        nullable: true,
      };
    case 'double':
      return { name: column.name, data: [...column.values], type: 'DOUBLE', nullable: true };
    case 'boolean':
      return { name: column.name, data: [...column.values], type: 'BOOLEAN', nullable: true };
  }
}

/** Parquet in plain JavaScript: a damaged file is an ordinary error, and only the bytes of the wanted columns are read. */
export const hyparquet: Parquet & ParquetEncoder = {
  async shape(source, path): Promise<ParquetShape> {
    const { metadata, columns } = await open(source, path);
    return {
      rows: Number(metadata.num_rows),
      rowGroups: metadata.row_groups.length,
      columns: columns.map((element) => ({ name: element.name, type: typeName(element) })),
    };
  },
  read: readGroups,
  encode: (columns) => new Uint8Array(parquetWriteBuffer({ columnData: columns.map(columnSource) })),
  create: (fields) => Promise.resolve(createParquetFile(fields)),
};
