import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import type { TrueFunnel } from '../../shared/sample/lead-quality-truth';
import { builtApp, leadlens, startLeadlens } from '../support/built-app';

/** A folder of sample exports and what is true of it. */
export interface SampleFolder {
  readonly folder: string;
  readonly truth: {
    readonly leadQuality: LeadQualitySummary;
    /** What the headline says of a sample: there the likely links are the true ones. */
    readonly trueFunnel: TrueFunnel;
  };
}

/** A server that a test can end before its window. */
export interface Served {
  readonly stop: () => Promise<void>;
}

interface Fixtures {
  /** Makes a sample; gone after the test. */
  readonly sample: (leads: number, snapshots: number) => Promise<SampleFolder>;
  /** Serves a folder, or none, as `leadlens serve` does and opens its address in the page. */
  readonly serve: (folder?: string) => Promise<Served>;
  /** What the browser says of a request that a test makes fail. */
  readonly expectedComplaint: RegExp | null;
  /** Fails a test in which the page asked another origin, or complained. */
  readonly quiet: undefined;
}

async function temporary(made: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leadlens-e2e-'));
  made.push(folder);
  return folder;
}

async function end(server: ReturnType<typeof startLeadlens>): Promise<void> {
  const ended = once(server, 'close');
  server.kill('SIGINT');
  await ended;
}

export const test = base.extend<Fixtures>({
  sample: async ({}, use) => {
    const made: string[] = [];
    await builtApp();
    await use(async (leads, snapshots) => {
      const folder = await temporary(made);
      await leadlens('sample', folder, '--leads', String(leads), '--snapshots', String(snapshots));
      const truth = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')) as SampleFolder['truth'];
      return { folder, truth };
    });
    for (const folder of made) await rm(folder, { recursive: true, force: true });
  },

  serve: async ({ page }, use) => {
    const made: string[] = [];
    const running: ReturnType<typeof startLeadlens>[] = [];
    await builtApp();
    await use(async (folder) => {
      // What it remembers stays in this test.
      process.env['LEADLENS_HOME'] = await temporary(made);
      const server = startLeadlens('serve', ...(folder === undefined ? [] : [folder]), '--no-open');
      running.push(server);
      let printed = '';
      const address = await new Promise<string>((resolve, reject) => {
        server.stdout?.setEncoding('utf8').on('data', (text: string) => {
          printed += text;
          const found = /http:\/\/\S+/.exec(printed);
          if (found) resolve(found[0]);
        });
        server.once('close', () => reject(new Error(`The server ended: ${printed}`)));
      });
      // Without the dialog of the system, which nobody could answer: files are downloaded.
      await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
      await page.goto(address);
      return {
        stop: async () => {
          running.splice(running.indexOf(server), 1);
          await end(server);
        },
      };
    });
    // An open window asks its server some times a minute: who is gone first must be the window.
    for (const open of page.context().pages()) await open.close();
    for (const server of running) await end(server);
    for (const folder of made) await rm(folder, { recursive: true, force: true });
  },

  expectedComplaint: [null, { option: true }],

  quiet: [
    async ({ context, page, expectedComplaint }, use) => {
      const foreign: string[] = [];
      const complaints: string[] = [];
      await context.route('**/*', (route) => {
        const { protocol, hostname } = new URL(route.request().url());
        const own = (protocol === 'http:' && hostname === '127.0.0.1') || protocol === 'blob:';
        if (own) return route.continue();
        foreign.push(route.request().url());
        return route.abort();
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !expectedComplaint?.test(message.text()))
          complaints.push(message.text());
      });
      await use(undefined);
      expect(foreign).toEqual([]);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Waits until the numbers on the screen are those of a finished run. */
export const upToDate = (page: Page): Promise<void> =>
  expect(page.getByRole('status').filter({ hasText: 'Up to date' })).toBeVisible();

/** Goes to a screen by the rail. */
export async function goTo(page: Page, screen: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('button', { name: new RegExp(`^${screen}\\b`) })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
}

/** The tile of a metric shows this number; a text is one as it is written there. */
export const expectTile = (page: Page, name: string, value: number | string): Promise<void> =>
  expect(
    page
      .getByRole('main')
      .getByRole('button')
      .filter({ has: page.getByText(name, { exact: true }) })
      .getByText(typeof value === 'string' ? value : value.toLocaleString('en-US'), { exact: true })
      .first(),
  ).toBeVisible();

/** Rewrites the first line of a text file. */
export async function changeHeader(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const end = text.indexOf('\n');
  await writeFile(file, text.slice(0, end).replace(from, to) + text.slice(end));
}
