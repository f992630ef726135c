import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type {} from '../../renderer/host/bridge';
import type { SampleFolder } from './app';
import { expect, expectTile, goTo, upToDate } from './app';

/** The program with its window, whatever stands for Electron. */
export interface Shell {
  /** The page of its window as it is now. */
  page(): Promise<Page>;
  /** What a person answers to the next dialogs. */
  chooseFolder(folder: string): Promise<void>;
  choosePlace(file: string): Promise<void>;
  press(button: number): Promise<void>;
  crash(): Promise<void>;
  quit(): Promise<void>;
}

/** What a case has: starts of the program by one user, and a folder of samples. */
export interface Given {
  readonly start: (...args: readonly string[]) => Promise<Shell>;
  readonly sample: (leads: number, snapshots: number) => Promise<SampleFolder>;
  /** A folder of this case alone. */
  readonly place: string;
}

const openFolder = async (shell: Shell, folder: string): Promise<Page> => {
  const page = await shell.page();
  await shell.chooseFolder(folder);
  await page.getByRole('button', { name: 'Open a folder' }).first().click();
  await upToDate(page);
  return page;
};

const shows = async (page: Page, delivered: number): Promise<void> => {
  await goTo(page, 'Funnel');
  await expectTile(page, 'Delivered leads', delivered);
};

/** What holds of the program as a desktop app: each as a sentence, and what shows it. */
export const SHELL_CASES: Readonly<Record<string, (given: Given) => Promise<void>>> = {
  'a folder that is chosen in the dialog is analysed and shown': async ({ start, sample }) => {
    const { folder, truth } = await sample(300, 3);
    const shell = await start();
    await shows(await openFolder(shell, folder), truth.leadQuality.delivered);
    await shell.quit();
  },

  'what was decided in one start is there in the next, with the folder that it is named': async ({
    start,
    sample,
  }) => {
    const { folder } = await sample(3000, 5);
    const shell = await start(folder);
    const page = await shell.page();
    await upToDate(page);
    await goTo(page, 'Review');
    await expect(page.getByRole('combobox', { name: 'State' })).toHaveValue(/\d/);
    for (let i = 0; i < 5; i++) await page.keyboard.press('r');
    await expect(page.getByRole('status').filter({ hasText: 'All saved on disk' })).toBeVisible();
    const decided = async (on: Page): Promise<string> => {
      await on.getByText('History', { exact: true }).click();
      return on.getByText(/^[\d,]+ decisions?$/).innerText();
    };
    const before = await decided(page);
    expect(before).toBe('5 decisions');
    await shell.quit();

    const again = await (await start(folder)).page();
    await upToDate(again);
    await goTo(again, 'Review');
    expect(await decided(again)).toBe(before);
  },

  'the report goes where the dialog says, whole': async ({ start, sample, place }) => {
    const { folder } = await sample(300, 3);
    const shell = await start(folder);
    const page = await shell.page();
    await upToDate(page);
    await goTo(page, 'Report');
    const file = join(place, 'as-the-reader-says.pdf');
    await shell.choosePlace(file);
    await page.getByRole('button', { name: 'Save PDF' }).click();
    await expect(page.getByText('Saved as as-the-reader-says.pdf.')).toBeVisible();
    const bytes = await readFile(file);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.subarray(-6).toString()).toContain('%%EOF');
    expect((await stat(file)).size).toBeGreaterThan(10_000);
  },

  'a page that has crashed is opened again where the reader was': async ({ start, sample }) => {
    const { folder, truth } = await sample(300, 3);
    const shell = await start(folder);
    const page = await shell.page();
    await upToDate(page);
    await shows(page, truth.leadQuality.delivered);
    await shell.press(0);
    await shell.crash();
    const fresh = await shell.page();
    await upToDate(fresh);
    await expect(fresh.getByRole('heading', { level: 1, name: 'Funnel' })).toBeVisible();
    await expectTile(fresh, 'Delivered leads', truth.leadQuality.delivered);
  },

  'a thread of the page that is ended is told, and Run again starts a new one': async ({ start, sample }) => {
    const { folder, truth } = await sample(300, 3);
    const page = await (await start(folder)).page();
    await upToDate(page);
    await shows(page, truth.leadQuality.delivered);
    const thread = page.workers().find((worker) => worker.url().includes('database.worker'));
    const ended = thread?.waitForEvent('close');
    thread?.evaluate(() => self.close()).catch(() => undefined);
    await ended;
    await page.getByText('Strict', { exact: true }).click();
    const note = page
      .getByRole('alert')
      .filter({ has: page.getByRole('button', { name: 'Run again' }) })
      .first();
    await expect(note).toContainText('The database stopped');
    await note.getByRole('button', { name: 'Run again' }).click();
    await upToDate(page);
    await expectTile(page, 'Delivered leads', truth.leadQuality.delivered);
  },

  'the page has four functions of the program, and no Node': async ({ start }) => {
    const page = await (await start()).page();
    await expect(page.getByRole('button', { name: 'Open a folder' })).toBeVisible();
    const seen = await page.evaluate(() => ({
      functions: Object.keys(window.leadlensHost ?? {}).sort(),
      node: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')],
    }));
    expect(seen).toEqual({
      functions: ['call', 'editText', 'grantDropped', 'onCommand'],
      node: ['undefined', 'undefined'],
    });
    const refused = await page.evaluate(async () => ({
      unknown: await window.leadlensHost?.call('readAnything', { path: '/etc/passwd' }),
      foreign: await window.leadlensHost?.call('openRecent', { id: '../../etc' }),
      function: await window.leadlensHost
        ?.call('info', { run: () => 1 })
        .catch((error: unknown) => String(error)),
    }));
    expect(refused.unknown).toMatchObject({ ok: false });
    expect(refused.foreign).toMatchObject({ ok: false });
    expect(refused.function).toContain('could not be cloned');
  },

  'the page leaves its place by no way, and reaches nobody': async ({ start }) => {
    const page = await (await start()).page();
    await expect(page.getByRole('button', { name: 'Open a folder' })).toBeVisible();
    const before = page.url();
    const outcome = await page.evaluate(async () => {
      const tried = async (what: () => Promise<unknown>): Promise<string> => {
        try {
          await what();
          return 'came through';
        } catch {
          return 'refused';
        }
      };
      return {
        fetch: await tried(() => fetch('https://example.com/')),
        local: await tried(() => fetch('http://127.0.0.1:9/')),
        file: await tried(() => fetch('file:///etc/passwd')),
        position: await tried(
          () =>
            new Promise((resolve, reject) => {
              navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: 5000 });
            }),
        ),
        camera: await tried(() => navigator.mediaDevices.getUserMedia({ video: true })),
        notice: await Notification.requestPermission(),
      };
    });
    expect(outcome).toEqual({
      fetch: 'refused',
      local: 'refused',
      file: 'refused',
      position: 'refused',
      camera: 'refused',
      notice: 'denied',
    });
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'chrome://settings/'])
      await page
        .evaluate((address) => {
          window.location.assign(address);
        }, url)
        .catch(() => undefined);
    await page.evaluate(() => {
      window.open('https://example.com/');
    });
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
    });
    await expect(page.getByRole('button', { name: 'Open a folder' })).toBeVisible();
    expect(page.url()).toBe(before);
    await expect.poll(() => page.context().pages().length).toBe(1);
  },
};
