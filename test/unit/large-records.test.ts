import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { freshText, plainLayout, scanText } from '../support/scan-text';

/** Apart from the other tests of the scanner: what is large takes long. */
const three = plainLayout(3);
const gzip = plainLayout(3, { compression: 'gzip' });

describe('Irregular records', () => {
  it('longer than 16 MB are rejected and the next one is read', async () => {
    const long = `1,${'x'.repeat(17 * 2 ** 20)},3`;
    const text = Buffer.from(`a,b,c\n${long}\n4,5,6\n`);
    for (const size of [1 << 20, text.length]) {
      const result = await scanText(text, three, null, [size]);
      expect(result.rejected.map((r) => [r.record, r.text.length, r.reason])).toEqual([
        [1, 10_000, 'It is longer than 16 MB.'],
      ]);
      expect(freshText(result)).toBe('1,4,5,6\n');
    }
  });
});

describe('Bytes', () => {
  it('that unpack to a thousand times their size and more are refused', async () => {
    const bomb = gzipSync(Buffer.alloc(90 * 2 ** 20, 0x61));
    await expect(scanText(bomb, gzip, null, [4096])).rejects.toMatchObject({
      details: { code: 'unpacks_too_large' },
    });
  });
});
