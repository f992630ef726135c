/**
 * `npm run screenshots`: pictures of every screen of the built app on generated samples of both questions, light and
 * dark, on a small and on a large screen, into test-results/screenshots; and docs/screenshot.png for the README.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { runnerImport } from 'vite';
import { build, commandLine, root } from '../../electron/launch/build.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const PICTURES = join(root, 'test-results', 'screenshots');
const README_PICTURE = join(root, 'docs', 'screenshot.png');

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const THEMES = /** @type {const} */ (['light', 'dark']);

/** @param {string} name */
const inMain = (name) => (/** @type {Page} */ page) =>
  page.getByRole('main').getByRole('button').filter({ hasText: name }).first().click();

/** Shows the items of one kind in the queue. @param {string} kind */
const itemsOf = (kind) => async (/** @type {Page} */ page) => {
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: new RegExp(`^${kind}`) }).click();
};

/**
 * Takes a few decisions before the first picture: all pictures show the same numbers.
 * @param {Page} page
 */
async function decideSome(page) {
  await page.evaluate(() => {
    window.location.hash = '#/review';
  });
  await page.getByRole('listbox', { name: 'Items' }).waitFor();
  await itemsOf('One key only')(page);
  for (const key of ['a', 'r', 'u', 'r', 'Control+z']) await page.keyboard.press(key);
  await page.getByText('All saved on disk').waitFor();
  // The run that applies them begins when the reviewer pauses.
  await page.getByRole('button', { name: 'Cancel', exact: true }).waitFor();
  await page.getByRole('status').filter({ hasText: 'Up to date' }).waitFor({ timeout: 120_000 });
}

/**
 * What is photographed: a screen, and where wanted something done on it first.
 * @type {{name: string, hash: string, before?: (page: Page) => Promise<void>}[]}
 */
const VIEWS = [
  { name: 'home', hash: '#/home' },
  { name: 'sources', hash: '#/sources' },
  { name: 'sources-file', hash: '#/sources', before: inMain('stripe') },
  { name: 'findings', hash: '#/findings' },
  { name: 'matches', hash: '#/matches' },
  { name: 'review', hash: '#/review', before: itemsOf('One key only') },
  { name: 'review-conflict', hash: '#/review', before: itemsOf('Conflict') },
  { name: 'review-pair', hash: '#/review', before: itemsOf('Near e-mail') },
  { name: 'review-history', hash: '#/review?tab=history' },
  { name: 'funnel', hash: '#/funnel' },
  { name: 'funnel-rows', hash: '#/funnel', before: inMain('Appointments') },
  {
    name: 'funnel-narrowed',
    hash: `#/funnel?only.state=${encodeURIComponent('["CO","UT"]')}&only.tier=${encodeURIComponent('["both"]')}`,
  },
  {
    name: 'funnel-sql',
    hash: '#/funnel',
    before: async (page) => {
      await inMain('Sales')(page);
      await page.getByRole('button', { name: 'SQL', exact: true }).click();
    },
  },
  {
    name: 'compare-snapshots',
    hash: `#/funnel?compare=${encodeURIComponent('{"kind":"snapshots","a":6,"b":12}')}`,
  },
  {
    name: 'compare-periods',
    hash: `#/funnel?compare=${encodeURIComponent('{"kind":"periods","a":{"from":"2025-09-01","to":"2025-11-30"},"b":{"from":"2025-12-01","to":"2026-02-28"}}')}`,
  },
  {
    name: 'dispositions',
    hash: '#/funnel',
    before: async (page) => {
      await page.getByRole('combobox', { name: 'Break down by' }).click();
      await page.getByRole('option', { name: 'By disposition group' }).click();
      await page.getByRole('button', { name: 'Edit groups' }).click();
    },
  },
  { name: 'revenue', hash: '#/revenue' },
  { name: 'revenue-narrowed', hash: '#/revenue?from=2026-02-01&to=2026-03-31' },
  { name: 'revenue-linear', hash: '#/revenue?model=linear&split=clicks' },
  { name: 'revenue-invoices', hash: '#/revenue', before: inMain('Attributed') },
  { name: 'explore', hash: '#/explore' },
  {
    name: 'explore-column',
    hash: '#/explore?table=dim_lead',
    before: async (page) => {
      await page.getByRole('button', { name: 'Columns' }).click();
    },
  },
  {
    name: 'explore-sql',
    hash: '#/explore?view=sql',
    before: async (page) => {
      await page.getByRole('textbox', { name: 'SQL' }).click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(
        'select vendor, count(*) as leads, count(distinct campaign_id) as campaigns\nfrom dim_lead\ngroup by vendor\norder by leads desc',
      );
      await page.keyboard.press('Control+Enter');
      await page.getByRole('region', { name: 'Result' }).waitFor();
    },
  },
  {
    name: 'explore-chart',
    hash: '#/explore?table=spend_days',
    before: (page) => page.getByRole('main').getByText('Chart', { exact: true }).click(),
  },
  {
    name: 'explore-pivot',
    hash: '#/explore',
    before: (page) => page.getByRole('main').getByText('Pivot', { exact: true }).click(),
  },
  { name: 'report', hash: '#/report' },
  { name: 'palette', hash: '#/funnel', before: (page) => page.keyboard.press('Control+K') },
  { name: 'shortcuts', hash: '#/funnel', before: (page) => page.keyboard.press('?') },
  {
    name: 'preferences',
    hash: '#/funnel',
    before: (page) => page.getByRole('button', { name: 'Preferences' }).click(),
  },
];

/** Runs the command line to its end. @param {string[]} args */
async function leadlens(...args) {
  const child = spawn(process.execPath, [commandLine, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const closed = /** @type {(number | null)[]} */ (await once(child, 'close'));
  const code = closed[0] ?? null;
  if (code !== 0) throw new Error(`leadlens ${args.join(' ')} ended with ${String(code)}.`);
}

/** Serves a folder. @param {string} folder @param {string} home where it remembers things */
async function serve(folder, home) {
  const child = spawn(process.execPath, [commandLine, 'serve', folder, '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LEADLENS_HOME: home },
  });
  /** @type {string} */
  const address = await new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      printed += text;
      const found = /http:\/\/\S+/.exec(printed);
      if (found) resolve(found[0]);
    });
    child.once('close', () => reject(new Error(`The server ended: ${printed}`)));
  });
  return { address, stop: () => child.kill('SIGINT') };
}

/** Waits until nothing on the page is on its way. @param {Page} page */
async function settled(page) {
  await page.waitForFunction(
    () => document.querySelector('[aria-busy="true"], .ag-skeleton-effect') === null,
  );
  // Charts draw in the frames after their numbers came.
  await page.waitForTimeout(400);
}

/** Pixels of the screen that its scrolling hides. @param {Page} page */
const hidden = (page) =>
  page.getByRole('main').evaluate((main) => Math.max(0, main.scrollHeight - main.clientHeight));

/** @param {Page} page @param {(typeof VIEWS)[number]} view @param {string} ending @param {{width: number, height: number}} size */
async function photograph(page, view, ending, size) {
  await page.setViewportSize(size);
  // Closes what the view before has opened.
  await page.keyboard.press('Escape');
  await page.evaluate((hash) => {
    window.location.hash = '#/explore';
    window.location.hash = hash;
  }, view.hash);
  await settled(page);
  await view.before?.(page);
  await settled(page);
  await page.mouse.move(0, 0);
  const path = join(PICTURES, `${view.name}-${ending}.png`);
  await page.screenshot({ path });
  const below = view.before ? 0 : await hidden(page);
  if (below > 0) {
    await page.setViewportSize({ width: size.width, height: size.height + below });
    await settled(page);
    await page.screenshot({ path: join(PICTURES, `${view.name}-${ending}-whole.png`) });
  }
  return path;
}

/** Every page of the report, as it is on paper. @param {Page} page @param {'a4' | 'letter'} paper */
async function photographPages(page, paper) {
  await page.evaluate(() => {
    window.location.hash = '#/explore';
  });
  await page.getByRole('heading', { level: 1, name: 'Report' }).waitFor({ state: 'detached' });
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/report?paper=${paper}`);
  await page.getByRole('img', { name: /^Page 1 of/ }).waitFor();
  await settled(page);
  const pages = await page
    .getByRole('region', { name: 'Preview' })
    .getByRole('img')
    .evaluateAll((sheets) => sheets.map((sheet) => /** @type {HTMLCanvasElement} */ (sheet).toDataURL()));
  for (const [index, picture] of pages.entries()) {
    const path = join(PICTURES, `report-${paper}-page-${String(index + 1).padStart(2, '0')}.png`);
    await writeFile(path, Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64'));
  }
}

await build(false);
/** @type {{module: typeof import('../support/find-chromium')}} */
const { module: found } = await runnerImport(join(root, 'test', 'support', 'find-chromium.ts'));
// The folder is on the pictures: the same name each time.
const temporary = join(tmpdir(), 'leadlens-pictures');
const folder = join(temporary, 'exports');
await rm(temporary, { recursive: true, force: true });
await rm(PICTURES, { recursive: true, force: true });
await mkdir(PICTURES, { recursive: true });
await leadlens('sample', join(folder, 'leads'), '--leads', '4000', '--snapshots', '12');
await leadlens('sample', join(folder, 'revenue'), '--scenario', 'revenue', '--leads', '3000');
const server = await serve(folder, join(temporary, 'home'));
const browser = await chromium.launch({
  executablePath: found.findChromium().path,
  args: found.chromiumArguments(),
});
try {
  const page = await browser.newPage({ reducedMotion: 'reduce', locale: 'en-US' });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(server.address);
  await page.getByRole('status').filter({ hasText: 'Up to date' }).waitFor({ timeout: 120_000 });
  await decideSome(page);
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    for (const size of SIZES) {
      for (const view of VIEWS) {
        const ending = `${theme}-${String(size.width)}x${String(size.height)}`;
        const path = await photograph(page, view, ending, size);
        if (view.name === 'funnel' && theme === 'light' && size.width === 1280) {
          await copyFile(path, README_PICTURE);
        }
      }
    }
  }
  for (const paper of /** @type {const} */ (['a4', 'letter'])) await photographPages(page, paper);
} finally {
  await browser.close();
  server.stop();
  await rm(temporary, { recursive: true, force: true });
}
process.stdout.write(`Pictures are in ${PICTURES}; the one of the README is ${README_PICTURE}.\n`);
