import {
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type AsyncBuffer,
  type FileMetaData,
  type SchemaElement,
} from 'hyparquet';
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import { cancelled, LeadlensError } from '../domain/fault';
import type { FileSource } from '../ports/file-source';
import type { Parquet, ParquetColumn, ParquetEncoder, ParquetShape } from '../ports/parquet';
import { createParquetFile } from './parquet-file';
import { CHECKED_COMPRESSORS, checkedPages } from './parquet-pages';
import { decimalOf, PARSERS, textOf, withoutLossyTypes } from './parquet-values';

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
  const decimal = decimalOf(element);
  if (decimal) return `decimal(${String(decimal.precision)},${String(decimal.scale)})`;
  const logical = element.logical_type;
  if (logical) return logical.type.toLowerCase();
  if (element.converted_type) return element.converted_type.toLowerCase();
  return (element.type ?? 'nested').toLowerCase();
};

async function open(
  source: FileSource,
  path: string,
): Promise<{ file: AsyncBuffer; metadata: FileMetaData; columns: readonly SchemaElement[] }> {
  try {
    const { bytes } = await source.stat(path);
    const file = buffer(source, path, bytes);
    const metadata = await parquetMetadataAsync(file);
    return {
      file,
      metadata: withoutLossyTypes(metadata),
      columns: parquetSchema(metadata).children.map((child) => child.element),
    };
  } catch (error) {
    throw unreadable(path, error);
  }
}

type Opened = Awaited<ReturnType<typeof open>>;
type Values = Record<string, (string | null)[]>;

/**
 * The values of columns in some rows, as text.
 * @throws LeadlensError `bad_parquet` where a value cannot be read, or a column has fewer than it should
 */
async function readRows(
  { file, metadata, columns }: Opened,
  path: string,
  wanted: readonly string[],
  { rowStart, rowEnd }: { readonly rowStart: number; readonly rowEnd: number },
): Promise<Values> {
  const elements = new Map(columns.map((element) => [element.name, element]));
  const rows = rowEnd - rowStart;
  const result: Values = Object.fromEntries(
    wanted.map((name) => [name, new Array<string | null>(rows).fill(null)]),
  );
  const given = new Map<string, number>();
  // What the callback throws, the reader lets fall: it would be null without a word.
  const failures: unknown[] = [];
  try {
    await parquetRead({
      file: checkedPages(file, metadata, wanted, { rowStart, rowEnd }),
      metadata,
      columns: [...wanted],
      rowStart,
      rowEnd,
      compressors: CHECKED_COMPRESSORS,
      parsers: PARSERS,
      // Bytes that no type says to be text come as bytes: a digest is no broken text.
      utf8: false,
      onChunk: ({ columnName, columnData, rowStart: chunkStart }) => {
        const element = elements.get(columnName);
        const values = result[columnName];
        if (!element || !values) return;
        const offset = chunkStart - rowStart;
        try {
          let count = 0;
          for (let i = 0; i < columnData.length; i++) {
            const at = offset + i;
            if (at < 0 || at >= rows) continue;
            values[at] = textOf(columnData[i], element);
            count++;
          }
          given.set(columnName, (given.get(columnName) ?? 0) + count);
        } catch (error) {
          failures.push(error);
        }
      },
    });
  } catch (error) {
    throw unreadable(path, error);
  }
  if (failures.length > 0) throw unreadable(path, failures[0]);
  for (const name of wanted) {
    const count = given.get(name) ?? 0;
    if (elements.has(name) && count < rows)
      throw unreadable(path, new Error(`column ${name} has ${String(count)} of ${String(rows)} values`));
  }
  return result;
}

async function* readGroups(
  source: FileSource,
  path: string,
  wanted: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Readonly<Record<string, readonly (string | null)[]>>> {
  const opened = await open(source, path);
  let rowStart = 0;
  for (const group of opened.metadata.row_groups) {
    if (signal?.aborted === true) throw cancelled();
    const rowEnd = rowStart + Number(group.num_rows);
    yield await readRows(opened, path, wanted, { rowStart, rowEnd });
    rowStart = rowEnd;
  }
}

/** The first rows of a file, column by column: one that cannot be read is empty here, and a fault when it is used. */
async function readFirst(
  source: FileSource,
  path: string,
  wanted: readonly string[],
  most: number,
  signal: AbortSignal | undefined,
): Promise<Readonly<Record<string, readonly (string | null)[]>>> {
  const opened = await open(source, path);
  const rows = Math.min(most, Number(opened.metadata.row_groups[0]?.num_rows ?? 0));
  const result: Values = {};
  for (const name of wanted) {
    if (signal?.aborted === true) throw cancelled();
    try {
      result[name] = (await readRows(opened, path, [name], { rowStart: 0, rowEnd: rows }))[name] ?? [];
    } catch (error) {
      if (!(error instanceof LeadlensError) || error.details.code !== 'bad_parquet') throw error;
      result[name] = new Array<string | null>(rows).fill(null);
    }
  }
  return result;
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
  first: readFirst,
  encode: (columns) => new Uint8Array(parquetWriteBuffer({ columnData: columns.map(columnSource) })),
  create: (fields) => Promise.resolve(createParquetFile(fields)),
};
