import {
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  type Data,
} from 'apache-arrow';
import { bug } from '../domain/fault';
import type { ColumnValues } from '../ports/database';

/** Rows in one batch: bounds what is encoded at a time, and keeps text offsets far below 2^31. */
const BATCH_ROWS = 65_536;

function nullBitmap(
  length: number,
  isNull: (index: number) => boolean,
): { bitmap: Uint8Array; nulls: number } {
  const bitmap = new Uint8Array((length + 7) >> 3);
  let nulls = 0;
  for (let i = 0; i < length; i++) {
    if (isNull(i)) nulls++;
    else bitmap[i >> 3] = (bitmap[i >> 3] ?? 0) | (1 << (i & 7));
  }
  return { bitmap, nulls };
}

function textData(values: readonly (string | null)[]): Data<Utf8> {
  const offsets = new Int32Array(values.length + 1);
  let units = 0;
  for (const value of values) units += value?.length ?? 0;
  // A UTF-16 unit takes at most three bytes in UTF-8.
  const bytes = new Uint8Array(units * 3);
  const encoder = new TextEncoder();
  let end = 0;
  values.forEach((value, i) => {
    if (value !== null && value !== '') end += encoder.encodeInto(value, bytes.subarray(end)).written;
    offsets[i + 1] = end;
  });
  const { bitmap, nulls } = nullBitmap(values.length, (i) => values[i] === null);
  return makeData({
    type: new Utf8(),
    length: values.length,
    nullCount: nulls,
    nullBitmap: bitmap,
    valueOffsets: offsets,
    data: bytes.subarray(0, end),
  });
}

function numberData<T extends Int32 | Float64>(
  type: T,
  values: readonly (number | null)[] | Int32Array | Float64Array,
  into: Int32Array | Float64Array,
): Data<T> {
  for (let i = 0; i < values.length; i++) into[i] = values[i] ?? 0;
  const { bitmap, nulls } = nullBitmap(values.length, (i) => values[i] === null);
  return makeData({
    type,
    length: values.length,
    nullCount: nulls,
    nullBitmap: bitmap,
    data: into,
  } as Parameters<typeof makeData>[0]) as unknown as Data<T>;
}

function columnData(column: ColumnValues, start: number, end: number): Data {
  switch (column.type) {
    case 'text':
      return textData(column.values.slice(start, end));
    case 'integer':
      return numberData(new Int32(), column.values.slice(start, end), new Int32Array(end - start));
    case 'double':
      return numberData(new Float64(), column.values.slice(start, end), new Float64Array(end - start));
  }
}

const arrowType = (column: ColumnValues): Utf8 | Int32 | Float64 =>
  column.type === 'text' ? new Utf8() : column.type === 'integer' ? new Int32() : new Float64();

/**
 * Columns of equal length as Arrow IPC streams, one per batch of rows. Bytes, not table objects:
 * a table of another Arrow version would create nothing, silently.
 */
export function* encodeArrowStream(columns: Readonly<Record<string, ColumnValues>>): Generator<Uint8Array> {
  const entries = Object.entries(columns);
  const length = entries[0]?.[1].values.length ?? 0;
  const ragged = entries.find(([, column]) => column.values.length !== length);
  if (ragged) throw bug(`Column ${ragged[0]} has ${ragged[1].values.length} values where ${length} are due.`);
  const schema = new Schema(entries.map(([name, column]) => new Field(name, arrowType(column), true)));
  for (let start = 0; start < length; start += BATCH_ROWS) {
    const end = Math.min(length, start + BATCH_ROWS);
    const children = entries.map(([, column]) => columnData(column, start, end));
    const batch = new RecordBatch(
      schema,
      makeData({ type: new Struct(schema.fields), length: end - start, nullCount: 0, children }),
    );
    const writer = new RecordBatchStreamWriter();
    writer.write(batch);
    writer.finish();
    yield writer.toUint8Array(true);
  }
}
