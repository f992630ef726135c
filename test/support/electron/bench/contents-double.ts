import type { BrowserContext, CDPSession, Page, Route } from '@playwright/test';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { EventEmitter } from 'node:events';
import { preventable, type AppDouble, type IpcMainDouble } from './app-double';
import type { SessionDouble } from './session-double';
import type { SchemeServer } from './scheme-server';
import { wire } from './wire';
import { BINDING, PRELOAD_WORLD, worldScripts } from './worlds';

const { pack, unpack } = wire();

/** What windows need of the program that they belong to. */
export interface Surroundings {
  readonly app: AppDouble;
  readonly session: SessionDouble;
  readonly ipc: IpcMainDouble;
  /** That of its windows, made with the first. */
  readonly context: () => Promise<BrowserContext>;
  readonly scheme: SchemeServer;
  /** Addresses that pages asked for and that the program refused. */
  readonly refused: string[];
  /** Addresses that the program let out of itself. */
  readonly escaped: string[];
}

/** The page of a window. */
export class ContentsDouble
  extends EventEmitter
  implements Pick<WebContents, 'reload' | 'forcefullyCrashRenderer' | 'undo' | 'redo' | 'getURL' | 'send'>
{
  readonly #around: Surroundings;
  readonly #scheme: SchemeServer;
  readonly #scripts: ReturnType<typeof worldScripts>;
  readonly #worlds = new Set<number>();
  #page: Page | null = null;
  #cdp: CDPSession | null = null;
  #url = '';
  #isExpected = false;
  #windowOpen: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null;
  readonly mainFrame: { readonly parent: null; readonly url: string };
  readonly navigationHistory = {
    goBack: () => void this.#page?.goBack(),
    goForward: () => void this.#page?.goForward(),
  };

  constructor(around: Surroundings, preload: string) {
    super();
    this.#around = around;
    this.#scheme = around.scheme;
    this.#scripts = worldScripts(preload);
    const url = (): string => this.getURL();
    this.mainFrame = {
      parent: null,
      get url() {
        return url();
      },
    };
    around.app.emit('web-contents-created', {}, this);
  }

  /** Whether its page is there. */
  get isShown(): boolean {
    return this.#page !== null && this.getURL().startsWith('app:');
  }

  /** @throws where there is none */
  get page(): Page {
    if (!this.#page) throw new Error('The window has no page.');
    return this.#page;
  }

  getURL(): string {
    return this.#scheme.asProgram(this.#page?.url() ?? this.#url);
  }

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.#windowOpen = handler;
  }

  async load(url: string): Promise<void> {
    this.#url = url;
    this.#page ??= await this.#open();
    this.#isExpected = true;
    await this.#page
      .goto(this.#scheme.asBrowser(url), { waitUntil: 'domcontentloaded' })
      .catch((error: unknown) => {
        // The program ended meanwhile.
        if (!String(error).includes('has been closed')) throw error;
      });
  }

  async #open(): Promise<Page> {
    const context = await this.#around.context();
    const page = await context.newPage();
    await page.route('**/*', (route) => this.#serve(page, route));
    page.on('crash', () => {
      // Playwright drives no page that has crashed: the next one takes its place.
      this.#url = this.getURL();
      this.#page = null;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    });
    page.on('popup', (popup) => {
      const said = this.#windowOpen?.({ url: this.#scheme.asProgram(popup.url()) } as never) ?? {
        action: 'allow',
      };
      if (said.action === 'deny') void popup.close();
    });
    page.on('dialog', (dialog) => {
      if (dialog.type() !== 'beforeunload') return void dialog.dismiss();
      const event = preventable({});
      this.emit('will-prevent-unload', event);
      // Prevented is that the page prevents.
      return void (event.isPrevented() ? dialog.accept() : dialog.dismiss().then(() => this.emit('stayed')));
    });
    page.on('download', (download) => {
      const event = preventable({});
      this.#around.session.emit(
        'will-download',
        event,
        { getURL: () => this.#scheme.asProgram(download.url()) },
        this,
      );
      if (event.isPrevented()) void download.cancel();
    });
    await this.#prepare(page);
    return page;
  }

  /** The worlds of the page, before its first script runs. */
  async #prepare(page: Page): Promise<void> {
    const cdp = await page.context().newCDPSession(page);
    this.#cdp = cdp;
    this.#worlds.clear();
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === PRELOAD_WORLD) this.#worlds.add(context.id);
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#worlds.delete(executionContextId);
    });
    cdp.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      void this.#answer(cdp, executionContextId, payload);
    });
    await cdp.send('Runtime.enable');
    await cdp.send('Page.enable');
    await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: this.#scripts.main });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: this.#scripts.preload,
      worldName: PRELOAD_WORLD,
    });
  }

  async #answer(cdp: CDPSession, world: number, payload: string): Promise<void> {
    const { id, text } = JSON.parse(payload) as { readonly id: number; readonly text: string };
    const [channel, ...args] = unpack(text) as readonly unknown[];
    const event = { senderFrame: this.mainFrame, sender: this } as unknown as IpcMainInvokeEvent;
    let [isOk, said] = [true, ''];
    try {
      said = pack(await this.#around.ipc.invoke(event, channel, args));
    } catch (error) {
      [isOk, said] = [false, error instanceof Error ? error.message : String(error)];
    }
    const call = `leadlensWorld.settle(${String(id)}, ${String(isOk)}, ${JSON.stringify(said)})`;
    // A page that is gone needs no answer.
    await cdp.send('Runtime.evaluate', { contextId: world, expression: call }).catch(() => undefined);
  }

  async #serve(page: Page, route: Route): Promise<void> {
    const request = route.request();
    const url = this.#scheme.asProgram(request.url());
    const { session, refused, escaped } = this.#around;
    if (request.isNavigationRequest() && !this.#goes(page, request.frame() === page.mainFrame(), url)) {
      refused.push(url);
      return route.abort('aborted');
    }
    if ((await session.guard?.(url)) === true) {
      refused.push(url);
      return route.abort('blockedbyclient');
    }
    if (url.startsWith('app:')) return route.continue();
    escaped.push(url);
    return route.abort('addressunreachable');
  }

  /** Whether nobody prevents a navigation. Those of the program itself are asked of nobody. */
  #goes(page: Page, isMain: boolean, url: string): boolean {
    if (isMain && this.#isExpected) {
      this.#isExpected = false;
      return true;
    }
    const event = preventable({ url, isMainFrame: isMain, isSameDocument: false });
    this.emit('will-frame-navigate', event);
    if (isMain) this.emit('will-navigate', event, url);
    return !event.isPrevented() && !page.isClosed();
  }

  reload(): void {
    if (this.#page === null) return void this.load(this.#url);
    this.#isExpected = true;
    void this.#page.reload();
  }

  forcefullyCrashRenderer(): void {
    void this.#cdp?.send('Page.crash').catch(() => undefined);
  }

  send(channel: string, ...args: unknown[]): void {
    const call = `leadlensWorld.deliver(${JSON.stringify(channel)}, ${JSON.stringify(pack(args))})`;
    this.inPreload(call).catch(() => undefined);
  }

  /** Runs an expression in the world of the preload. @returns its value */
  async inPreload(expression: string): Promise<unknown> {
    const [world] = [...this.#worlds].slice(-1);
    if (world === undefined || !this.#cdp) throw new Error('The page has no preload.');
    const { result } = await this.#cdp.send('Runtime.evaluate', {
      contextId: world,
      expression,
      returnByValue: true,
    });
    return result.value;
  }

  undo(): void {
    void this.#page?.keyboard.press('Control+Z');
  }

  redo(): void {
    void this.#page?.keyboard.press('Control+Shift+Z');
  }
}
