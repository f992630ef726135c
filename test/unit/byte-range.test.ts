import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseByteRange } from '../../electron/services/byte-range';

describe('the Range header', () => {
  it.each([
    [null, null],
    ['bytes=0-3', { start: 0, end: 4 }],
    ['bytes=4-', { start: 4, end: 10 }],
    ['bytes=-3', { start: 7, end: 10 }],
    ['bytes=-30', { start: 0, end: 10 }],
    ['bytes=9-99', { start: 9, end: 10 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-5', { start: 5, end: 6 }],
    ['bytes=5-4', null],
    ['bytes=-', null],
    ['bytes=0-1,3-4', null],
    ['lines=0-1', null],
    ['bytes=abc', null],
  ])('of ten bytes, %j asks for %j', (header, range) => {
    expect(parseByteRange(header, 10)).toEqual(range);
  });

  it('never names a byte outside of the file', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.option(fc.nat()), fc.nat(1000), (junk, first, last, size) => {
        for (const header of [junk, `bytes=${first}-${last ?? ''}`, `bytes=-${first}`]) {
          const range = parseByteRange(header, size);
          if (range === null || range === 'unsatisfiable') continue;
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.start).toBeLessThan(range.end);
          expect(range.end).toBeLessThanOrEqual(size);
        }
      }),
    );
  });
});
