import { describe, expect, test } from 'vitest';
import { piecesOf } from '../../shared/stages/clean/crm/cast-pieces';

const block = (text: string): Uint8Array => new TextEncoder().encode(text);
const written = (blocks: readonly Uint8Array[]): string =>
  blocks.map((bytes) => new TextDecoder().decode(bytes)).join('');

describe('Fresh records', () => {
  test('are cast in pieces of bounded length that hold them all, in their order', () => {
    const blocks = ['1,a\n2,b\n', '3,c\n', '4,d\n5,e\n', '6,a long one\n', '7,f\n'].map(block);
    const pieces = piecesOf(blocks, 12);
    expect(pieces.map(({ blocks: of, records }) => [written(of), records])).toEqual([
      ['1,a\n2,b\n3,c\n', 3],
      ['4,d\n5,e\n', 2],
      ['6,a long one\n', 1],
      ['7,f\n', 1],
    ]);
  });

  test('of no file are no piece', () => {
    expect(piecesOf([])).toEqual([]);
  });
});
