import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { MenuItemConstructorOptions } from 'electron';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../../../electron/launch/build.mjs';
import { AppDouble, IpcMainDouble } from './app-double';
import { DialogDouble } from './dialog-double';
import { utilityProcessDouble } from './process-double';
import { SessionDouble } from './session-double';
import { safeStorageDouble } from './safe-storage-double';
import { serveScheme } from './scheme-server';
import { windowDouble } from './window-double';

const starts = new Map<number, Readonly<Record<string, unknown>>>();
Object.assign(globalThis, { leadlensBench: starts });
let isHooked = false;

/** A start of the built program, with a real browser as its window. */
export interface Program {
  readonly app: AppDouble;
  readonly session: SessionDouble;
  readonly dialog: DialogDouble;
  readonly ipc: IpcMainDouble;
  readonly windows: readonly InstanceType<ReturnType<typeof windowDouble>>[];
  /** The page of its window, once it is there. */
  page(): Promise<Page>;
  readonly menu: () => readonly MenuItemConstructorOptions[];
  readonly notifications: string[];
  readonly refused: string[];
  readonly escaped: string[];
  /** Ends it as the menu does. */
  quit(): Promise<number>;
  /** When it has ended, and its windows are gone from the browser. */
  readonly closed: Promise<void>;
}

/**
 * Starts the built main process against doubles of Electron's modules.
 * @param home of what it remembers; starts with the same one are of one user
 * @param args what the program is started with
 */
export async function startProgram(
  browser: Browser,
  home: string,
  args: readonly string[] = [],
): Promise<Program> {
  if (!isHooked) register(new URL('./electron-hook.mjs', import.meta.url));
  isHooked = true;
  const argv = ['leadlens', ...args];
  const app = new AppDouble(home, argv);
  const session = new SessionDouble();
  const ipc = new IpcMainDouble();
  const dialog = new DialogDouble(app);
  let made: Promise<BrowserContext> | null = null;
  const context = (): Promise<BrowserContext> =>
    (made ??= browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const [refused, escaped, notifications]: [string[], string[], string[]] = [[], [], []];
  const scheme = await serveScheme(session);
  const BrowserWindow = windowDouble({ app, session, ipc, context, scheme, refused, escaped });
  let menu: readonly MenuItemConstructorOptions[] = [];
  const number = starts.size + 1;
  starts.set(number, {
    app,
    BrowserWindow,
    dialog: dialog.module,
    ipcMain: ipc,
    Menu: {
      buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (made: readonly MenuItemConstructorOptions[]) => {
        menu = made;
      },
    },
    Notification: class {
      static isSupported = (): boolean => true;
      readonly #said: string;
      constructor({ title, body }: { title: string; body: string }) {
        this.#said = `${title}\n${body}`;
      }
      on(): void {
        // Nobody clicks it.
      }
      show(): void {
        app.needsReady('Notification');
        notifications.push(this.#said);
      }
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: readonly { readonly scheme: string }[]) => {
        app.needsStart('protocol.registerSchemesAsPrivileged');
        for (const { scheme } of schemes) session.schemes.add(scheme);
      },
    },
    safeStorage: safeStorageDouble(app),
    screen: {
      getAllDisplays: () => {
        app.needsReady("The 'screen' module");
        return [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }];
      },
    },
    session: {
      get defaultSession() {
        app.needsReady('Session');
        return session;
      },
    },
    utilityProcess: utilityProcessDouble,
  });
  const before = process.argv;
  const homeBefore = process.env['LEADLENS_HOME'];
  process.argv = [...argv];
  process.env['LEADLENS_HOME'] = home;
  try {
    const main = pathToFileURL(join(root, 'out', 'main', 'main.js'));
    main.searchParams.set('start', String(number));
    await import(main.href);
    app.becomeReady();
    await Promise.race([shown(BrowserWindow.all), app.ended]);
  } finally {
    process.argv = before;
    if (homeBefore === undefined) delete process.env['LEADLENS_HOME'];
    else process.env['LEADLENS_HOME'] = homeBefore;
  }
  const closed = app.ended.then(async () => {
    await (await made)?.close();
    scheme.close();
  });
  return {
    app,
    session,
    dialog,
    ipc,
    windows: BrowserWindow.all,
    page: async () => {
      await shown(BrowserWindow.all);
      const window = BrowserWindow.all.at(-1);
      if (!window) throw new Error('There is no window.');
      return window.webContents.page;
    },
    menu: () => menu,
    notifications,
    refused,
    escaped,
    quit: () => {
      app.quit();
      return app.ended;
    },
    closed,
  };
}

/** Waits until a window shows its page. */
async function shown(windows: readonly InstanceType<ReturnType<typeof windowDouble>>[]): Promise<void> {
  while (windows.at(-1)?.webContents.isShown !== true)
    await new Promise((resolve) => setTimeout(resolve, 50));
}
