import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { bug } from '../domain/fault';
import type { ParquetField, ParquetFile, ParquetWriter as Writer } from '../ports/parquet';

type Leaf = Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>;
type Value = string | number | boolean | null;

const LEAVES: Readonly<Record<ParquetField['type'], Leaf>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  date: { type: 'INT32', converted_type: 'DATE' },
  timestamp: {
    type: 'INT64',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' },
  },
  int32: { type: 'INT32' },
  int64: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
};

function day(column: string, text: string): Date {
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw bug(`The column ${column} holds a text that is no date.`);
  return date;
}

function dataOf({ name, type }: ParquetField, values: readonly Value[]): unknown[] {
  switch (type) {
    case 'date':
      return values.map((value) => (value === null ? null : day(name, String(value))));
    case 'timestamp':
    case 'int64':
      return values.map((value) => (value === null ? null : BigInt(value)));
    case 'int32':
      return values.map((value) => (value === null ? null : Number(value)));
    case 'text':
    case 'double':
    case 'boolean':
      return [...values];
  }
}

/** What a writer has written since the last time, as bytes of their own. */
function drain(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  // `offset` goes on counting: places in the file are told by it.
  writer.index = 0;
  return bytes;
}

/** Starts a Parquet file with Snappy; every column may hold nulls. The memory is that of one row group. */
function createParquetFile(fields: readonly ParquetField[]): ParquetFile {
  const writer = new ByteWriter();
  const leaves = fields.map(({ name, type }): SchemaElement => ({
    name,
    repetition_type: 'OPTIONAL',
    ...LEAVES[type],
  }));
  const file = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: fields.length }, ...leaves],
    createdBy: 'Leadlens',
  });
  return {
    group(values) {
      const rows = values[0]?.length ?? 0;
      if (rows > 0) {
        const written = file.write({
          columnData: fields.map((field, i) => ({ name: field.name, data: dataOf(field, values[i] ?? []) })),
          rowGroupSize: rows,
        });
        if (written) throw bug('Writing Parquet into memory has to be done at once.');
      }
      return drain(writer);
    },
    end() {
      const finished = file.finish();
      if (finished) throw bug('Writing Parquet into memory has to be done at once.');
      return drain(writer);
    },
  };
}

export const parquetWriter: Writer = { create: (fields) => Promise.resolve(createParquetFile(fields)) };
