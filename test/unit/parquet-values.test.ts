import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import type { FileSource } from '../../shared/ports/file-source';
import {
  parquetBytes,
  plainTexts,
  type ColumnBytes,
  type Fields,
  type Thrift,
} from '../support/parquet-bytes';
import { memoryFiles } from '../support/memory-files';

interface Column {
  readonly element: Omit<SchemaElement, 'name' | 'repetition_type'>;
  readonly values: readonly unknown[];
}

/** A Parquet file of these columns, as other programs store them. */
function fileOf(columns: Readonly<Record<string, Column>>): FileSource {
  const writer = new ByteWriter();
  const entries = Object.entries(columns);
  const file = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: entries.length },
      ...entries.map(([name, { element }]): SchemaElement => ({
        name,
        repetition_type: 'OPTIONAL',
        ...element,
      })),
    ],
  });
  void file.write({ columnData: entries.map(([name, { values }]) => ({ name, data: [...values] })) });
  void file.finish();
  return memoryFiles({ 'a.parquet': writer.getBytes().slice() });
}

const read = async (source: FileSource, names: readonly string[]) => {
  const groups = [];
  for await (const group of hyparquet.read(source, 'a.parquet', names)) groups.push(group);
  return groups[0];
};

const readOne = async (column: Omit<ColumnBytes, 'name'>, rows: number) => {
  const source = memoryFiles({ 'a.parquet': parquetBytes([{ name: 'c', ...column }], rows) });
  return (await read(source, ['c']))?.['c'];
};

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

describe('A value of a Parquet file as text', () => {
  const decimal = (precision: number, scale: number) =>
    ({ type: 'INT64', converted_type: 'DECIMAL', precision, scale }) as const;

  it('of a decimal has all its digits, however it is stored', async () => {
    const source = fileOf({
      whole: { element: decimal(18, 0), values: [999_999_999_999_999_999n, -5n, null, 0n] },
      cents: { element: decimal(9, 2), values: [120n, -5n, null, 123_456_789n] },
      bytes: {
        element: {
          type: 'FIXED_LEN_BYTE_ARRAY',
          type_length: 16,
          // As writers say it that leave the older annotation away.
          logical_type: { type: 'DECIMAL', precision: 38, scale: 0 },
        },
        // 10 to the power of 30 and −1, the highest byte first in two's complement.
        values: [
          hex('000000' + '0c9f2c9cd04674edea40000000'),
          hex('ff'.repeat(16)),
          null,
          hex('00'.repeat(16)),
        ],
      },
    });
    expect(await read(source, ['whole', 'cents', 'bytes'])).toEqual({
      whole: ['999999999999999999', '-5', null, '0'],
      cents: ['1.20', '-0.05', null, '1234567.89'],
      bytes: ['1' + '0'.repeat(30), '-1', null, '0'],
    });
    const { columns } = await hyparquet.shape(source, 'a.parquet');
    expect(columns.map(({ type }) => type)).toEqual(['decimal(18,0)', 'decimal(9,2)', 'decimal(38,0)']);
  });

  it('of bytes without a type is text where most of the column is, else hex digits, as digests are written', async () => {
    const digest = '356a192b7913b04c54574d18c28d46e6395428ab';
    // Text by chance: decided by itself it would be another key than the same digest elsewhere.
    const readable = Buffer.from('twenty letters, look').toString('hex');
    const source = fileOf({
      words: { element: { type: 'BYTE_ARRAY' }, values: [Buffer.from('ü 1'), Buffer.from('a'), hex('4dfc')] },
      bare: { element: { type: 'BYTE_ARRAY' }, values: [hex(digest), hex(readable), null] },
      fixed: {
        element: { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 20 },
        values: [hex(digest), hex(readable), null],
      },
    });
    expect(await read(source, ['words', 'bare', 'fixed'])).toEqual({
      words: ['ü 1', 'a', 'no text: 4dfc'],
      bare: [digest, readable, null],
      fixed: [digest, readable, null],
    });
  });

  it('of text that is no UTF-8 says so, byte for byte, so that no two become the same', async () => {
    const bytes = [...plainTexts('Müller', hex('4dfc6c'), hex('4df66c'))];
    const column = { type: 6, element: { 6: { i32: 0 } }, pages: [{ data: bytes, values: 3 }] };
    expect(await readOne(column, 3)).toEqual(['Müller', 'no text: 4dfc6c', 'no text: 4df66c']);
  });

  const words = (...values: bigint[]): number[] => [...new Uint8Array(new BigInt64Array(values).buffer)];
  const int64 = (logical: Fields, ...values: bigint[]) => ({
    type: 2,
    element: { 10: { struct: logical } },
    pages: [{ data: words(...values), values: values.length }],
  });
  const units = { ms: 1, us: 2, ns: 3 };
  const unit = (name: keyof typeof units): Thrift => ({ struct: { [units[name]]: { struct: {} } } });
  const timestamp = (name: keyof typeof units): Fields => ({
    8: { struct: { 1: { flag: true }, 2: unit(name) } },
  });

  it.each([
    [
      'ms',
      [0n, -1n, 1_709_251_199_120n],
      ['1970-01-01T00:00:00', '1969-12-31T23:59:59.999', '2024-02-29T23:59:59.120'],
    ],
    ['us', [-1n, 1_000_001n], ['1969-12-31T23:59:59.999999', '1970-01-01T00:00:01.000001']],
    ['ns', [-1n, 1_000_000_500n], ['1969-12-31T23:59:59.999999999', '1970-01-01T00:00:01.000000500']],
  ] as const)('of a moment in %s has all its digits', async (name, values, texts) => {
    expect(await readOne(int64(timestamp(name), ...values), values.length)).toEqual(texts);
  });

  it('of a time of day is hours, minutes and seconds', async () => {
    const time: Fields = { 7: { struct: { 1: { flag: true }, 2: unit('us') } } };
    expect(await readOne(int64(time, 0n, 86_399_000_001n), 2)).toEqual(['00:00:00', '23:59:59.000001']);
  });

  it('of a moment as Impala wrote it is day and nanosecond', async () => {
    const nanoseconds = words(3_600_000_000_001n);
    const column = { type: 3, pages: [{ data: [...nanoseconds, 0x8c, 0x3d, 0x25, 0], values: 1 }] };
    expect(await readOne(column, 1)).toEqual(['1970-01-01T01:00:00.000000001']);
  });

  it('of a whole number without a sign is never below zero', async () => {
    const unsigned: Fields = { 10: { struct: { 1: { i32: 64 }, 2: { flag: false } } } };
    expect(await readOne(int64(unsigned, -1n), 1)).toEqual(['18446744073709551615']);
  });

  it('of a list is its only item, nothing where it is empty, and JSON where there are more', async () => {
    // Rows of one, no, and two items: levels of repetition 0 0 0 1, of definition 1 0 1 1.
    const levels = [2, 0, 0, 0, 3, 0b1000, 2, 0, 0, 0, 3, 0b1101];
    const data = [...levels, ...plainTexts('a', 'b', 'c')];
    const column = { type: 6, element: { 3: { i32: 2 }, 6: { i32: 0 } }, pages: [{ data, values: 4 }] };
    expect(await readOne(column, 3)).toEqual(['a', null, '["b","c"]']);
  });

  it('of a day that no calendar holds is no date, and takes no other value with it', async () => {
    const source = fileOf({
      on: { element: { type: 'INT32', converted_type: 'DATE' }, values: [2_147_483_647, 19_000, null] },
    });
    const values = await read(source, ['on']);
    expect(values?.['on']?.[0]).toMatch(/^no date: day 2147483647$/);
    expect(values?.['on']?.slice(1)).toEqual(['2022-01-08', null]);
  });
});

describe('A column of a Parquet file that cannot be read', () => {
  const source = fileOf({
    id: { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, values: ['a', 'b'] },
    span: {
      element: { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 12, converted_type: 'INTERVAL' },
      values: [hex('00'.repeat(12)), hex('00'.repeat(12))],
    },
  });

  it('is a fault that names the file where it is asked for, never nulls', async () => {
    await expect(read(source, ['id', 'span'])).rejects.toMatchObject({
      details: { code: 'bad_parquet', file: 'a.parquet' },
    });
  });

  it('does not stand in the way of the others, nor of a first look', async () => {
    expect(await read(source, ['id'])).toEqual({ id: ['a', 'b'] });
    expect(await hyparquet.first(source, 'a.parquet', ['id', 'span'], 1)).toEqual({
      id: ['a'],
      span: [null],
    });
  });
});
