/**
 * `npm run screenshots`: pictures of every screen of the built app on generated samples of both questions and on an
 * empty folder, light and dark, on screens of four sizes, into test-results/screenshots; and docs/screenshot.png for
 * the README. `npm run screenshots -- funnel review` takes the views whose names begin so, `--only 720x450-light` those
 * of one size and theme; it may come several times.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { runnerImport } from 'vite';
import { build, commandLine, root } from '../../electron/launch/build.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../support/screen-views').ScreenView} ScreenView */
/** @typedef {import('../support/screen-views').Size} Size */

const PICTURES = join(root, 'test-results', 'screenshots');
const README_PICTURE = join(root, 'docs', 'screenshot.png');
const THEMES = /** @type {const} */ (['light', 'dark']);
/** What is on the pictures of the board. */
const PINNED = /** @type {const} */ ([
  ['funnel', ['Delivered leads', 'Appointments', 'Sales', 'How far delivered leads got']],
  ['revenue', ['Invoiced', 'ROAS', 'ROAS by campaign']],
]);
/** Catches what hangs, on the slowest machine too: pictures wait for states. */
const HANGS_MS = 300_000;

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

/** @param {Page} page */
const upToDate = (page) => page.getByRole('status').filter({ hasText: 'Up to date' }).waitFor();

/** Puts numbers, charts and a table of both questions on the board. @param {Page} page */
async function pinSome(page) {
  for (const [screen, names] of PINNED) {
    await views.show(page, { name: screen, screen });
    for (const name of names) {
      const of = page.getByRole('main').locator(`[data-title="${name}"]`).first();
      await of.locator('button').first().focus();
      await page.keyboard.press('Shift+P');
      await page.getByText(`Pinned to the board: ${name}`).first().waitFor();
    }
  }
}

/**
 * Takes a few decisions before the first picture: all pictures show the same numbers.
 * @param {Page} page
 */
async function decideSome(page) {
  const queue = views.VIEWS.find(({ name }) => name === 'review');
  if (!queue) throw new Error('There is no view of the queue.');
  await views.show(page, queue);
  for (const key of ['a', 'r', 'u', 'r', 'Control+z']) await page.keyboard.press(key);
  await page.getByText('All saved on disk').waitFor();
  await pinSome(page);
  // Opened again, it counts them from the first run on.
  await page.reload();
  await upToDate(page);
}

/** Pixels of the screen that its scrolling hides. @param {Page} page */
const hidden = (page) =>
  page.getByRole('main').evaluate((main) => Math.max(0, main.scrollHeight - main.clientHeight));

/** What is above the fold in both themes, and all of a screen that scrolls. @param {Page} page @param {ScreenView} view @param {Size} size */
async function photograph(page, view, size) {
  const themes = THEMES.filter((theme) => isWanted(size, theme));
  if (themes.length === 0) return;
  await page.setViewportSize(size);
  await views.show(page, view);
  await page.mouse.move(0, 0);
  const below = view.before ? 0 : await hidden(page);
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    const name = `${view.name}-${theme}-${String(size.width)}x${String(size.height)}`;
    await views.settled(page);
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    if (below === 0) continue;
    await page.setViewportSize({ width: size.width, height: size.height + below });
    await views.settled(page);
    await page.screenshot({ path: join(PICTURES, `${name}-whole.png`) });
    await page.setViewportSize(size);
  }
}

/** Every page of the report, as it is on paper. @param {Page} page @param {'a4' | 'letter'} paper */
async function photographPages(page, paper) {
  await views.show(page, { name: 'report', screen: 'report', params: { paper } });
  await page.getByRole('img', { name: /^Page 1 of/ }).waitFor();
  await views.settled(page);
  const pages = await page
    .getByRole('region', { name: 'Preview' })
    .getByRole('img')
    .evaluateAll((sheets) => sheets.map((sheet) => /** @type {HTMLCanvasElement} */ (sheet).toDataURL()));
  for (const [index, picture] of pages.entries()) {
    const path = join(PICTURES, `report-${paper}-page-${String(index + 1).padStart(2, '0')}.png`);
    await writeFile(path, Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64'));
  }
}

/** Opens a folder that is served. @param {string} address @param {string[]} complaints gets what the page says that goes wrong */
async function open(address, complaints) {
  const page = await browser.newPage({ reducedMotion: 'reduce', locale: 'en-US' });
  page.setDefaultTimeout(HANGS_MS);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(address);
  await upToDate(page);
  return page;
}

const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', multiple: true } },
});
/** @param {Size} size @param {string} theme */
const isWanted = ({ width, height }, theme) =>
  values.only?.includes(`${String(width)}x${String(height)}-${theme}`) ?? true;
/** @param {{name: string}} view */
const isAsked = ({ name }) => asked.length === 0 || asked.some((start) => name.startsWith(start));

await build(false);
/** @type {{module: typeof import('../support/find-chromium')}} */
const { module: found } = await runnerImport(join(root, 'test', 'support', 'find-chromium.ts'));
/** @type {{module: typeof import('../support/screen-views')}} */
const { module: views } = await runnerImport(join(root, 'test', 'support', 'screen-views.ts'));
// The folder is on the pictures: the same name each time.
const temporary = join(tmpdir(), 'leadlens-pictures');
const folder = join(temporary, 'exports');
const empty = join(temporary, 'empty');
await rm(temporary, { recursive: true, force: true });
if (asked.length === 0 && !values.only) await rm(PICTURES, { recursive: true, force: true });
await mkdir(PICTURES, { recursive: true });
await mkdir(empty, { recursive: true });
await leadlens('sample', join(folder, 'leads'), '--leads', '4000', '--snapshots', '12');
await leadlens('sample', join(folder, 'revenue'), '--scenario', 'revenue', '--leads', '3000');
const servers = [
  await serve(folder, join(temporary, 'home')),
  await serve(empty, join(temporary, 'empty-home')),
];
const browser = await chromium.launch({
  executablePath: found.findChromium().path,
  args: found.chromiumArguments(),
});
/** @type {string[]} */
const complaints = [];
try {
  const [full, bare] = servers.map(({ address }) => address);
  const page = await open(full ?? '', complaints);
  await decideSome(page);
  for (const size of views.SIZES) {
    for (const view of views.VIEWS.filter(isAsked)) await photograph(page, view, size);
  }
  if (isAsked({ name: 'funnel' }) && isWanted({ width: 1280, height: 800 }, 'light'))
    await copyFile(join(PICTURES, 'funnel-light-1280x800.png'), README_PICTURE);
  if (isAsked({ name: 'report' })) {
    for (const paper of /** @type {const} */ (['a4', 'letter'])) await photographPages(page, paper);
  }
  await page.close();
  const nothing = await open(bare ?? '', complaints);
  for (const size of views.SIZES) {
    for (const view of views.EMPTY_VIEWS.filter(isAsked)) await photograph(nothing, view, size);
  }
} finally {
  await browser.close();
  for (const { stop } of servers) stop();
  await rm(temporary, { recursive: true, force: true });
}
if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join('\n')}`);
process.stdout.write(`Pictures are in ${PICTURES}; the one of the README is ${README_PICTURE}.\n`);
