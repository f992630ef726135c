import { describe, expect, test } from 'vitest';
import { LeadlensError } from '../../shared/domain/fault';
import type { FileSource } from '../../shared/ports/file-source';
import { holdTheSame, mayHoldTheSame } from '../../shared/stages/discover/same-content';
import type { SniffedFile } from '../../shared/stages/discover/sniffed-file';
import { NO_PREAMBLE } from '../../shared/stages/discover/preamble';
import { memoryFiles } from '../support/memory-files';

const file = (of: Partial<SniffedFile> = {}): SniffedFile => ({
  entry: { path: 'a.csv', bytes: 100, modifiedAt: 0 },
  format: 'csv',
  jsonColumns: [],
  compression: null,
  encoding: 'utf-8',
  bomBytes: 0,
  unpackedBytes: 100,
  delimiter: ',',
  quote: '"',
  isPadded: false,
  hasBackslashes: false,
  preambleLines: 0,
  preamble: NO_PREAMBLE,
  hasHeader: true,
  unitLines: 0,
  firstLines: [],
  headers: ['a', 'b'],
  duplicateHeaders: [],
  sample: [['1', '2']],
  headerOnly: false,
  sha256: null,
  ...of,
});
const packed = (of: Partial<SniffedFile> = {}): SniffedFile =>
  file({ entry: { path: 'b.csv.gz', bytes: 60, modifiedAt: 0 }, compression: 'gzip', ...of });

describe('Two files may hold the same text', () => {
  test('where one is packed and their unpacked sizes are the same, or not known', () => {
    expect(mayHoldTheSame(file(), packed())).toBe(true);
    expect(mayHoldTheSame(file(), packed({ unpackedBytes: null }))).toBe(true);
    expect(mayHoldTheSame(packed({ unpackedBytes: null }), file())).toBe(true);
    expect(mayHoldTheSame(file(), packed({ unpackedBytes: 101 }))).toBe(false);
    expect(mayHoldTheSame(packed(), packed({ entry: { path: 'c.gz', bytes: 61, modifiedAt: 0 } }))).toBe(
      true,
    );
  });

  test('where one has a mark, which is no part of its text', () => {
    expect(mayHoldTheSame(file(), file({ bomBytes: 3, unpackedBytes: 103 }))).toBe(true);
    expect(mayHoldTheSame(file(), file({ bomBytes: 3, unpackedBytes: 100 }))).toBe(false);
  });

  test('but not where they are stored alike: then their digests tell', () => {
    expect(mayHoldTheSame(file(), file())).toBe(false);
    expect(mayHoldTheSame(file({ format: 'json' }), packed())).toBe(false);
    expect(mayHoldTheSame(file(), packed({ format: 'json' }))).toBe(false);
  });

  test('in other encodings, as long as each character can have the bytes that it takes', () => {
    // UTF-16 has two bytes a unit, which UTF-8 writes in one to three.
    const wide = (unpackedBytes: number): SniffedFile =>
      file({ encoding: 'utf-16le', bomBytes: 2, unpackedBytes });
    expect(mayHoldTheSame(file(), wide(202))).toBe(true);
    expect(mayHoldTheSame(file(), wide(204))).toBe(false);
    expect(mayHoldTheSame(wide(204), file())).toBe(false);
    expect(mayHoldTheSame(file({ unpackedBytes: 300 }), wide(202))).toBe(true);
    expect(mayHoldTheSame(file({ unpackedBytes: 301 }), wide(202))).toBe(false);
    expect(mayHoldTheSame(file({ encoding: 'utf-16be', bomBytes: 2, unpackedBytes: 202 }), file())).toBe(
      true,
    );
    const single = file({ encoding: 'windows-1252', unpackedBytes: 100 });
    expect(mayHoldTheSame(file({ unpackedBytes: 99 }), single)).toBe(false);
    expect(mayHoldTheSame(file({ unpackedBytes: 300 }), single)).toBe(true);
    expect(mayHoldTheSame(single, file({ unpackedBytes: 301 }))).toBe(false);
  });

  test('only where they start alike, as far as both were looked at', () => {
    expect(mayHoldTheSame(file(), packed({ delimiter: ';' }))).toBe(false);
    expect(mayHoldTheSame(file(), packed({ preambleLines: 1 }))).toBe(false);
    expect(mayHoldTheSame(file(), packed({ headers: ['a', 'c'] }))).toBe(false);
    expect(mayHoldTheSame(file(), packed({ headers: ['a', 'b', 'c'] }))).toBe(false);
    expect(mayHoldTheSame(file({ headers: ['a', 'b', 'c'] }), packed())).toBe(false);
    expect(mayHoldTheSame(file(), packed({ sample: [['1', '3']] }))).toBe(false);
    const rows = [
      ['1', '2'],
      ['3', '4'],
    ];
    expect(mayHoldTheSame(file({ sample: rows }), packed())).toBe(true);
    expect(mayHoldTheSame(file({ sample: rows }), packed({ sample: [...rows, ['5', '6']] }))).toBe(true);
    expect(mayHoldTheSame(file({ sample: rows }), packed({ sample: [rows[0] ?? [], ['3', '5']] }))).toBe(
      false,
    );
  });
});

describe('Two files hold the same text', () => {
  /** What is let go of once it is not read any more. */
  const watched = (files: FileSource, ended: string[]): FileSource => ({
    ...files,
    async *stream(path, signal) {
      try {
        yield* files.stream(path, signal);
      } finally {
        ended.push(path);
      }
    },
  });
  const at = (path: string): SniffedFile => file({ entry: { path, bytes: 1, modifiedAt: 0 } });

  test('when no byte differs, and both are let go of', async () => {
    const ended: string[] = [];
    const text = `a,b\n${'1,2\n'.repeat(40_000)}`;
    const files = watched(memoryFiles({ 'a.csv': text, 'b.csv': text, 'c.csv': `${text}3` }), ended);
    expect(await holdTheSame(files, at('a.csv'), at('b.csv'))).toBe(true);
    expect(await holdTheSame(files, at('a.csv'), at('c.csv'))).toBe(false);
    expect(await holdTheSame(files, at('c.csv'), at('a.csv'))).toBe(false);
    expect(ended.sort()).toEqual(['a.csv', 'a.csv', 'a.csv', 'b.csv', 'c.csv', 'c.csv']);
  });

  test('up to the first difference only', async () => {
    const ended: string[] = [];
    const rest = '1,2\n'.repeat(40_000);
    const files = watched(memoryFiles({ 'a.csv': `x,b\n${rest}`, 'b.csv': `y,b\n${rest}` }), ended);
    expect(await holdTheSame(files, at('a.csv'), at('b.csv'))).toBe(false);
    expect(ended.sort()).toEqual(['a.csv', 'b.csv']);
  });

  test('not where one cannot be read to its end: who reads it says why', async () => {
    const whole = memoryFiles({ 'a.csv': 'a,b\n', 'b.csv': 'a,b\n' });
    const failing = (error: Error): FileSource => ({
      ...whole,
      stream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) }),
    });
    const gone = new LeadlensError({ kind: 'input', code: 'file_gone', message: 'a.csv is gone.' });
    expect(await holdTheSame(failing(gone), at('a.csv'), at('b.csv'))).toBe(false);
    const stopped = new LeadlensError({ kind: 'cancelled', code: 'cancelled', message: 'Stopped.' });
    await expect(holdTheSame(failing(stopped), at('a.csv'), at('b.csv'))).rejects.toBe(stopped);
    const bug = new TypeError('a mistake of ours');
    await expect(holdTheSame(failing(bug), at('a.csv'), at('b.csv'))).rejects.toBe(bug);
  });
});
