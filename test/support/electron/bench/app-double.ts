import type { App, IpcMain, IpcMainInvokeEvent } from 'electron';
import { EventEmitter } from 'node:events';

/** An event that a listener may prevent, with whatever else it says. */
export const preventable = <T extends object>(
  more: T,
): T & { readonly preventDefault: () => void; readonly isPrevented: () => boolean } => {
  let isPrevented = false;
  return {
    ...more,
    preventDefault: () => {
      isPrevented = true;
    },
    isPrevented: () => isPrevented,
  };
};

/** Windows of the program, as its end asks them. */
interface Closing {
  /** @returns false where it stays open */
  close(): Promise<boolean>;
}

/** Starts of the program by the user whose place they share: the first holds the lock. */
const holders = new Map<string, AppDouble>();

type AppPart = Pick<
  App,
  | 'isPackaged'
  | 'whenReady'
  | 'requestSingleInstanceLock'
  | 'enableSandbox'
  | 'setAboutPanelOptions'
  | 'addRecentDocument'
>;

/** Electron's `app` of one start of the program. It refuses before it is ready what Electron refuses then. */
export class AppDouble extends EventEmitter implements AppPart {
  readonly isPackaged = true;
  readonly recent: string[] = [];
  readonly windows = new Set<Closing>();
  isSandboxed = false;
  isReady = false;
  readonly #place: string;
  readonly #argv: readonly string[];
  #markReady: () => void = () => undefined;
  readonly #ready = new Promise<void>((resolve) => {
    this.#markReady = resolve;
  });
  #end: (code: number) => void = () => undefined;
  /** Its exit code, once it has ended. */
  readonly ended = new Promise<number>((resolve) => {
    this.#end = resolve;
  });
  #isQuitting = false;

  /** @param place that starts of the same user share @param argv its arguments */
  constructor(place: string, argv: readonly string[]) {
    super();
    this.#place = place;
    this.#argv = argv;
  }

  /** What Electron does once its own start is over. */
  becomeReady(): void {
    this.isReady = true;
    this.#markReady();
    this.emit('ready');
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  /** @throws what Electron says of a call that comes too early */
  needsReady(what: string): void {
    if (!this.isReady) throw new Error(`${what} can only be used after the app is ready`);
  }

  /** @throws what Electron says of a call that comes too late */
  needsStart(what: string): void {
    if (this.isReady) throw new Error(`${what} can only be called before app is ready`);
  }

  requestSingleInstanceLock(): boolean {
    const holder = holders.get(this.#place);
    if (holder === undefined) {
      holders.set(this.#place, this);
      return true;
    }
    if (holder !== this) holder.emit('second-instance', {}, this.#argv, process.cwd(), undefined);
    return holder === this;
  }

  enableSandbox(): void {
    this.needsStart('app.enableSandbox()');
    this.isSandboxed = true;
  }

  setAboutPanelOptions(): void {
    // Shown by macOS alone.
  }

  addRecentDocument(path: string): void {
    this.recent.push(path);
  }

  /** Closes all windows first; one that stays open keeps the program. */
  quit(): void {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    void this.#quit().finally(() => {
      this.#isQuitting = false;
    });
  }

  async #quit(): Promise<void> {
    this.emit('before-quit', preventable({}));
    for (const window of [...this.windows]) if (!(await window.close())) return;
    const event = preventable({});
    this.emit('will-quit', event);
    if (event.isPrevented()) return;
    this.exit(0);
  }

  exit(code = 0): void {
    if (holders.get(this.#place) === this) holders.delete(this.#place);
    this.emit('quit', {}, code);
    this.#end(code);
  }
}

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

/** The channels of the main process. */
export class IpcMainDouble implements Pick<IpcMain, 'handle'> {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  /** Calls that wait to be let on. */
  held = 0;
  #gate: Promise<void> | null = null;

  /** Lets no call on, as a slow disk does. @returns lets on those that wait, and all later ones */
  hold(): () => void {
    let open: () => void = () => undefined;
    this.#gate = new Promise((resolve) => {
      open = resolve;
    });
    return () => {
      this.#gate = null;
      open();
    };
  }

  /** @throws in the words in which a page hears it */
  async invoke(event: IpcMainInvokeEvent, channel: unknown, args: readonly unknown[]): Promise<unknown> {
    const name = String(channel);
    this.held++;
    await this.#gate;
    this.held--;
    const handler = this.#handlers.get(name);
    try {
      if (!handler) throw new Error(`No handler registered for '${name}'`);
      return await handler(event, ...args);
    } catch (error) {
      throw new Error(`Error invoking remote method '${name}': ${String(error)}`);
    }
  }
}
