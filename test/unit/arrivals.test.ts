import { describe, expect, test } from 'vitest';
import { arrivalsInWords } from '../../shared/charts/arrival-words';
import { arrivalsOf, type SeenFile } from '../../shared/contract/folder-now';

const file = (path: string, bytes = 10, modifiedAt = 1): SeenFile => ({ path, bytes, modifiedAt });
const NOTHING = { added: [], changed: [], gone: [], growing: [] };

describe('what a folder holds that was not read', () => {
  const read = [file('a.csv'), file('b.csv')];

  test('is nothing where each file has the size and the time that it had', () => {
    expect(arrivalsOf(read, { files: read, growing: [] })).toEqual(NOTHING);
    // Written a moment before it was read, and not since.
    expect(arrivalsOf(read, { files: read, growing: ['a.csv'] })).toEqual(NOTHING);
  });

  test('is what came, what has another size or time, and what went', () => {
    const files = [file('a.csv', 11), file('c.csv'), file('new/d.csv')];
    expect(arrivalsOf(read, { files, growing: [] })).toEqual({
      ...NOTHING,
      added: ['c.csv', 'new/d.csv'],
      changed: ['a.csv'],
      gone: ['b.csv'],
    });
    expect(arrivalsOf(read, { files: [file('a.csv', 10, 2), file('b.csv')], growing: [] }).changed).toEqual([
      'a.csv',
    ]);
  });

  test('waits for files that may still be written, new ones and old ones', () => {
    const files = [file('a.csv', 11), file('b.csv'), file('c.csv')];
    expect(arrivalsOf(read, { files, growing: ['a.csv', 'c.csv'] })).toEqual({
      ...NOTHING,
      growing: ['a.csv', 'c.csv'],
    });
  });

  test('is said in a few words', () => {
    const words = (added: number, changed: number, gone: number): string | null => {
      const names = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at));
      return arrivalsInWords({
        added: names(added),
        changed: names(changed),
        gone: names(gone),
        growing: [],
      });
    };
    expect(words(0, 0, 0)).toBeNull();
    expect(words(1, 0, 0)).toBe('1 new file');
    expect(words(2, 1, 0)).toBe('2 new files, 1 changed');
    expect(words(0, 1, 0)).toBe('1 changed file');
    expect(words(0, 2, 1)).toBe('2 changed files, 1 gone');
    expect(words(0, 0, 3)).toBe('3 files gone');
  });
});
