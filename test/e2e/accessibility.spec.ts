import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { SCREENS } from '../../renderer/state/navigation';
import { builtApp, leadlens } from '../support/built-app';
import { expect, test, upToDate } from './app';

let folder = '';

test.beforeAll(async () => {
  await builtApp();
  folder = await mkdtemp(join(tmpdir(), 'leadlens-axe-'));
  await mkdir(join(folder, 'leads'));
  await leadlens('sample', join(folder, 'leads'), '--leads', '300', '--snapshots', '4');
  await leadlens('sample', join(folder, 'revenue'), '--scenario', 'revenue', '--leads', '300');
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

/** What axe holds against the page, in words: rule, how bad, where. */
async function troubles(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map((node) => `${id} (${String(impact)}): ${node.target.join(' ')} ${node.html.slice(0, 120)}`),
    );
}

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious or critical on any screen, ${scheme}`, async ({ page, serve }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await serve(folder);
    await upToDate(page);
    for (const screen of SCREENS) {
      await test.step(screen, async () => {
        await page.evaluate((name) => {
          window.location.hash = `#/${name}`;
        }, screen);
        await expect(page).toHaveTitle(new RegExp(`^${screen}\\b`, 'i'));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await settled(page);
        expect.soft(await troubles(page), screen).toEqual([]);
      });
    }
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
    expect.soft(await troubles(page), 'shortcuts').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await troubles(page), 'palette').toEqual([]);
    await page.keyboard.press('Escape');
    // Last: the editor takes the keys.
    await page.evaluate(() => {
      window.location.hash = '#/explore';
    });
    for (const way of ['Chart', 'Pivot', 'SQL']) {
      await test.step(`explore, ${way}`, async () => {
        await page.getByRole('main').getByText(way, { exact: true }).click();
        await settled(page);
        expect.soft(await troubles(page), way).toEqual([]);
      });
    }
  });
}
