import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { acceleratorOf, menuTemplate } from '../../electron/menu-template';
import { MENUS, shortcutEntries, SHORTCUTS, type ShortcutId } from '../../shared/domain/shortcuts';
import { shortcutsDocument } from '../support/shortcuts-document';

const sent: ShortcutId[] = [];
const went: string[] = [];
const template = (platform: NodeJS.Platform, isPackaged = true): readonly MenuItemConstructorOptions[] =>
  menuTemplate({ platform, isPackaged, send: (id) => sent.push(id), go: (way) => went.push(way) });

const itemsOf = (menu: MenuItemConstructorOptions): readonly MenuItemConstructorOptions[] =>
  Array.isArray(menu.submenu) ? menu.submenu : [];
const allItems = (platform: NodeJS.Platform = 'linux'): readonly MenuItemConstructorOptions[] =>
  template(platform).flatMap(itemsOf);
const itemOf = (id: ShortcutId): MenuItemConstructorOptions => allItems().find((item) => item.id === id)!;
const choose = (id: ShortcutId): void => {
  (itemOf(id).click as () => void)();
};

describe('the menu of the desktop window', () => {
  it('has every action of the registry that works everywhere, leads to a screen or belongs to the window', () => {
    const suiting = shortcutEntries()
      .filter(([, { group }]) => ['Everywhere', 'Go to a screen', 'Window'].includes(group))
      .map(([id]) => id);
    const there = allItems().map(({ id }) => id);
    expect(there).toEqual(expect.arrayContaining(suiting));
    for (const id of ['find', 'review_redo'] as const) expect(there).toContain(id);
  });

  it('has no command that the registry does not have, and none twice', () => {
    const commands = allItems().filter(({ type, role }) => type !== 'separator' && role === undefined);
    for (const { id } of commands) expect(SHORTCUTS).toHaveProperty(String(id));
    const ids = allItems().flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has what every desktop program has, in the places where people look', () => {
    for (const [platform, labels] of [
      ['linux', [...MENUS.slice(0, -1), undefined, 'Help']],
      ['darwin', [undefined, ...MENUS.slice(0, -1), undefined, 'Help']],
    ] as const) {
      expect(template(platform).map(({ label }) => label)).toEqual(labels);
    }
    const labels = (menu: string) =>
      itemsOf(template('linux').find(({ label }) => label === menu)!).map(({ label, role }) => label ?? role);
    expect(labels('File')).toEqual([
      'Open a folder…',
      'Open a project…',
      'Save the project…',
      'Run again',
      'Preferences…',
      undefined,
      'quit',
    ]);
    expect(labels('Edit')).toEqual(expect.arrayContaining(['Undo', 'Redo', 'Find…', 'copy', 'paste']));
    expect(labels('View')).toEqual(expect.arrayContaining(['Larger', 'Smaller', 'Actual size']));
    expect(labels('Help')).toEqual(['Shortcuts', 'What is this', undefined, 'About Leadlens']);
  });

  it('lets the page do what its keys do, and goes through the history itself', () => {
    choose('open_folder');
    choose('undo');
    choose('back');
    expect(sent).toEqual(['open_folder', 'undo']);
    expect(went).toEqual(['back']);
    expect(itemOf('zoom_in').role).toBe('zoomIn');
  });

  it('shows the keys of the registry, and takes none from the page that mean something there', () => {
    expect(itemOf('open_folder').accelerator).toBe('CmdOrCtrl+O');
    expect(itemOf('open_project').accelerator).toBe('CmdOrCtrl+Shift+O');
    expect(itemOf('open_folder').registerAccelerator).toBe(false);
    expect(acceleratorOf('mod++')).toBe('CmdOrCtrl+Plus');
    expect(acceleratorOf('alt+arrowleft')).toBe('Alt+Left');
    // A letter in a menu would be taken from whoever types it.
    for (const keys of ['?', '[', 'g f', 'shift+u']) expect(acceleratorOf(keys)).toBeUndefined();
  });

  it('gives the tools of developers to nobody else', () => {
    const tools = (isPackaged: boolean) =>
      template('linux', isPackaged)
        .flatMap(itemsOf)
        .filter(({ role }) => role === 'toggleDevTools');
    expect(tools(true)).toEqual([]);
    expect(tools(false)).toHaveLength(1);
  });
});

describe('the list of keys in the documentation', () => {
  it('is that of the registry', async () => {
    await expect(shortcutsDocument()).toMatchFileSnapshot('../../docs/shortcuts.md');
  });
});
