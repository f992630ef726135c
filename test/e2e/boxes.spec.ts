import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { boxTroubles } from '../support/boxes';
import { builtApp, leadlens } from '../support/built-app';
import { rawCodes } from '../support/raw-codes';
import { EMPTY_VIEWS, itemsOf, settled, show, SIZES, VIEWS } from '../support/screen-views';
import { expect, test, upToDate } from './app';

let base = '';

test.beforeAll(async () => {
  await builtApp();
  base = await mkdtemp(join(tmpdir(), 'leadlens-boxes-'));
  await mkdir(join(base, 'empty'));
  await leadlens('sample', join(base, 'exports', 'leads'), '--leads', '1000', '--snapshots', '6');
  await leadlens('sample', join(base, 'exports', 'revenue'), '--scenario', 'revenue', '--leads', '600');
});

test.afterAll(async () => {
  await rm(base, { recursive: true, force: true });
});

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

/** Looks at what is open on screens of every size. */
async function lookAtEverySize(page: Page, what: string): Promise<void> {
  for (const size of SIZES) {
    const where = `${what}, ${String(size.width)}×${String(size.height)}`;
    await test.step(where, async () => {
      await page.setViewportSize(size);
      await settled(page);
      expect.soft(await boxTroubles(page), where).toEqual([]);
    });
  }
}

for (const [what, folder, views] of [
  ['of a folder of both questions', 'exports', VIEWS],
  ['of an empty folder', 'empty', EMPTY_VIEWS],
] as const) {
  test(`nothing lies over anything, is cut, sticks out or is a raw code on any screen ${what}, at every size`, async ({
    page,
    serve,
  }) => {
    await serve(join(base, folder));
    await upToDate(page);
    for (const view of views) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await show(page, view);
      expect.soft(await rawCodes(page), view.name).toEqual([]);
      await lookAtEverySize(page, view.name);
    }
  });
}

test('a notice covers no button of the decision bar, and the rail folds in a narrow window', async ({
  page,
  serve,
}) => {
  await serve(join(base, 'exports'));
  await upToDate(page);
  await show(page, { name: 'review', screen: 'review', before: itemsOf('one_key') });
  await page.keyboard.press('Shift+R');
  const notices = page.getByRole('region', { name: 'Notices' });
  // With the focus in it, it stays.
  await notices.getByRole('button', { name: 'Close the notice' }).first().focus();
  await lookAtEverySize(page, 'review with a notice');
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await settled(page);
    const [notice, bar] = await Promise.all([
      notices.boundingBox(),
      page.getByRole('toolbar', { name: 'Decision' }).boundingBox(),
    ]);
    const lowest = (notice?.y ?? 0) + (notice?.height ?? 0);
    expect(lowest, `${String(size.width)}×${String(size.height)}`).toBeLessThanOrEqual(
      Math.min(bar?.y ?? 0, size.height),
    );
  }
  await expect(notices.getByRole('button', { name: 'Undo' })).toBeVisible();

  const unfold = page.getByRole('button', { name: 'Unfold the rail' });
  const fold = page.getByRole('button', { name: 'Fold the rail', exact: true });
  await expect(fold).toBeVisible();
  for (const { width, height } of SIZES.slice(0, 2)) {
    await page.setViewportSize({ width, height });
    await expect(unfold).toBeVisible();
  }
  await unfold.click();
  await expect(fold).toBeVisible();
});

const FAULTS: readonly { readonly what: string; readonly says: RegExp; readonly plant: () => void }[] = [
  {
    what: 'a cover over a button',
    says: /^button “Columns” .* is covered by div/,
    plant: () => {
      const button = [...document.querySelectorAll('main button')].find(
        ({ textContent }) => textContent === 'Columns',
      );
      const cover = document.createElement('div');
      cover.style.cssText = 'position:absolute;z-index:9;inset:0';
      button?.parentElement?.append(cover);
      button?.parentElement?.style.setProperty('position', 'relative');
    },
  },
  {
    what: 'a heading that is cut without a sign',
    says: /^h1 “Explore” in header is cut/,
    plant: () => {
      const heading = document.querySelector('h1');
      if (heading) heading.style.cssText = 'width:30px;overflow:hidden;white-space:nowrap';
    },
  },
  {
    what: 'a heading that lies over the line below it',
    says: /^h1 “Explore” in header and (p|strong) “.*” in header lie over each other/,
    plant: () => {
      const heading = document.querySelector('h1');
      if (heading) heading.style.cssText = 'height:4px;overflow:visible';
    },
  },
  {
    what: 'something wider than the screen',
    says: /^main scrolls sideways by \d+ px/,
    plant: () => {
      const wide = document.createElement('div');
      wide.style.cssText = 'width:3000px;height:4px';
      document.querySelector('main')?.append(wide);
    },
  },
  {
    what: 'a list that scrolls in a slit',
    says: /^div “slit.*” in main scrolls in \d+×20 px/,
    plant: () => {
      const slit = document.createElement('div');
      slit.style.cssText = 'height:20px;overflow:auto';
      slit.innerHTML = 'slit<br>slit<br>slit<br>slit';
      document.querySelector('main')?.append(slit);
    },
  },
  {
    what: 'words of a chart over each other',
    says: /^chart “.*”: “one” and “two” lie over each other/,
    plant: () => {
      const chart = document.createElement('div');
      chart.setAttribute('role', 'img');
      chart.innerHTML =
        '<svg width="200" height="40"><text x="10" y="20">one</text><text x="16" y="20">two</text></svg>';
      document.querySelector('main')?.append(chart);
    },
  },
];

test('what is wrong with boxes is seen where it is planted', async ({ page, serve }) => {
  await serve(join(base, 'empty'));
  await upToDate(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const { what, says, plant } of FAULTS) {
    await show(page, { name: 'explore', screen: 'explore' });
    expect(await boxTroubles(page), 'before').toEqual([]);
    await page.evaluate(plant);
    expect(await boxTroubles(page), what).toContainEqual(expect.stringMatching(says));
  }
});
