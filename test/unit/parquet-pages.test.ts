import { crc32, gzipSync } from 'node:zlib';
import type { AsyncBuffer, ColumnMetaData, FileMetaData } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import { CHECKED_COMPRESSORS, checkedPages } from '../../shared/adapters/parquet-pages';
import { memoryFiles } from '../support/memory-files';

/** A number of Thrift's compact protocol. */
function zigZag(value: number): number[] {
  let rest = BigInt.asUintN(32, (BigInt(value) << 1n) ^ (BigInt(value) >> 31n));
  const bytes = [];
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

/** The next field of a struct: a number. */
const int = (value: number): number[] => [0x15, ...zigZag(value)];

interface Page {
  readonly data: Uint8Array;
  readonly values: number;
  readonly packed?: number;
  readonly crc?: number;
}

/** A data page as it stands in a file: its header after the format's `parquet.thrift`, and its bytes. */
function pageBytes({ data, values, packed = data.length, crc }: Page): Uint8Array {
  const head = [...int(0), ...int(packed), ...int(packed)];
  const sum = crc === undefined ? [] : int(crc | 0);
  const dataHeader = [crc === undefined ? 0x2c : 0x1c, ...int(values), ...int(0), ...int(3), ...int(3), 0];
  return Uint8Array.from([...head, ...sum, ...dataHeader, 0, ...data]);
}

/** Reads one chunk of these pages through the check. */
async function readPages(pages: readonly Page[], values: number): Promise<string> {
  const bytes = Uint8Array.from([0, ...pages.flatMap((page) => [...pageBytes(page)])]);
  const file: AsyncBuffer = {
    byteLength: bytes.length,
    slice: (start, end) => Promise.resolve(bytes.slice(start, end).buffer),
  };
  const meta = {
    path_in_schema: ['id'],
    codec: 'UNCOMPRESSED',
    data_page_offset: 1n,
    total_compressed_size: BigInt(bytes.length - 1),
    num_values: BigInt(values),
  } as unknown as ColumnMetaData;
  const metadata = {
    row_groups: [{ num_rows: BigInt(values), columns: [{ meta_data: meta }] }],
  } as unknown as FileMetaData;
  const checked = checkedPages(file, metadata, ['id'], { rowStart: 0, rowEnd: values });
  return Promise.resolve(checked.slice(1, bytes.length)).then(
    () => 'taken',
    (error: unknown) => String(error),
  );
}

const data = new TextEncoder().encode('some values of a column');

describe('The pages of a Parquet column', () => {
  it('are taken where sizes, values and check sums are as they say', async () => {
    expect(await readPages([{ data, values: 3 }], 3)).toBe('taken');
    const sum = crc32(data);
    expect(
      await readPages(
        [
          { data, values: 2, crc: sum },
          { data, values: 1, crc: sum },
        ],
        3,
      ),
    ).toBe('taken');
  });

  it('are refused where one does not fit its check sum', async () => {
    const damaged = data.slice();
    damaged[4] = (damaged[4] ?? 0) ^ 1;
    expect(await readPages([{ data: damaged, values: 3, crc: crc32(data) }], 3)).toContain(
      'a page of column id does not fit its check sum',
    );
  });

  it.each([
    ['less than nothing', -40],
    ['more than is there', 4000],
  ])('are refused where one claims %s', async (_, packed) => {
    expect(await readPages([{ data, values: 3, packed }], 3)).toContain(
      `a page of column id claims ${String(packed)} bytes`,
    );
  });

  it('are refused where one claims more values than can be held', async () => {
    expect(await readPages([{ data, values: 500_000_000 }], 500_000_000)).toContain(
      'a page of column id claims 500000000 values',
    );
  });

  it('are refused where they hold fewer values than the metadata promise', async () => {
    expect(await readPages([{ data, values: 2 }], 3)).toContain(
      'the pages of column id hold 2 values, not 3 as promised',
    );
  });
});

describe('The dictionary of a column without any value', () => {
  it.each(Object.entries(CHECKED_COMPRESSORS))('is empty in %s, however nothing is packed', (_, unpack) => {
    expect(unpack(Uint8Array.of(0), 0)).toEqual(new Uint8Array());
  });
});

describe('A Parquet file packed with gzip', () => {
  const bytes = (() => {
    const writer = new ByteWriter();
    const file = new ParquetWriter({
      writer,
      schema: [
        { name: 'root', num_children: 1 },
        { name: 'id', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      ],
      codec: 'GZIP',
      // Stored and not packed: a bit that flips changes a value, and nothing else notices.
      compressors: { GZIP: (input) => gzipSync(input, { level: 0 }) },
    });
    void file.write({ columnData: [{ name: 'id', data: ['lead-1', 'lead-2', 'lead-3'] }] });
    void file.finish();
    return writer.getBytes().slice();
  })();
  const read = async (content: Uint8Array): Promise<unknown> => {
    const groups = [];
    for await (const group of hyparquet.read(memoryFiles({ 'a.parquet': content }), 'a.parquet', ['id']))
      groups.push(group);
    return groups;
  };

  it('is read where each page is as its end says', async () => {
    expect(await read(bytes)).toEqual([{ id: ['lead-1', 'lead-2', 'lead-3'] }]);
  });

  it('is refused where a bit of a value has flipped', async () => {
    const damaged = bytes.slice();
    const at = Buffer.from(damaged).indexOf('lead-2') + 5;
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    await expect(read(damaged)).rejects.toMatchObject({
      details: { code: 'bad_parquet', file: 'a.parquet' },
      message: expect.stringContaining('a gzip page does not fit its check sum') as unknown,
    });
  });
});
