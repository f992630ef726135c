import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { preventable } from './app-double';
import { ContentsDouble, type Surroundings } from './contents-double';

type WindowPart = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'restore'
  | 'maximize'
  | 'isMaximized'
  | 'isMinimized'
  | 'getNormalBounds'
  | 'destroy'
  | 'isDestroyed'
>;

/** `BrowserWindow` of one start of the program: each is a page of a real browser. */
export function windowDouble(around: Surroundings) {
  return class WindowDouble extends EventEmitter implements WindowPart {
    static all: WindowDouble[] = [];
    readonly options: BrowserWindowConstructorOptions;
    readonly webContents: ContentsDouble;
    focused = 0;
    #isFull = false;
    #isDestroyed = false;

    constructor(options: BrowserWindowConstructorOptions) {
      super();
      if (!around.app.isReady) throw new Error('Cannot create BrowserWindow before app is ready');
      this.options = options;
      const { preload } = options.webPreferences ?? {};
      this.webContents = new ContentsDouble(
        around,
        preload === undefined ? '' : readFileSync(preload, 'utf8'),
      );
      WindowDouble.all.push(this);
      around.app.windows.add(this);
    }

    async loadURL(url: string): Promise<void> {
      await this.webContents.load(url);
      this.emit('ready-to-show');
    }

    /** Closes it as a person does: the page may object. @returns false where it stays */
    async close(): Promise<boolean> {
      if (this.#isDestroyed) return true;
      const { page } = this.webContents;
      this.emit('close', preventable({}));
      const gone = new Promise<boolean>((resolve) => {
        page.once('close', () => {
          resolve(true);
        });
        this.webContents.once('stayed', () => {
          resolve(false);
        });
      });
      await page.close({ runBeforeUnload: true });
      const isGone = await gone;
      if (isGone) this.#end();
      return isGone;
    }

    destroy(): void {
      const closing = this.#isDestroyed ? null : this.webContents;
      this.#end();
      try {
        void closing?.page.close();
      } catch {
        // It has crashed.
      }
    }

    #end(): void {
      if (this.#isDestroyed) return;
      this.#isDestroyed = true;
      around.app.windows.delete(this);
      this.emit('closed');
      if (around.app.windows.size === 0) around.app.emit('window-all-closed');
    }

    isDestroyed(): boolean {
      return this.#isDestroyed;
    }
    show(): void {
      // A page of the bench is always there.
    }
    focus(): void {
      this.focused += 1;
    }
    restore(): void {
      this.focused += 1;
    }
    maximize(): void {
      this.#isFull = true;
    }
    isMaximized(): boolean {
      return this.#isFull;
    }
    isMinimized(): boolean {
      return false;
    }
    getNormalBounds(): { x: number; y: number; width: number; height: number } {
      return { x: 10, y: 20, width: 1280, height: 800 };
    }
  };
}
