import { EventEmitter } from 'node:events';

/** A listener or handler as the shell gave it to Electron. */
type Given = (...args: never[]) => unknown;

/** The event that the shell may prevent. */
export class Preventable {
  isPrevented = false;
  readonly url: string;
  constructor(url = '') {
    this.url = url;
  }
  preventDefault(): void {
    this.isPrevented = true;
  }
}

/** What Electron calls contents: listens, and asks before it opens a window. */
export class ContentsDouble extends EventEmitter {
  windowOpen: (() => { action: string }) | null = null;
  reloads = 0;
  readonly mainFrame = { parent: null, url: 'app://leadlens/' };
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.windowOpen = handler;
  }
  crashes = 0;
  reload(): void {
    this.reloads += 1;
  }
  forcefullyCrashRenderer(): void {
    this.crashes += 1;
  }
}

/** A window that shows nothing and remembers how it was made. */
export class WindowDouble extends EventEmitter {
  static last: WindowDouble | null = null;
  readonly webContents = new ContentsDouble();
  readonly options: Readonly<Record<string, unknown>> & {
    readonly webPreferences?: Readonly<Record<string, unknown>>;
  };
  loaded = '';
  isShown = false;
  isFull = false;
  bounds = { x: 10, y: 20, width: 900, height: 700 };
  wasDestroyed = false;
  constructor(options: WindowDouble['options']) {
    super();
    this.options = options;
    WindowDouble.last = this;
  }
  loadURL(url: string): Promise<void> {
    this.loaded = url;
    return Promise.resolve();
  }
  show(): void {
    this.isShown = true;
  }
  maximize(): void {
    this.isFull = true;
  }
  isMaximized(): boolean {
    return this.isFull;
  }
  /** Where it stands when it is not maximised. */
  getNormalBounds(): typeof this.bounds {
    return this.bounds;
  }
  destroy(): void {
    this.wasDestroyed = true;
  }
  isDestroyed(): boolean {
    return this.wasDestroyed;
  }
}

/** The guards of a session, as the shell set them. */
export class SessionDouble extends EventEmitter {
  readonly set = new Map<string, Given>();
  spellChecker: boolean | null = null;
  readonly webRequest = {
    onBeforeRequest: (guard: Given): void => {
      this.set.set('request', guard);
    },
  };
  readonly protocol = {
    handle: (scheme: string, handler: Given): void => {
      this.set.set(`protocol ${scheme}`, handler);
    },
  };
  setPermissionRequestHandler(handler: Given): void {
    this.set.set('permission request', handler);
  }
  setPermissionCheckHandler(handler: Given): void {
    this.set.set('permission check', handler);
  }
  setDevicePermissionHandler(handler: Given): void {
    this.set.set('device permission', handler);
  }
  setSpellCheckerEnabled(isOn: boolean): void {
    this.spellChecker = isOn;
  }
  /** Calls what the shell set. */
  ask(what: string, ...args: unknown[]): unknown {
    const handler = this.set.get(what);
    if (!handler) throw new Error(`The shell set no handler of ${what}.`);
    return handler(...(args as never[]));
  }
}

/** The parts of Electron that the shell touches. One for a test file, given to `vi.mock('electron')`. */
export function electronDouble() {
  const own = new SessionDouble();
  const channels = new Map<string, Given>();
  const exposed: Record<string, Readonly<Record<string, Given>>> = {};
  const schemes: { readonly scheme: string; readonly privileges: Readonly<Record<string, boolean>> }[] = [];
  const answers: number[] = [];
  const asked: { readonly message: string; readonly buttons?: readonly string[] }[] = [];
  const box = (_window: unknown, options: (typeof asked)[number]): number => {
    asked.push(options);
    return answers.shift() ?? 0;
  };
  const invoked: (readonly unknown[])[] = [];
  return {
    own,
    channels,
    exposed,
    schemes,
    /** What the next dialogs are answered, by the place of the button. */
    answers,
    asked,
    invoked,
    module: {
      app: Object.assign(new EventEmitter(), { isPackaged: true }),
      session: { defaultSession: own },
      BrowserWindow: WindowDouble,
      screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] },
      dialog: { showMessageBoxSync: box },
      protocol: {
        registerSchemesAsPrivileged: (all: typeof schemes): void => {
          schemes.push(...all);
        },
      },
      ipcMain: {
        handle: (channel: string, handler: Given): void => {
          if (channels.has(channel))
            throw new Error(`Attempted to register a second handler for '${channel}'`);
          channels.set(channel, handler);
        },
      },
      ipcRenderer: {
        invoke: (...args: readonly unknown[]): Promise<unknown> => {
          invoked.push(args);
          return Promise.resolve(null);
        },
        on: (): void => undefined,
      },
      contextBridge: {
        exposeInMainWorld: (name: string, api: Readonly<Record<string, Given>>): void => {
          exposed[name] = api;
        },
      },
      webUtils: { getPathForFile: (file: { readonly path: string }): string => file.path },
    },
  };
}
