import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import type { RunOutcome } from '../../shared/contract/run';
import { chromiumArguments, findChromium } from '../support/find-chromium';
import { installWalk } from './in-page';
import { numbersIn } from './numbers';
import { stopsOf } from './stops';
import { Walker, type Difference, type Reach } from './walker';

/** What was walked at a stop, as a line of the table. */
export interface StopResult {
  readonly folder: string;
  readonly screen: string;
  readonly filters: string;
  readonly marks: number;
  readonly seconds: number;
  readonly differences: readonly Difference[];
}

/** Prepares a page for the walk; before the app is opened in it. */
export async function prepare(page: Page): Promise<void> {
  await page.addInitScript(installWalk);
  // Without the dialog of the system, which nobody could answer: files are downloaded.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
}

/** Goes to every stop of the folder that is open, and walks what is there; gives the questions that it answers. */
export async function walkFolder(
  page: Page,
  folder: string,
  locale: string,
  reachOf: (screen: string) => Reach | null,
  told: (result: StopResult) => void,
): Promise<RunOutcome['answered']> {
  const walker = new Walker(page, numbersIn(locale));
  const outcome = (await page.evaluate(() => window.walk.outcome())) as RunOutcome;
  for (const stop of await stopsOf(page, outcome)) {
    const reach = reachOf(`${stop.screen} ${stop.filters}`);
    if (!reach) continue;
    const began = Date.now();
    // The same screen anew: what was chosen on it before is forgotten.
    await page.evaluate(async (hash) => {
      window.location.hash = '#/preferences';
      await window.walk.settled();
      window.location.hash = hash;
      await window.walk.settled();
    }, stop.hash);
    let failed: readonly Difference[] = [];
    try {
      await stop.walk(walker, reach);
    } catch (error) {
      failed = [
        { mark: 'the walk itself', shown: '', counted: '', paged: '', exported: '', why: String(error) },
      ];
    }
    const { marks, differences } = walker.take();
    told({
      folder,
      screen: stop.screen,
      filters: stop.filters,
      marks,
      seconds: (Date.now() - began) / 1000,
      differences: [...differences, ...failed],
    });
  }
  return outcome.answered;
}

/** Serves a folder by the built command line, walks all of it in a browser of its own, and gives the questions it answers. */
export async function walkServed(
  commandLine: string,
  folder: string,
  name: string,
  locale: string,
  reachOf: (screen: string) => Reach | null,
  told: (result: StopResult) => void,
): Promise<RunOutcome['answered']> {
  const home = await mkdtemp(join(tmpdir(), 'leadlens-walk-'));
  const server = spawn(process.execPath, [commandLine, 'serve', folder, '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LEADLENS_HOME: home },
  });
  const browser = await chromium.launch({ executablePath: findChromium().path, args: chromiumArguments() });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let printed = '';
      server.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const found = /http:\/\/\S+/.exec(printed);
        if (found) resolve(found[0]);
      });
      server.once('close', () => reject(new Error(`The server ended: ${printed}`)));
    });
    const context = await browser.newContext({
      viewport: { width: 1920, height: 1600 },
      reducedMotion: 'reduce',
      acceptDownloads: false,
      locale,
    });
    const page = await context.newPage();
    await prepare(page);
    await page.goto(address);
    await page.getByRole('status').filter({ hasText: 'Up to date' }).waitFor({ timeout: 300_000 });
    return await walkFolder(page, name, locale, reachOf, told);
  } finally {
    await browser.close();
    server.kill('SIGINT');
    await rm(home, { recursive: true, force: true });
  }
}
