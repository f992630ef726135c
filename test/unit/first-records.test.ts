import { describe, expect, test } from 'vitest';
import { ColumnSampler, readFirstRecords } from '../../shared/stages/clean/records/first-records';
import type { OpenRecords } from '../../shared/stages/clean/records/open-records';
import { NullTokens } from '../../shared/stages/clean/values/null-tokens';
import { inChunks } from '../support/memory-files';
import { plainLayout } from '../support/scan-text';

const signal = new AbortController().signal;

/** The first records of a file with two columns that comes in chunks of so many bytes. */
async function sample(lines: readonly string[], chunk = 64, layout: Partial<OpenRecords['layout']> = {}) {
  const sampler = new ColumnSampler([new NullTokens(['n/a']), new NullTokens([])]);
  let read = 0;
  async function* chunks() {
    for await (const bytes of inChunks(['a,b', ...lines].join('\n'), chunk)) {
      read += bytes.length;
      yield bytes;
    }
  }
  const open: OpenRecords = { layout: plainLayout(2, layout), chunks };
  const first = await readFirstRecords('x.csv', open, sampler, signal);
  return { ...first, sampler, read };
}

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `v${String(i)},same`);

describe('The first records of a file', () => {
  test('are all of a short one', async () => {
    const { records, isWhole, sampler } = await sample(numbered(7));
    expect({ records, isWhole, filled: sampler.filled }).toEqual({
      records: 7,
      isWhole: true,
      filled: [7, 7],
    });
  });

  test('are a thousand at most, and nothing is read far beyond them', async () => {
    const exactly = await sample(numbered(1000));
    expect([exactly.records, exactly.isWhole, exactly.sampler.filled]).toEqual([1000, true, [1000, 1000]]);
    const more = await sample(numbered(1001));
    expect([more.records, more.isWhole, more.sampler.filled]).toEqual([1000, false, [1000, 1000]]);
    const many = await sample(numbered(50_000));
    expect([many.records, many.isWhole, many.sampler.filled]).toEqual([1000, false, [1000, 1000]]);
    expect(many.read).toBeLessThan(20_000);
  });

  test('are those before 16 MB of text where records are long, without the one that is cut', async () => {
    const long = 'x'.repeat(2 ** 20);
    const lines = Array.from({ length: 30 }, (_, i) => `${String(i)},${long}`);
    const { records, isWhole, read } = await sample(lines, 2 ** 18);
    expect(isWhole).toBe(false);
    expect(records).toBeGreaterThan(14);
    expect(records).toBeLessThan(18);
    expect(read).toBeLessThan(18 * 2 ** 20);
  });

  test('are read in their own encoding', async () => {
    const sampler = new ColumnSampler([new NullTokens([]), new NullTokens([])]);
    const bytes = new Uint8Array([...Buffer.from('a,b\n'), 0xe9, 0x2c, 0x31, 0x0a]);
    await readFirstRecords(
      'x.csv',
      { layout: plainLayout(2, { encoding: 'windows-1252' }), chunks: () => inChunks(bytes) },
      sampler,
      signal,
    );
    expect(sampler.values[0]).toEqual([{ record: 1, text: 'é' }]);
  });
});

describe('The columns of the first records', () => {
  test('show their first three different values, with the records that they are of', async () => {
    const { sampler } = await sample(['x,1', 'y,1', 'x,2', 'z,2', 'w,3']);
    expect(sampler.values).toEqual([
      [
        { record: 1, text: 'x' },
        { record: 2, text: 'y' },
        { record: 4, text: 'z' },
      ],
      [
        { record: 1, text: '1' },
        { record: 3, text: '2' },
        { record: 5, text: '3' },
      ],
    ]);
    expect(sampler.filled).toEqual([5, 5]);
  });

  test('neither count nor show what is empty or means "no value"', async () => {
    const { sampler } = await sample(['N/A,n/a', ',1', 'x,']);
    expect(sampler.filled).toEqual([1, 2]);
    expect(sampler.values).toEqual([
      [{ record: 3, text: 'x' }],
      [
        { record: 1, text: 'n/a' },
        { record: 2, text: '1' },
      ],
    ]);
  });

  test('show long values by their first 120 characters', async () => {
    const { sampler } = await sample([`${'x'.repeat(120)},${'y'.repeat(121)}`]);
    expect(sampler.values.map(([value]) => value?.text)).toEqual(['x'.repeat(120), `${'y'.repeat(120)}…`]);
  });

  test('show nothing of a record that is none', async () => {
    const { sampler } = await sample(['x,1', 'y,2,surplus', 'z,3']);
    expect(sampler.values[0]?.map(({ text }) => text)).toEqual(['x', 'z']);
  });
});
