import { describe, expect, test } from 'vitest';
import {
  decodeHead,
  markOf,
  sniffEncoding,
  startsWith,
  wholeLines,
} from '../../shared/stages/discover/text-start';

const bytes = (...all: readonly number[]): Uint8Array => Uint8Array.from(all);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('The encoding of a text', () => {
  test('is told by its mark, whatever follows', () => {
    expect(sniffEncoding(bytes(0xef, 0xbb, 0xbf, 0x00))).toEqual({ encoding: 'utf-8', bomBytes: 3 });
    expect(sniffEncoding(bytes(0xff, 0xfe, 0x41, 0x00))).toEqual({ encoding: 'utf-16le', bomBytes: 2 });
    expect(sniffEncoding(bytes(0xfe, 0xff, 0x00, 0x41))).toEqual({ encoding: 'utf-16be', bomBytes: 2 });
  });

  test('is UTF-16 without a mark where the bytes of one side are NUL, of the other none', () => {
    const little = new Uint8Array(Buffer.from('id,cost\n1,2\n', 'utf16le'));
    const big = new Uint8Array(Buffer.from('id,cost\n1,2\n', 'utf16le').swap16());
    expect(sniffEncoding(little)).toEqual({ encoding: 'utf-16le', bomBytes: 0 });
    expect(sniffEncoding(big)).toEqual({ encoding: 'utf-16be', bomBytes: 0 });
  });

  test('is none where NUL bytes stand on both sides', () => {
    expect(sniffEncoding(bytes(...Array.from({ length: 40 }, (_, i) => (i % 4 < 2 ? 0 : 0x41))))).toBeNull();
  });

  test('is none where more than one byte of twenty is a control character', () => {
    const noisy = (controls: number): Uint8Array =>
      bytes(...Array.from({ length: 100 }, (_, i) => (i < controls ? 0x07 : 0x41)));
    expect(sniffEncoding(noisy(6))).toBeNull();
    expect(sniffEncoding(noisy(5))).toEqual({ encoding: 'utf-8', bomBytes: 0 });
  });

  test('is found where all is tabs, line ends, form feeds and marks of the end', () => {
    expect(sniffEncoding(bytes(0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a))?.encoding).toBe('utf-8');
    expect(sniffEncoding(bytes(0x08, 0x0e, 0x1f))).toBeNull();
  });

  test.each([
    ['two bytes', utf8('é'), 1],
    ['three bytes', utf8('€'), 1],
    ['three bytes', utf8('€'), 2],
    ['four bytes', utf8('😀'), 1],
    ['four bytes', utf8('😀'), 3],
  ])('stays UTF-8 where the cut tears a character of %s', (_, character, kept) => {
    expect(sniffEncoding(bytes(...utf8('id,name\n1,'), ...character.subarray(0, kept)))?.encoding).toBe(
      'utf-8',
    );
  });

  test('is one of single bytes where a character is torn in the middle', () => {
    expect(sniffEncoding(bytes(...utf8('name\nZo'), 0xeb, ...utf8(',1\n')))?.encoding).toBe('windows-1252');
    expect(sniffEncoding(bytes(...utf8('a'), 0xa9, 0xa9, 0xa9, 0xa9))?.encoding).not.toBe('utf-8');
  });

  test('that is set by hand has a mark only where the mark is its own', () => {
    const marked = bytes(0xef, 0xbb, 0xbf, 0x41);
    expect(markOf(marked, 'utf-8')).toEqual({ encoding: 'utf-8', bomBytes: 3 });
    expect(markOf(marked, 'windows-1252')).toEqual({ encoding: 'windows-1252', bomBytes: 0 });
    expect(markOf(bytes(0x07, 0x07), 'macintosh')).toEqual({ encoding: 'macintosh', bomBytes: 0 });
  });
});

describe('The start of a text', () => {
  test('is decoded behind its mark, without the character that the cut has torn', () => {
    expect(decodeHead(bytes(0xef, 0xbb, 0xbf, 0x41, 0xc3), 'utf-8', 3)).toBe('A');
    expect(decodeHead(bytes(0x41, 0x00, 0x42), 'utf-16le', 0)).toBe('A');
    expect(decodeHead(bytes(0x8e), 'macintosh', 0)).toBe('é');
    expect(decodeHead(bytes(0x80), 'windows-1252', 0)).toBe('€');
  });

  test('ends with its last whole line where it was cut', () => {
    expect(wholeLines('a\nb\nc', true)).toBe('a\nb\n');
    expect(wholeLines('a\rb\rc', true)).toBe('a\rb\r');
    expect(wholeLines('a\nb\nc', false)).toBe('a\nb\nc');
    expect(wholeLines('a long first line', true)).toBe('a long first line');
    expect(wholeLines('\nb', true)).toBe('\n');
  });

  test('is compared with all of the bytes that it must have', () => {
    expect(startsWith(bytes(1, 2, 3), 1, 2)).toBe(true);
    expect(startsWith(bytes(1, 2), 1, 2)).toBe(true);
    expect(startsWith(bytes(1), 1, 2)).toBe(false);
    expect(startsWith(bytes(1, 9), 1, 2)).toBe(false);
  });
});
