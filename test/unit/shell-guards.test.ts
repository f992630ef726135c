import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DROP_CHANNEL, HOST_CHANNEL } from '../../electron/app-origin';
import type { Host } from '../../electron/services/host-methods';
import { ContentsDouble, type electronDouble, Preventable, WindowDouble } from '../support/electron/double';

const electron = vi.hoisted((): { double: unknown } => ({ double: null }));
vi.mock('electron', async () => {
  const { electronDouble: make } = await import('../support/electron/double');
  const double = make();
  electron.double = double;
  return double.module;
});
const shell = (): ReturnType<typeof electronDouble> => electron.double as ReturnType<typeof electronDouble>;

const AWAY = [
  'https://example.com/',
  'http://127.0.0.1:8080/',
  'file:///etc/passwd',
  'app://evil/',
  'app://leadlens.evil/',
  'javascript:alert(1)',
  'chrome://settings/',
];

describe('the window', () => {
  beforeAll(async () => {
    const { openWindow } = await import('../../electron/window');
    openWindow('/app/preload.cjs', { area: null, isMaximized: false }, () => undefined);
  });

  test('runs the page in a sandbox, in a world of its own, without Node', () => {
    expect(WindowDouble.last?.options.webPreferences).toMatchObject({
      preload: '/app/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
    });
    for (const name of [
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'additionalArguments',
    ])
      expect(WindowDouble.last?.options.webPreferences, name).not.toHaveProperty(name);
  });

  test('loads the app’s own page, by its own scheme', () => {
    expect(WindowDouble.last?.loaded).toBe('app://leadlens/');
  });

  test('asks before it closes over a decision that is being saved', () => {
    const close = new Preventable();
    shell().answers.push(0, 1);
    WindowDouble.last?.webContents.emit('will-prevent-unload', close);
    expect(close.isPrevented).toBe(false);
    WindowDouble.last?.webContents.emit('will-prevent-unload', close);
    expect(close.isPrevented).toBe(true);
    expect(shell().asked.at(-1)?.message).toBe('A decision is still being saved.');
  });
});

describe('the place of the window', () => {
  const area = { x: 200, y: 100, width: 1000, height: 640 };

  test('is that of the last one, maximised where it was', async () => {
    const { openWindow } = await import('../../electron/window');
    openWindow('/app/preload.cjs', { area, isMaximized: true }, () => undefined);
    expect(WindowDouble.last?.options).toMatchObject({ ...area, minWidth: 720, minHeight: 450 });
    WindowDouble.last?.emit('ready-to-show');
    expect(WindowDouble.last).toMatchObject({ isShown: true, isFull: true });
  });

  test('is told when the window closes: where it stands when it is not maximised', async () => {
    const { openWindow } = await import('../../electron/window');
    const told: unknown[] = [];
    openWindow('/app/preload.cjs', { area: null, isMaximized: false }, (place) => told.push(place));
    WindowDouble.last?.emit('ready-to-show');
    WindowDouble.last?.emit('close');
    expect(told).toEqual([{ area: { x: 10, y: 20, width: 900, height: 700 }, isMaximized: false }]);
  });
});

describe('the session of the window', () => {
  beforeAll(async () => {
    const { ownSession } = await import('../../electron/window');
    ownSession();
  });

  test.each(['camera', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid'])(
    'grants no page the right to %s',
    (permission) => {
      let granted: boolean | null = null;
      shell().own.ask('permission request', {}, permission, (answer: boolean) => {
        granted = answer;
      });
      expect(granted).toBe(false);
      expect(shell().own.ask('permission check', {}, permission)).toBe(false);
      expect(shell().own.ask('device permission', { deviceType: permission })).toBe(false);
    },
  );

  const isCancelled = (url: string): boolean => {
    let cancel: boolean | undefined;
    shell().own.ask('request', { url }, (answer: { cancel: boolean }) => {
      cancel = answer.cancel;
    });
    if (cancel === undefined) throw new Error('The guard did not answer.');
    return cancel;
  };

  test.each([...AWAY, 'ws://127.0.0.1/', 'devtools://devtools/x', 'ftp://x/'])(
    'asks nobody for %s',
    (url) => {
      expect(isCancelled(url)).toBe(true);
    },
  );

  test.each(['app://leadlens/', 'app://leadlens/files/x/list?path=a', 'blob:app://leadlens/1', 'data:,x'])(
    'has what is its own: %s',
    (url) => {
      expect(isCancelled(url)).toBe(false);
    },
  );

  test('downloads blobs of the page and nothing else, and checks no spelling with anybody', () => {
    const download = (url: string): boolean => {
      const event = new Preventable();
      shell().own.emit('will-download', event, { getURL: () => url });
      return !event.isPrevented;
    };
    expect(download('blob:app://leadlens/1')).toBe(true);
    expect(download('https://example.com/a.exe')).toBe(false);
    expect(download('app://leadlens/index.html')).toBe(false);
    expect(shell().own.spellChecker).toBe(false);
  });
});

describe('every page of the process', () => {
  let contents: ContentsDouble;
  beforeAll(async () => {
    const { keepPagesInPlace } = await import('../../electron/window');
    keepPagesInPlace();
  });
  beforeEach(() => {
    contents = new ContentsDouble();
    shell().module.app.emit('web-contents-created', {}, contents);
  });

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('stays where it is: %s', (name) => {
    for (const url of AWAY) {
      const event = new Preventable(url);
      contents.emit(name, event);
      expect(event.isPrevented, url).toBe(true);
    }
    const own = new Preventable('app://leadlens/#/funnel');
    contents.emit(name, own);
    expect(own.isPrevented).toBe(false);
  });

  test('opens no window, and embeds no other page', () => {
    expect(contents.windowOpen?.()).toEqual({ action: 'deny' });
    const webview = new Preventable();
    contents.emit('will-attach-webview', webview);
    expect(webview.isPrevented).toBe(true);
  });
});

describe('the channels of the page', () => {
  const dropped: unknown[] = [];
  const host = {
    methods: { info: () => Promise.resolve({ version: '1' }) },
    openDropped: (path: unknown) => {
      dropped.push(path);
      return Promise.resolve({ ok: true, answer: null });
    },
  } as unknown as Host;
  const main = { parent: null, url: 'app://leadlens/#/funnel' };

  beforeAll(async () => {
    const { answerHostCalls } = await import('../../electron/ipc');
    answerHostCalls(
      host,
      () => main as never,
      () => undefined,
    );
  });
  const call = async (channel: string, senderFrame: unknown, ...args: unknown[]): Promise<unknown> => {
    const handler = shell().channels.get(channel);
    return handler?.(...([{ senderFrame }, ...args] as never[]));
  };

  test('answer the top frame of the window', async () => {
    expect(await call(HOST_CHANNEL, main, 'info', {})).toEqual({ ok: true, answer: { version: '1' } });
  });

  test.each([
    ['nobody', null],
    ['another frame of our own', { parent: null, url: 'app://leadlens/' }],
    ['a frame within it', { parent: main, url: 'app://leadlens/' }],
  ])('refuse %s', async (_, frame) => {
    for (const channel of shell().channels.keys())
      expect(await call(channel, frame, 'info', {}), channel).toMatchObject({
        ok: false,
        fault: { code: 'untrusted_sender' },
      });
    expect(dropped).toEqual([]);
  });

  test('refuse the top frame where it shows another page', async () => {
    const { url } = main;
    main.url = 'https://example.com/';
    expect(await call(HOST_CHANNEL, main, 'info', {})).toMatchObject({ ok: false });
    main.url = url;
  });

  test('answer a method that is not there with a fault', async () => {
    for (const method of ['none', 'constructor', '__proto__', 7, null])
      expect(await call(HOST_CHANNEL, main, method, {}), String(method)).toMatchObject({ ok: false });
  });

  test('give the page four functions, none of which takes a channel', async () => {
    await import('../../electron/preload');
    const { leadlensHost } = shell().exposed;
    expect(Object.keys(shell().exposed)).toEqual(['leadlensHost']);
    expect(Object.keys(leadlensHost ?? {}).sort()).toEqual(['call', 'editText', 'grantDropped', 'onCommand']);
    leadlensHost?.['call']?.(...(['openRecent', { id: 'x' }] as never[]));
    leadlensHost?.['grantDropped']?.(...([{ path: '/data' }] as never[]));
    expect(shell().invoked).toEqual([
      [HOST_CHANNEL, 'openRecent', { id: 'x' }],
      [DROP_CHANNEL, '/data'],
    ]);
  });
});

describe('the scheme of the app', () => {
  test('is a secure origin of its own, under the policy of pages', async () => {
    const { registerAppScheme } = await import('../../electron/app-protocol');
    registerAppScheme();
    expect(shell().schemes).toEqual([
      {
        scheme: 'app',
        privileges: {
          standard: true,
          secure: true,
          supportFetchAPI: true,
          bypassCSP: false,
          codeCache: true,
        },
      },
    ]);
  });

  test('serves its own host alone', async () => {
    const { serveAppScheme } = await import('../../electron/app-protocol');
    const asked: string[] = [];
    serveAppScheme(shell().own as never, (request) => {
      asked.push(request.url);
      return Promise.resolve({ status: 200, headers: {}, body: new TextEncoder().encode('page') });
    });
    const get = (url: string): Promise<Response> =>
      shell().own.ask('protocol app', new Request(url)) as Promise<Response>;
    expect(await (await get('app://leadlens/files/x?path=a%20b')).text()).toBe('page');
    expect(asked).toEqual(['/files/x?path=a%20b']);
    expect((await get('app://evil/files/x')).status).toBe(403);
    expect(asked).toHaveLength(1);
  });
});

describe('a page that has ended', () => {
  let window: WindowDouble;
  const warned: string[] = [];
  beforeEach(async () => {
    const { recover } = await import('../../electron/recovery');
    window = new WindowDouble({});
    warned.length = 0;
    recover(window as never, (message) => warned.push(message));
  });
  const end = (reason: string): boolean =>
    window.webContents.emit('render-process-gone', {}, { reason, exitCode: 11 });

  test('is opened again where the reader was, or closed, as the reader says', () => {
    shell().answers.push(0);
    end('crashed');
    expect(window.webContents.reloads).toBe(1);
    expect(warned).toEqual(['The page of the window ended: crashed, 11.']);
    expect(shell().asked.at(-1)).toMatchObject({ message: 'The window stopped working.' });
    shell().answers.push(1);
    end('oom');
    expect(shell().asked.at(-1)).toMatchObject({ message: 'The memory ran out.' });
    expect(window.webContents.reloads).toBe(1);
    expect(window.wasDestroyed).toBe(true);
  });

  test('is told of where it could not be loaded, not where it was left or closed meanwhile', () => {
    const fail = (code: number, description: string, isMainFrame: boolean): boolean =>
      window.webContents.emit('did-fail-load', {}, code, description, 'app://leadlens/', isMainFrame);
    fail(-3, 'ERR_ABORTED', true);
    fail(-6, 'ERR_FILE_NOT_FOUND', false);
    expect(warned).toEqual([]);
    fail(-6, 'ERR_FILE_NOT_FOUND', true);
    expect(warned).toEqual(['The page could not be loaded: ERR_FILE_NOT_FOUND (-6).']);
  });

  test('is left alone where it ended as it should', () => {
    const before = shell().asked.length;
    end('clean-exit');
    expect(shell().asked).toHaveLength(before);
  });

  test('that does not answer is waited for, or ended, as the reader says', () => {
    shell().answers.push(0, 1);
    window.emit('unresponsive');
    expect(window.webContents.crashes).toBe(0);
    window.emit('unresponsive');
    expect(window.webContents.crashes).toBe(1);
  });
});
