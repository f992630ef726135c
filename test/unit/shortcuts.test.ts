import { describe, expect, it } from 'vitest';
import { SCREENS } from '../../renderer/state/navigation';
import { createKeyReader, type KeyPress } from '../../renderer/state/key-reader';
import { keyCaps, shortcutEntries, SHORTCUTS, spellKeys } from '../../shared/domain/shortcuts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('keys that are read', () => {
  const notations = ['mod+k', 'shift+r', 'r', '?', 'g f', 'g r', 'alt+arrowdown', 'mod++'];
  const reader = () => {
    const read = createKeyReader();
    return (key: KeyPress, now = 0) => {
      const found = read(notations, key, now);
      return found === null ? null : notations[found];
    };
  };

  it('are those of the notation, with just its modifiers', () => {
    const read = reader();
    expect(read(press('k', { ctrlKey: true }))).toBe('mod+k');
    expect(read(press('k', { metaKey: true }))).toBe('mod+k');
    expect(read(press('k'))).toBeNull();
    expect(read(press('k', { ctrlKey: true, altKey: true }))).toBeNull();
    expect(read(press('R', { shiftKey: true }))).toBe('shift+r');
    expect(read(press('r'))).toBe('r');
    expect(read(press('ArrowDown', { altKey: true }))).toBe('alt+arrowdown');
    expect(read(press('+', { ctrlKey: true, shiftKey: true }))).toBe('mod++');
  });

  it('may be signs that need Shift on one keyboard and not on another', () => {
    expect(reader()(press('?', { shiftKey: true }))).toBe('?');
    expect(reader()(press('?'))).toBe('?');
  });

  it('may follow each other, the second within a moment, and the second alone means itself', () => {
    const read = reader();
    expect(read(press('g'), 0)).toBeNull();
    expect(read(press('f'), 900)).toBe('g f');
    expect(read(press('g'), 1000)).toBeNull();
    expect(read(press('r'), 1500)).toBe('g r');
    expect(read(press('g'), 2000)).toBeNull();
    expect(read(press('r'), 9000)).toBe('r');
  });

  it('are not held over a key that leads nowhere', () => {
    const read = reader();
    read(press('g'), 0);
    expect(read(press('x'), 100)).toBeNull();
    expect(read(press('f'), 200)).toBeNull();
  });
});

describe('the registry of shortcuts', () => {
  it('has a key for every screen', () => {
    for (const screen of SCREENS) expect(SHORTCUTS).toHaveProperty(`go_${screen}`);
  });

  it('gives no keys twice among those that work on the same screens', () => {
    const everywhere = shortcutEntries().filter(
      ([, { group, local }]) => !local && (group === 'Everywhere' || group === 'Go to a screen'),
    );
    for (const group of ['Review', 'Explore'] as const) {
      const there = shortcutEntries().filter(([, shortcut]) => shortcut.group === group && !shortcut.local);
      const keys = [...everywhere, ...there].flatMap(([, shortcut]) => shortcut.keys);
      expect(keys.filter((one, index) => keys.indexOf(one) !== index)).toEqual([]);
    }
  });

  it('lets no key without Ctrl or Alt work while somebody types', () => {
    for (const [, { keys, inFields }] of shortcutEntries()) {
      if (inFields) expect(keys.every((one) => /^(mod|alt)\+/.test(one))).toBe(true);
    }
  });

  it('spells keys as they stand on the keyboard', () => {
    expect(spellKeys('mod+k', false)).toBe('Ctrl K');
    expect(spellKeys('mod+k', true)).toBe('⌘ K');
    expect(spellKeys('g f', false)).toBe('G then F');
    expect(keyCaps('mod++', false)).toEqual([['Ctrl', '+']]);
  });
});
