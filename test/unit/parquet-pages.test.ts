import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import { memoryFiles } from '../support/memory-files';
import { parquetBytes, plainTexts, varint, type ColumnBytes, type PageBytes } from '../support/parquet-bytes';

const BYTES = 6;
const INT32 = 1;
const BOOLEAN = 0;

const textColumn = (pages: readonly PageBytes[], more: Partial<ColumnBytes> = {}): ColumnBytes => ({
  name: 'id',
  type: BYTES,
  element: { 6: { i32: 0 } },
  pages,
  ...more,
});

/** What is read of the column `id`, or why it is not. */
async function read(bytes: Uint8Array): Promise<unknown> {
  const values: (string | null)[] = [];
  try {
    for await (const group of hyparquet.read(memoryFiles({ 'a.parquet': bytes }), 'a.parquet', ['id']))
      values.push(...(group['id'] ?? []));
  } catch (error) {
    return String(error);
  }
  return values;
}

const readColumn = (column: ColumnBytes, rows: number): Promise<unknown> =>
  read(parquetBytes([column], rows));

const three = plainTexts('one', 'two', 'six');

describe('The pages of a Parquet column', () => {
  it('are taken where sizes, values and check sums are as they say', async () => {
    expect(await readColumn(textColumn([{ data: three, values: 3 }]), 3)).toEqual(['one', 'two', 'six']);
    const pages: PageBytes[] = [
      { data: plainTexts('one', 'two'), values: 2, crc: 'right' },
      { data: plainTexts('six'), values: 1, crc: 'right' },
    ];
    expect(await readColumn(textColumn(pages), 3)).toEqual(['one', 'two', 'six']);
  });

  it.each<[string, PageBytes, string]>([
    ['one does not fit its check sum', { data: three, values: 3, crc: 7 }, 'does not fit its check sum'],
    ['one claims less than nothing', { data: three, values: 3, packed: -40 }, 'claims -40 bytes'],
    ['one claims more than is there', { data: three, values: 3, packed: 4000 }, 'claims 4000 bytes'],
    ['one claims to unpack to more', { data: three, values: 3, unpacked: 5000 }, 'unpack from 21 to 5000'],
    ['one ends before its values', { data: three.slice(0, -1), values: 3 }, 'ends before its values'],
    ['one has values left over', { data: [...three, 1], values: 3 }, 'more values than it says'],
    ['one is in no known way', { data: three, values: 3, encoding: 4 }, 'written in a way that is not known'],
    [
      'one has values of a dictionary that is not there',
      { data: [1, 6, 0], values: 3, encoding: 8 },
      'its dictionary is missing',
    ],
  ])('are refused where %s', async (_, page, reason) => {
    expect(await readColumn(textColumn([page]), 3)).toContain(reason);
  });

  it.each<[string, Partial<ColumnBytes>, number, string]>([
    ['fewer values than promised', { values: 4 }, 4, 'its pages hold 3 values, not 4 as promised'],
    ['fewer values than rows', {}, 4, 'fewer values than its row group has rows'],
    ['more values than rows', {}, 2, 'more values than its row group has rows'],
    ['more values than promised', { values: 2 }, 2, 'more than the 2 values that were promised'],
    ['other nulls than promised', { nulls: 1 }, 3, 'it has 0 nulls, not 1 as promised'],
  ])('are refused where they hold %s', async (_, more, rows, reason) => {
    expect(await readColumn(textColumn([{ data: three, values: 3 }], more), rows)).toContain(reason);
  });

  it('are refused where a value points beyond its dictionary, and never read as nothing', async () => {
    const dictionary: PageBytes = { type: 2, data: plainTexts('one', 'two'), values: 2 };
    const places = (place: number): PageBytes => ({ data: [2, 3, place, 0], values: 3, encoding: 8 });
    expect(await readColumn(textColumn([dictionary, places(0b100100)]), 3)).toContain(
      'outside of its dictionary',
    );
    expect(await readColumn(textColumn([dictionary, places(0b010001)]), 3)).toEqual(['two', 'one', 'two']);
  });
});

describe('What writers fill their last block up with', () => {
  it('is no value: eight bytes of nothing behind a page', async () => {
    const page = { data: [...three, ...new Array<number>(8).fill(0)], values: 3 };
    expect(await readColumn(textColumn([page]), 3)).toEqual(['one', 'two', 'six']);
  });

  it('is no value: packed bits go on, and parts of differences that no value needs', async () => {
    // Packed bits of 16 places where 3 are taken; a second part of 32 differences of 2 bits after the first of none.
    const dictionary: PageBytes = { type: 2, data: plainTexts('one', 'two'), values: 2 };
    const places: PageBytes = { data: [1, 5, 0b010, 0], values: 3, encoding: 8 };
    expect(await readColumn(textColumn([dictionary, places]), 3)).toEqual(['one', 'two', 'one']);
    const filled = [...varint(128), 4, 3, 14, 4, 0, 2, 0, 0, ...new Array<number>(8).fill(0)];
    const column = { name: 'id', type: INT32, pages: [{ data: filled, values: 3, encoding: 5 }] };
    expect(await readColumn(column, 3)).toEqual(['7', '9', '11']);
  });
});

describe('A page of the second version', () => {
  const levels = [3, 0b101];
  const second = (nulls: number): PageBytes => ({
    type: 3,
    data: [...levels, ...plainTexts('one', 'six')],
    values: 3,
    second: { nulls, definition: levels.length },
  });

  it('is read with its nulls', async () => {
    expect(await readColumn(textColumn([second(1)], { isOptional: true }), 3)).toEqual(['one', null, 'six']);
  });

  it('is refused where it claims other nulls, or levels that are longer than itself', async () => {
    expect(await readColumn(textColumn([second(2)], { isOptional: true }), 3)).toContain(
      'claims 2 nulls and has 1',
    );
    const longer = { ...second(1), second: { nulls: 1, definition: 400 } };
    expect(await readColumn(textColumn([longer], { isOptional: true }), 3)).toContain(
      'levels of a page are longer than itself',
    );
  });

  it('ends where a run of no values goes on for ever', async () => {
    const empty: PageBytes = {
      type: 3,
      data: [...new Array<number>(64).fill(0)],
      values: 3,
      second: { nulls: 3, definition: 64 },
    };
    expect(await readColumn(textColumn([empty], { isOptional: true }), 3)).toContain(
      'ends before its values',
    );
  });
});

describe('What a Parquet file claims', () => {
  const nulls = (count: number): PageBytes => {
    const run = [...varint(count * 2), 0];
    return { data: [run.length, 0, 0, 0, ...run], values: count };
  };

  it('is refused where no file of its size holds so many rows', async () => {
    const rows = 500_000_000;
    expect(await readColumn(textColumn([nulls(rows)], { isOptional: true }), rows)).toMatch(
      /claims 500000000 rows in \d+ bytes/,
    );
  });

  it('is held a part at a time, whatever a page claims', async () => {
    const rows = 1_000_000;
    const bytes = parquetBytes([textColumn([nulls(rows)], { isOptional: true })], rows);
    const sizes = [];
    for await (const group of hyparquet.read(memoryFiles({ 'a.parquet': bytes }), 'a.parquet', ['id']))
      sizes.push(group['id']?.length ?? 0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(rows);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(65_536);
  });

  it('is refused where file and row groups count differently', async () => {
    expect(await read(parquetBytes([textColumn([{ data: three, values: 3 }])], 3, 4))).toContain(
      'it claims 4 rows, and its row groups 3',
    );
  });
});

describe('A column of a Parquet file', () => {
  const whole: ColumnBytes = textColumn([{ data: three, values: 3 }]);

  it.each<[string, Partial<ColumnBytes>, string]>([
    ['is encrypted', { chunk: { 8: { struct: { 1: { struct: {} } } } } }, 'column id is encrypted'],
    ['lies in another file', { chunk: { 1: { bytes: 'b.parquet' } } }, 'column id lies in another file'],
    ['is packed with LZO', { codec: 3 }, 'packed with LZO, which is not read here'],
    [
      'is of a kind of later days',
      { element: { 10: { struct: { 99: { struct: {} } } } } },
      'not known here (number 99)',
    ],
    [
      'is of two kinds',
      { element: { 6: { i32: 0 }, 10: { struct: { 6: { struct: {} } } } } },
      'of one kind by its newer',
    ],
    ['cannot be stored so', { element: { 6: { i32: 6 } } }, 'said to be date, but is stored as BYTE_ARRAY'],
  ])('that %s is refused with the reason, and only where it is read', async (_, more, reason) => {
    const other: ColumnBytes = { name: 'n', type: INT32, pages: [{ data: [7, 0, 0, 0], values: 1 }] };
    const bytes = parquetBytes(
      [{ ...whole, pages: [{ data: plainTexts('a'), values: 1 }], ...more }, other],
      1,
    );
    expect(await read(bytes)).toContain(reason);
    const source = memoryFiles({ 'a.parquet': bytes });
    for await (const group of hyparquet.read(source, 'a.parquet', ['n'])) expect(group).toEqual({ n: ['7'] });
    expect(await hyparquet.first(source, 'a.parquet', ['id', 'n'], 5)).toEqual({ id: [null], n: ['7'] });
  });

  it('that is not there is refused, and never read as nothing', async () => {
    expect(await read(parquetBytes([{ ...whole, name: 'other' }], 3))).toContain('it has no column id');
  });

  it('of a name that stands twice is the first one, as in other files', async () => {
    const second = textColumn([{ data: plainTexts('x', 'y', 'z'), values: 3 }]);
    expect(await read(parquetBytes([whole, second], 3))).toEqual(['one', 'two', 'six']);
  });

  it('of booleans is read plain and in runs', async () => {
    const booleans = (page: PageBytes): ColumnBytes => ({ name: 'id', type: BOOLEAN, pages: [page] });
    expect(await readColumn(booleans({ data: [0b101], values: 3 }), 3)).toEqual(['true', 'false', 'true']);
    const runs = { data: [2, 0, 0, 0, 6, 1], values: 3, encoding: 3 };
    expect(await readColumn(booleans(runs), 3)).toEqual(['true', 'true', 'true']);
  });

  it('of differences is read, and refused where they contradict themselves', async () => {
    // 128 a block in 4 parts, three values from 7 on (zigzag 14), each 2 more (zigzag 4), no further bits.
    const differences = (count: number) => [...varint(128), 4, count, 14, 4, 0, 0, 0, 0];
    const column = (count: number): ColumnBytes => ({
      name: 'id',
      type: INT32,
      pages: [{ data: differences(count), values: 3, encoding: 5 }],
    });
    expect(await readColumn(column(3), 3)).toEqual(['7', '9', '11']);
    expect(await readColumn(column(4), 3)).toContain('a page of differences contradicts itself');
  });
});

describe('A Parquet file packed with gzip', () => {
  const GZIP = 2;
  // Stored and not packed: a bit that flips changes a value, and nothing else notices.
  const packed = (...texts: string[]): Uint8Array =>
    gzipSync(Uint8Array.from(plainTexts(...texts)), { level: 0 });
  const column = (data: Uint8Array, unpacked: number, values: number): ColumnBytes =>
    textColumn([{ data, unpacked, values }], { codec: GZIP });

  it('is read where each page is as its end says, in one part or several', async () => {
    expect(await readColumn(column(packed('one', 'two'), 14, 2), 2)).toEqual(['one', 'two']);
    const parts = new Uint8Array(Buffer.concat([packed('one'), packed('two')]));
    expect(await readColumn(column(parts, 14, 2), 2)).toEqual(['one', 'two']);
  });

  it('is refused where a bit of a value has flipped', async () => {
    const damaged = packed('one', 'two').slice();
    const at = Buffer.from(damaged).indexOf('two');
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    expect(await readColumn(column(damaged, 14, 2), 2)).toContain('a gzip page does not fit its check sum');
  });
});

describe('The dictionary of a column without any value', () => {
  it.each([1, 2, 4, 5, 6, 7])('is empty, however nothing is packed (codec %d)', async (codec) => {
    const dictionary: PageBytes = { type: 2, data: [0], values: 0, unpacked: 0 };
    // Definition levels: a run of three nulls. Two bytes, which Snappy would begin with their length.
    const page: PageBytes = {
      type: 3,
      data: [6, 0],
      values: 3,
      encoding: 8,
      second: { nulls: 3, definition: 2 },
    };
    expect(await readColumn(textColumn([dictionary, page], { codec, isOptional: true }), 3)).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('An encrypted Parquet file', () => {
  it('is refused as such', async () => {
    const bytes = parquetBytes([textColumn([{ data: three, values: 3 }])], 3);
    bytes.set(Buffer.from('PARE'), bytes.length - 4);
    expect(await read(bytes)).toContain('it is encrypted');
  });
});
