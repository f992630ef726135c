import { gzipSync } from 'node:zlib';
import { encodeParquet } from '../../shared/adapters/parquet-encode';
import { hyparquet } from '../../shared/adapters/parquet';
import { LeadlensError } from '../../shared/domain/fault';
import type { Rng } from '../../shared/sample/rng';
import { memoryFiles } from './memory-files';
import { parquetBytes, plainTexts, varint, type ColumnBytes, type PageBytes } from './parquet-bytes';

const ROWS = 60;
const rowsOf = <T>(value: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => value(row));

/** A page of texts, its levels in packed bits: each fifth is null. */
function optionalPage(second: boolean): PageBytes {
  const there = rowsOf((row) => row % 5 !== 0);
  const bits = Array.from({ length: Math.ceil(ROWS / 8) }, (_, byte) =>
    Array.from({ length: 8 }, (__, bit) => (there[byte * 8 + bit] === true ? 1 << bit : 0)).reduce(
      (a, b) => a | b,
    ),
  );
  const levels = [...varint(bits.length * 2 + 1), ...bits];
  const values = plainTexts(...rowsOf((row) => `lead-${String(row)}`).filter((_, row) => there[row]));
  const nulls = there.filter((is) => !is).length;
  return second
    ? {
        type: 3,
        data: [...levels, ...values],
        values: ROWS,
        crc: 'right',
        second: { nulls, definition: levels.length },
      }
    : { data: [levels.length, 0, 0, 0, ...levels, ...values], values: ROWS, crc: 'right' };
}

const texts = (name: string, pages: readonly PageBytes[], more: Partial<ColumnBytes> = {}): ColumnBytes => ({
  name,
  type: 6,
  element: { 6: { i32: 0 } },
  pages,
  ...more,
});

function packedPage(): { readonly page: PageBytes; readonly codec: number } {
  const plain = Uint8Array.from(plainTexts(...rowsOf((row) => `sale ${String(row % 7)}`)));
  return { page: { data: gzipSync(plain), unpacked: plain.length, values: ROWS }, codec: 2 };
}

/** Places 0 1 2 3 0 1 2 3 … of two bits. */
const places: PageBytes = {
  data: [2, ...varint((ROWS / 4) * 1 + 1), ...Array.from({ length: ROWS / 4 }, () => 0b11100100)],
  values: ROWS,
  encoding: 8,
  crc: 'right',
};

function whole(): Readonly<Record<string, Uint8Array>> {
  const gzip = packedPage();
  const dictionary: PageBytes = {
    type: 2,
    data: plainTexts('set', 'demo', 'sold', 'none'),
    values: 4,
    crc: 'right',
  };
  const block = [...varint(128), 4, ...varint(ROWS), 14, 4, 0, 0, 0, 0];
  return {
    written: encodeParquet([
      { name: 'id', type: 'text', values: rowsOf((row) => `lead-${String(row * 7919)}`) },
      { name: 'on', type: 'date', values: rowsOf((row) => (row % 9 ? '2024-02-29' : null)) },
      {
        name: 'at',
        type: 'timestamp',
        values: rowsOf((row) => `2024-01-01T00:00:${String(row).padStart(2, '0')}`),
      },
      { name: 'count', type: 'integer', values: rowsOf((row) => row * 1000) },
      { name: 'share', type: 'double', values: rowsOf((row) => row / 7) },
      { name: 'flag', type: 'boolean', values: rowsOf((row) => row % 3 === 0) },
    ]),
    summed: parquetBytes(
      [
        texts('id', [optionalPage(false)], { isOptional: true, nulls: ROWS / 5 }),
        texts('state', [dictionary, places]),
        { name: 'n', type: 1, pages: [{ data: block, values: ROWS, encoding: 5, crc: 'right' }] },
      ],
      ROWS,
    ),
    second: parquetBytes([texts('id', [optionalPage(true)], { isOptional: true, nulls: ROWS / 5 })], ROWS),
    gzip: parquetBytes([texts('sale', [gzip.page], { codec: gzip.codec })], ROWS),
  };
}

/** Files of several kinds as they should be: pages of both versions, dictionary, differences, Snappy, gzip, check sums. */
export const WHOLE_FILES = whole();

/** One thing that happens to files, somewhere: in the description at the end as often as in what is before it. */
export function damaged(bytes: Uint8Array, rng: Rng): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const footer = bytes.length - 8 - view.getUint32(bytes.length - 8, true);
  const place = (): number =>
    rng.int(2) === 0 ? rng.int(bytes.length) : footer + rng.int(bytes.length - footer);
  const copy = bytes.slice();
  const at = place();
  switch (rng.int(7)) {
    case 0:
      copy[at] = (copy[at] ?? 0) ^ (1 << rng.int(8));
      return copy;
    case 1:
      copy[at] = rng.int(256);
      return copy;
    case 2:
      return copy.subarray(0, at);
    case 3:
      return new Uint8Array([...copy.subarray(0, at), ...copy.subarray(at + 1 + rng.int(16))]);
    case 4: {
      const other = place();
      [copy[at], copy[other]] = [copy[other] ?? 0, copy[at] ?? 0];
      return copy;
    }
    case 5:
      // A count without an end: the continued bytes of a varint.
      copy.fill(0xff, at, at + 1 + rng.int(4));
      return copy;
    default:
      return new Uint8Array([
        ...copy.subarray(0, at),
        ...Array.from({ length: 1 + rng.int(8) }, () => rng.int(256)),
        ...copy.subarray(at),
      ]);
  }
}

/** What a file holds, column by column, with a column that is refused by its reason. */
export type Held = {
  readonly rows: number;
  readonly columns: Readonly<Record<string, readonly (string | null)[] | Error>>;
};

/** Reads some columns of a file. @throws whatever is not a refusal that names the file */
export async function held(bytes: Uint8Array, names: readonly string[] | null): Promise<Held | Error> {
  const source = memoryFiles({ 'a.parquet': bytes });
  const refusal = (error: unknown): Error => {
    if (
      error instanceof LeadlensError &&
      error.details.code === 'bad_parquet' &&
      error.details.file === 'a.parquet'
    )
      return error;
    throw error;
  };
  try {
    const shape = await hyparquet.shape(source, 'a.parquet');
    const columns: Record<string, readonly (string | null)[] | Error> = {};
    for (const name of names ?? shape.columns.map((column) => column.name)) {
      try {
        const values: (string | null)[] = [];
        for await (const group of hyparquet.read(source, 'a.parquet', [name]))
          values.push(...(group[name] ?? []));
        columns[name] = values;
      } catch (error) {
        columns[name] = refusal(error);
      }
    }
    return { rows: shape.rows, columns };
  } catch (error) {
    return refusal(error);
  }
}

const filled = (values: readonly (string | null)[]): number =>
  values.filter((value) => value !== null).length;

/** How a damaged file was read, beside the whole one: for each of its columns. `miscounted`: other rows or nulls, in silence. */
export function judged(
  before: Held,
  after: Held | Error,
): readonly ('same' | 'refused' | 'changed' | 'miscounted')[] {
  return Object.entries(before.columns).map(([name, values]) => {
    if (values instanceof Error || after instanceof Error) return 'refused';
    const read = after.columns[name];
    if (read === undefined || read instanceof Error) return 'refused';
    if (read.length !== after.rows || read.length !== values.length || filled(read) !== filled(values))
      return 'miscounted';
    return read.every((value, row) => value === values[row]) ? 'same' : 'changed';
  });
}
