import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import type { FileSource } from '../../shared/ports/file-source';
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

  it('of bytes without a type is their text, or where they are none their hex digits', async () => {
    const digest = '356a192b7913b04c54574d18c28d46e6395428ab';
    const source = fileOf({
      bare: { element: { type: 'BYTE_ARRAY' }, values: [hex(digest), Buffer.from('ü 1'), null] },
      fixed: {
        element: { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 20 },
        values: [hex(digest), hex(digest), null],
      },
    });
    expect(await read(source, ['bare', 'fixed'])).toEqual({
      bare: [digest, 'ü 1', null],
      fixed: [digest, digest, null],
    });
  });

  it('of a day that no calendar holds is no date, and takes no other value with it', async () => {
    const source = fileOf({
      on: { element: { type: 'INT32', converted_type: 'DATE' }, values: [2_147_483_647, 19_000, null] },
    });
    const values = await read(source, ['on']);
    expect(values?.['on']?.[0]).toMatch(/^no date: \d+ ms$/);
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
