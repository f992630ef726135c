import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { builtApp } from '../support/built-app';
import { startProgram, type Program } from '../support/electron/bench/bench';
import { expect, expectTile, goTo, test as base, upToDate } from './app';
import { SHELL_CASES, type Shell } from './shell-cases';

// The built main process and preload against doubles of Electron's modules, with a real browser as the window.

const test = base.extend<{ home: string; program: (...args: readonly string[]) => Promise<Program> }>({
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'leadlens-shell-'));
    await use(home);
    await rm(home, { recursive: true, force: true });
  },
  program: async ({ browser, home }, use) => {
    await builtApp();
    const started: Program[] = [];
    await use(async (...args) => {
      const program = await startProgram(browser, home, args);
      started.push(program);
      return program;
    });
    for (const { app, closed, escaped } of started) {
      expect(escaped).toEqual([]);
      app.exit(0);
      // The next test looks at what the browser still has open.
      await closed;
    }
  },
});

/** What a start of the program has of the review before it. */
async function hasOneDecision(page: Page): Promise<void> {
  await upToDate(page);
  await goTo(page, 'Review');
  await page.getByText('History', { exact: true }).click();
  await expect(page.getByText('1 decision', { exact: true })).toBeVisible();
}

const asShell = (program: Program): Shell => ({
  page: () => program.page(),
  chooseFolder: async (folder) => void program.dialog.folders.push(folder),
  choosePlace: async (file) => void program.dialog.places.push(file),
  press: async (button) => void program.dialog.buttons.push(button),
  crash: async () => {
    const contents = program.windows.at(-1)?.webContents;
    const gone = new Promise((resolve) => contents?.once('render-process-gone', resolve));
    contents?.forcefullyCrashRenderer();
    await gone;
  },
  quit: async () => {
    expect(await program.quit()).toBe(0);
  },
});

for (const [title, holds] of Object.entries(SHELL_CASES))
  test(title, async ({ program, sample, home }) => {
    await holds({ start: async (...args) => asShell(await program(...args)), sample, place: home });
  });

/** Drops a folder on the page, as the system does: the page gets a file, the program its path. */
async function drop(program: Program, path: string): Promise<void> {
  const page = await program.page();
  const name = basename(path);
  await program.windows
    .at(-1)
    ?.webContents.inPreload(`globalThis.leadlensPaths = ${JSON.stringify({ [`${name}\n1`]: path })}`);
  const data = await page.evaluateHandle((called) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([], called, { lastModified: 1 }));
    return transfer;
  }, name);
  const target = page.getByRole('button', { name: 'Open a folder' });
  for (const kind of ['dragenter', 'dragover', 'drop'])
    await target.dispatchEvent(kind, { dataTransfer: data });
}

test('a folder that is dropped on the window is opened', async ({ program, sample }) => {
  const { folder, truth } = await sample(300, 3);
  const shell = await program();
  const page = await shell.page();
  await expect(page.getByRole('button', { name: 'Open a folder' })).toBeVisible();
  await drop(shell, folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await expectTile(page, 'Delivered leads', truth.leadQuality.delivered);
  expect(shell.app.recent).toEqual([folder]);
});

test('a second start opens its folder in the running window, and ends', async ({ program, sample, home }) => {
  const first = await sample(300, 3);
  const shell = await program(first.folder);
  const page = await shell.page();
  await upToDate(page);
  const second = await sample(200, 2);
  const other = join(home, 'second folder');
  await cp(second.folder, other, { recursive: true });
  const later = await program(other);
  expect(await later.app.ended).toBe(0);
  expect(later.windows).toHaveLength(0);
  expect(shell.windows[0]?.focused).toBeGreaterThan(0);
  await expect(page.getByRole('button', { name: 'Project second folder' })).toBeVisible();
  await upToDate(page);
  await goTo(page, 'Funnel');
  await expectTile(page, 'Delivered leads', second.truth.leadQuality.delivered);
  await shell.quit();
  // Nobody holds the program any more: the next start is the first.
  const next = await program();
  expect(next.windows).toHaveLength(1);
  await expect((await next.page()).getByRole('button', { name: 'Open a folder' })).toBeVisible();
});

const reject = async (page: Page): Promise<void> => {
  await goTo(page, 'Review');
  await expect(page.getByRole('combobox', { name: 'State' })).toHaveValue(/\d/);
  await page.keyboard.press('r');
};

test('a window that is closed over a decision that is being saved asks, and what is waited for is kept', async ({
  program,
  sample,
}) => {
  const { folder } = await sample(3000, 5);
  const shell = await program(folder);
  const page = await shell.page();
  await upToDate(page);
  const [window] = shell.windows;
  const goOn = shell.ipc.hold();
  await reject(page);
  await expect.poll(() => shell.ipc.held).toBeGreaterThan(0);
  shell.dialog.buttons.push(0);
  expect(await window?.close()).toBe(false);
  expect(shell.dialog.shown).toEqual(['A decision is still being saved.']);
  goOn();
  await expect(page.getByRole('status').filter({ hasText: 'All saved on disk' })).toBeVisible();
  expect(await window?.close()).toBe(true);
  expect(await shell.app.ended).toBe(0);

  await hasOneDecision(await (await program(folder)).page());
});

test('where the window is closed all the same the program ends, and what was saved before stays', async ({
  program,
  sample,
}) => {
  const { folder } = await sample(3000, 5);
  const shell = await program(folder);
  const page = await shell.page();
  await upToDate(page);
  await reject(page);
  await expect(page.getByRole('status').filter({ hasText: 'All saved on disk' })).toBeVisible();
  shell.ipc.hold();
  await page.keyboard.press('r');
  await expect.poll(() => shell.ipc.held).toBeGreaterThan(0);
  shell.dialog.buttons.push(1);
  expect(await shell.windows[0]?.close()).toBe(true);
  expect(await shell.app.ended).toBe(0);
  await hasOneDecision(await (await program(folder)).page());
});

test('what the program refuses is told to its guards: pages, windows, frames, rights', async ({
  program,
}) => {
  const shell = await program();
  const page = await shell.page();
  await expect(page.getByRole('button', { name: 'Open a folder' })).toBeVisible();
  expect(shell.app.isSandboxed).toBe(true);
  expect(shell.session.spellChecker).toBe(false);
  expect([...shell.session.schemes]).toEqual(['app']);
  await page.evaluate(() => {
    window.location.assign('https://example.com/away');
  });
  await expect.poll(() => shell.refused).toContain('https://example.com/away');
  expect(page.url()).toContain('leadlens.localhost');
  // The worlds do not see each other.
  expect(
    await page.evaluate(() =>
      ['leadlensWorld', 'leadlensBench', 'leadlensPaths'].filter((name) => name in window),
    ),
  ).toEqual([]);
  const preload = shell.windows[0]?.webContents;
  expect(
    await preload?.inPreload("try { require('fs'); 'came through' } catch (error) { error.message }"),
  ).toBe('module not found: fs');
  expect(await preload?.inPreload("typeof require('electron').ipcRenderer.sendSync")).toBe('undefined');
});

test('the menu does in the page what it says, and the place of the window is kept', async ({
  program,
  home,
  sample,
}) => {
  const { folder } = await sample(300, 3);
  const shell = await program(folder);
  const page = await shell.page();
  await upToDate(page);
  const entries = shell.menu().flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  const palette = entries.find(({ accelerator }) => accelerator === 'CmdOrCtrl+K');
  palette?.click?.({} as never, undefined, {});
  await expect(page.getByRole('dialog')).toBeVisible();
  await shell.quit();
  const kept = JSON.parse(await readFile(join(home, 'window.json'), 'utf8')) as unknown;
  expect(kept).toMatchObject({ area: { x: 10, y: 20, width: 1280, height: 800 } });
});
