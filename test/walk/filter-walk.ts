import type { Page } from '@playwright/test';
import type { Reach, Walker } from './walker';

/** The number of delivered leads that the Funnel screen shows. */
const delivered = (page: Page): Promise<string> =>
  page
    .getByRole('main')
    .getByRole('button')
    .filter({ hasText: /^Delivered leads/ })
    .first()
    .evaluate((tile) => tile.children[1]?.firstElementChild?.textContent ?? '');

/** The count beside each value of a filter: as many leads are left when it is chosen. */
export async function filterCounts(walker: Walker, reach: Reach): Promise<void> {
  const { page } = walker;
  const begin = await page.evaluate(() => window.location.hash);
  const bar = page.getByRole('group', { name: 'Filters', exact: true });
  const open = async (): Promise<void> => {
    await bar.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('combobox', { name: 'Filter by' }).waitFor();
  };
  await open();
  await page.getByRole('combobox', { name: 'Filter by' }).click();
  const dimensions = await page.getByRole('option').filter({ visible: true }).allTextContents();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  for (const dimension of dimensions) {
    await open();
    await page.getByRole('combobox', { name: 'Filter by' }).click();
    await page.getByRole('option', { name: dimension, exact: true }).click();
    const values = page.getByRole('group', { name: dimension, exact: true }).getByRole('checkbox');
    const texts = await page
      .getByRole('group', { name: dimension, exact: true })
      .locator('label')
      .evaluateAll((labels) =>
        labels.map((label) => [...label.querySelectorAll('span span')].map((part) => part.textContent)),
      );
    for (let at = 0; at < Math.min(await values.count(), reach.mostOfAKind, MOST); at += 1) {
      await values.nth(at).click();
      await walker.settled();
      await page.evaluate(() => window.walk.settled());
      const [name = '', count = ''] = (texts[at] ?? []).slice(-2);
      walker.counted(`Filter › ${dimension} › ${name}`, count, walker.numberIn(await delivered(page)));
      await values.nth(at).click();
      await walker.settled();
    }
    await page.keyboard.press('Escape');
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, begin);
    await walker.settled();
  }
}

/** Values of a filter that are chosen: cities are many. */
const MOST = 12;
