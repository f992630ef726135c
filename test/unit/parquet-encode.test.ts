import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { encodeParquet } from '../../shared/adapters/parquet-encode';

describe('Parquet files that Leadlens writes', () => {
  it('give back every value with its type, nulls included', async () => {
    const bytes = encodeParquet([
      { name: 'id', type: 'text', values: ['0012', null, 'ä'] },
      { name: 'on', type: 'date', values: ['2024-02-29', null, '1999-12-31'] },
      { name: 'at', type: 'timestamp', values: ['2024-02-29T23:59:58', null, '2024-01-01 00:00:00.500'] },
      { name: 'count', type: 'integer', values: [1, null, 9_007_199_254_740_991] },
      { name: 'share', type: 'double', values: [0.5, null, -1] },
      { name: 'flag', type: 'boolean', values: [true, null, false] },
    ]);
    const file = bytes.buffer as ArrayBuffer;
    expect(await parquetReadObjects({ file })).toEqual([
      {
        id: '0012',
        on: new Date('2024-02-29T00:00:00Z'),
        at: new Date('2024-02-29T23:59:58Z'),
        count: 1n,
        share: 0.5,
        flag: true,
      },
      { id: null, on: null, at: null, count: null, share: null, flag: null },
      {
        id: 'ä',
        on: new Date('1999-12-31T00:00:00Z'),
        at: new Date('2024-01-01T00:00:00.500Z'),
        count: 9_007_199_254_740_991n,
        share: -1,
        flag: false,
      },
    ]);
    expect(parquetMetadata(file).row_groups[0]?.columns[0]?.meta_data?.codec).toBe('SNAPPY');
  });

  it('may be without rows', async () => {
    const bytes = encodeParquet([{ name: 'id', type: 'text', values: [] }]);
    expect(await parquetReadObjects({ file: bytes.buffer as ArrayBuffer })).toEqual([]);
  });
});
