import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../electron/launch/build.mjs';
import { AppDouble, IpcMainDouble } from '../support/electron/bench/app-double';
import type { Surroundings } from '../support/electron/bench/contents-double';
import { DialogDouble } from '../support/electron/bench/dialog-double';
import { SessionDouble } from '../support/electron/bench/session-double';
import { windowDouble } from '../support/electron/bench/window-double';
import { wire } from '../support/electron/bench/wire';

/** The bench is only worth as much as what it refuses. */
describe('the double of Electron refuses what Electron refuses', () => {
  const app = (): AppDouble => new AppDouble('/home/of/nobody', ['leadlens']);

  test('windows and dialogs before the program is ready', async () => {
    const early = app();
    const Window = windowDouble({ app: early } as Surroundings);
    expect(() => new Window({})).toThrow('Cannot create BrowserWindow before app is ready');
    await expect(new DialogDouble(early).module.showOpenDialog()).rejects.toThrow('after the app is ready');
    expect(() => early.needsReady('Session')).toThrow('Session can only be used after the app is ready');
  });

  test('the sandbox, and schemes, once it is', () => {
    const late = app();
    late.becomeReady();
    expect(() => late.enableSandbox()).toThrow('before app is ready');
    expect(() => late.needsStart('protocol.registerSchemesAsPrivileged')).toThrow('before app is ready');
  });

  test('a scheme that was not registered, or is served twice', () => {
    const session = new SessionDouble();
    const handler = (): Response => new Response();
    expect(() => session.protocol.handle('app', handler as never)).toThrow('not registered');
    session.schemes.add('app');
    session.protocol.handle('app', handler);
    expect(() => session.protocol.handle('app', handler as never)).toThrow('Failed to register protocol');
  });

  test('a second handler of a channel, and a channel without one', async () => {
    const ipc = new IpcMainDouble();
    ipc.handle('one', () => 1);
    expect(() => ipc.handle('one', () => 2)).toThrow("Attempted to register a second handler for 'one'");
    await expect(ipc.invoke({} as never, 'two', [])).rejects.toThrow(
      "Error invoking remote method 'two': Error: No handler registered for 'two'",
    );
    expect(await ipc.invoke({} as never, 'one', [])).toBe(1);
  });

  test('what cannot be cloned; all else comes over as it was', () => {
    const { pack, unpack } = wire();
    for (const value of [() => 1, { run: () => 1 }, [Symbol('x')], Promise.resolve(1)])
      expect(() => pack(value)).toThrow('An object could not be cloned.');
    const value = {
      text: 'a',
      none: null,
      gone: undefined,
      huge: 2n ** 70n,
      endless: [Infinity, NaN],
      when: new Date(5),
      bytes: new Uint8Array([0, 255]),
      $: 'date',
    };
    expect(unpack(pack(value))).toEqual(value);
  });

  test('a second start of the same user, which the first hears of', () => {
    const [first, second] = [app(), app()];
    const heard: unknown[] = [];
    first.on('second-instance', (_event, argv) => heard.push(argv));
    expect(first.requestSingleInstanceLock()).toBe(true);
    expect(second.requestSingleInstanceLock()).toBe(false);
    expect(heard).toEqual([['leadlens']]);
    first.exit(0);
    expect(second.requestSingleInstanceLock()).toBe(true);
    second.exit(0);
  });
});

test('The bench has every part of Electron that the shell imports', async () => {
  const folder = join(root, 'electron');
  const imported = new Set<string>();
  for (const name of (await readdir(folder)).filter(
    (file) => file.endsWith('.ts') && file !== 'preload.ts',
  )) {
    const text = await readFile(join(folder, name), 'utf8');
    for (const [, names = ''] of text.matchAll(/^import \{([^}]*)\} from 'electron';/gm))
      for (const part of names.split(',').map((word) => word.trim()))
        if (part !== '' && !part.startsWith('type ')) imported.add(part);
  }
  const hook = await readFile(
    join(root, 'test', 'support', 'electron', 'bench', 'electron-hook.mjs'),
    'utf8',
  );
  const had = [...hook.matchAll(/^ {2}'(\w+)',$/gm)].map(([, name]) => name);
  expect([...imported].filter((part) => !had.includes(part))).toEqual([]);
});
