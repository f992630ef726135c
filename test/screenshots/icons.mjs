/**
 * `npm run icons`: draws `resources/icons/icon.svg` in a browser, in the sizes that Linux asks for; electron-builder makes the icons of macOS
 * and Windows of the largest.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { runnerImport } from 'vite';

const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024];
const place = (/** @type {string} */ name) =>
  fileURLToPath(new URL(`../../resources/icons/${name}`, import.meta.url));

/** @typedef {typeof import('../support/find-chromium')} Finder */
const { module } = /** @type {{module: Finder}} */ (
  await runnerImport(fileURLToPath(new URL('../support/find-chromium.ts', import.meta.url)))
);
const browser = await chromium.launch({
  executablePath: module.findChromium().path,
  args: module.chromiumArguments(),
});
const svg = await readFile(place('icon.svg'), 'utf8');
for (const size of SIZES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>* { margin: 0 } svg { display: block; width: ${String(size)}px; height: ${String(size)}px }</style>${svg}`,
  );
  await page.screenshot({ path: place(`${String(size)}x${String(size)}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
