import { describe, expect, test } from 'vitest';
import { Glance } from '../../shared/stages/clean/values/glance';
import { isPlainKey, type KeyKind } from '../../shared/stages/clean/values/plain-keys';

/** A key between other bytes. */
const isPlain = (kind: KeyKind, text: string): boolean => {
  const bytes = new TextEncoder().encode(`;${text};`);
  return isPlainKey(kind, bytes, 1, bytes.length - 1);
};

describe('A key that is its own but for case', () => {
  test.each<[KeyKind, string]>([
    ['campaign', 'CMP-17'],
    ['campaign', 'Spring Sale_2026'],
    ['campaign', 'a b c'],
    ['campaign', 'a_b_c'],
    ['campaign', '_a ~'],
    ['person', 'usr_17'],
    ['person', '0017'],
    ['person', 'a;b'],
    ['person', 'x'],
    ['lead', 'L-17'],
    ['lead', '00a'],
    ['email', 'ann@example.com'],
    ['email', 'Ann@Example.com'],
    ['email', '@'],
  ])('is plain: %s %s', (kind, text) => {
    expect(isPlain(kind, text)).toBe(true);
  });

  test.each<[KeyKind, string]>([
    ['campaign', 'a%20b'],
    ['campaign', 'a+b'],
    ['campaign', '{campaign}'],
    ['campaign', '(direct)'],
    ['campaign', '[x]'],
    ['campaign', '<x>'],
    ['campaign', '$x'],
    ['campaign', '#x'],
    ['campaign', 'a  b'],
    ['campaign', 'a__b'],
    ['campaign', ' a'],
    ['campaign', 'a '],
    ['campaign', 'café'],
    ['campaign', 'a\tb'],
    ['campaign', 'a\u007f'],
    ['campaign', 'not set'],
    ['campaign', 'NOTSET'],
    ['campaign', 'not provided'],
    ['campaign', 'data not available'],
    ['person', 'ann@example.com'],
    ['person', '0000'],
    ['person', '-'],
    ['person', '_'],
    ['person', '..'],
    ['person', '# ?*'],
    ['person', 'Unknown'],
    ['lead', 'a;b'],
    ['lead', 'a@b'],
    ['lead', '00'],
    ['email', 'Ann <ann@example.com>'],
    ['email', 'a@b.co;c@d.co'],
    ['email', 'a@b.co,c@d.co'],
    ['email', 'a@b.co|c@d.co'],
    ['email', 'mailto:a@b.co'],
    ['email', 'a@b.co '],
    ['email', 'ann'],
    ['email', ''],
  ])('needs more than that: %s %s', (kind, text) => {
    expect(isPlain(kind, text)).toBe(false);
  });
});

describe('A glance at a text', () => {
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  const glance = new Glance(['none', 'N/A', 'né', '']);
  const mayBe = (text: string): boolean => glance.mayBe(bytesOf(`«${text}»`), 2, 2 + bytesOf(text).length);

  test('never misses a word, in whatever case it is written', () => {
    for (const word of ['none', 'NONE', 'None', 'n/a', 'N/A', 'né', 'NÉ'])
      expect(mayBe(word), word).toBe(true);
  });

  test('rules out what is of another length, begins, ends or has a middle like none', () => {
    for (const text of ['', 'nones', 'non', 'xone', 'nonx', 'noxe', 'm/a', 'n/b', 'n', 'a longer text'])
      expect(mayBe(text), text).toBe(false);
  });

  test('knows words that are added, and nothing before', () => {
    const added = new Glance([]);
    expect(added.mayBe(bytesOf('void'), 0, 4)).toBe(false);
    added.add(bytesOf('void'));
    expect(added.mayBe(bytesOf('VOID'), 0, 4)).toBe(true);
    expect(added.mayBe(bytesOf('avoid'), 1, 5)).toBe(true);
  });
});
