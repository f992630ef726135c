import type { MenuItemConstructorOptions } from 'electron';
import { MENUS, shortcutEntries, type Shortcut, type ShortcutId } from '../shared/domain/shortcuts';

/** What the menu needs of the window. */
export interface MenuHost {
  readonly platform: NodeJS.Platform;
  /** Whether the tools of developers are left out. */
  readonly isPackaged: boolean;
  /** Lets the page do what the shortcut of this name does. */
  readonly send: (id: ShortcutId) => void;
  /** Goes through the history of the page. */
  readonly go: (way: 'back' | 'forward') => void;
}

const KEYS: Readonly<Record<string, string>> = {
  mod: 'CmdOrCtrl',
  shift: 'Shift',
  alt: 'Alt',
  arrowleft: 'Left',
  arrowright: 'Right',
};

/**
 * Keys of the registry as Electron writes them; undefined where a menu must not have them: it would take a letter, or a
 * sequence, away from the text that somebody types.
 */
export function acceleratorOf(keys: string): string | undefined {
  if (!/^(mod|alt)\+/.test(keys) || keys.includes(' ')) return undefined;
  const parts = keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), 'Plus'] : keys.split('+');
  return parts.map((part) => KEYS[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join('+');
}

/** What the window itself does: Electron knows these. */
const ROLES: Readonly<Partial<Record<ShortcutId, 'zoomIn' | 'zoomOut' | 'resetZoom'>>> = {
  zoom_in: 'zoomIn',
  zoom_out: 'zoomOut',
  zoom_reset: 'resetZoom',
};

function itemOf(host: MenuHost, id: ShortcutId, shortcut: Shortcut): MenuItemConstructorOptions {
  const accelerator = acceleratorOf(shortcut.keys[0]);
  const label = shortcut.menu?.as ?? shortcut.label;
  const item = { id, label, ...(accelerator === undefined ? {} : { accelerator }) };
  const role = ROLES[id];
  if (role) return { ...item, role };
  if (id === 'back' || id === 'forward') return { ...item, click: () => host.go(id) };
  // The page hears its keys itself, and knows where they mean something: here they are only shown.
  return { ...item, registerAccelerator: false, click: () => host.send(id) };
}

/** What every program has beside the commands of this one. */
function ownOf(host: MenuHost, menu: (typeof MENUS)[number]): MenuItemConstructorOptions[] {
  const mac = host.platform === 'darwin';
  switch (menu) {
    case 'File':
      return [{ role: mac ? 'close' : 'quit' }];
    case 'Edit':
      return [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }];
    case 'View':
      return [
        { role: 'togglefullscreen' },
        ...(host.isPackaged ? [] : ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const)),
      ];
    case 'Go':
      return [];
    case 'Help':
      return [{ role: 'about', label: 'About Leadlens' }];
  }
}

/** The menu of the desktop window: the shortcuts that name a menu, in the order of the registry. */
export function menuTemplate(host: MenuHost): MenuItemConstructorOptions[] {
  const menus = MENUS.map((menu): MenuItemConstructorOptions => {
    const items = shortcutEntries()
      .filter(([, shortcut]) => shortcut.menu?.in === menu)
      .map(([id, shortcut]) => itemOf(host, id, shortcut));
    const own = ownOf(host, menu);
    return {
      label: menu,
      ...(menu === 'Help' ? { role: 'help' as const } : {}),
      submenu: own.length === 0 ? items : [...items, { type: 'separator' }, ...own],
    };
  });
  const help = menus.pop();
  return [
    ...(host.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    ...menus,
    { role: 'windowMenu' },
    ...(help ? [help] : []),
  ];
}
