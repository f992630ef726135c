import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { bug } from '../domain/fault';
import type { ParquetColumn } from '../ports/parquet';

type Leaf = Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>;

/** Physical and logical types of the Parquet format for the kinds of columns of the port. */
const LEAVES: Readonly<Record<ParquetColumn['type'], Leaf>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  date: { type: 'INT32', converted_type: 'DATE' },
  timestamp: {
    type: 'INT64',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' },
  },
  integer: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
};

function instant(column: string, text: string): Date {
  // A time without an offset is wall-clock time: it is stored as written, whatever this machine's zone.
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) && text.length > 10;
  const milliseconds = Date.parse(text.length > 10 && !hasOffset ? `${text.replace(' ', 'T')}Z` : text);
  if (Number.isNaN(milliseconds)) throw bug(`The column ${column} holds a text that is no date.`);
  return new Date(milliseconds);
}

function dataOf(column: ParquetColumn): readonly unknown[] {
  switch (column.type) {
    case 'date':
    case 'timestamp':
      return column.values.map((text) => (text === null ? null : instant(column.name, text)));
    case 'integer':
      return column.values.map((value) => (value === null ? null : BigInt(value)));
    case 'text':
    case 'double':
    case 'boolean':
      return column.values;
  }
}

/**
 * Encodes one table as a Parquet file with Snappy; every column may hold nulls.
 * @param columns of equal length; dates and times as ISO 8601
 */
export function encodeParquet(columns: readonly ParquetColumn[]): Uint8Array {
  const leaves = columns.map(({ name, type }): SchemaElement => ({
    name,
    repetition_type: 'OPTIONAL',
    ...LEAVES[type],
  }));
  return new Uint8Array(
    parquetWriteBuffer({
      schema: [{ name: 'root', num_children: columns.length }, ...leaves],
      columnData: columns.map((column) => ({ name: column.name, data: [...dataOf(column)] })),
      createdBy: 'Leadlens',
    }),
  );
}
