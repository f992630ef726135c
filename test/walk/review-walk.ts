import type { Locator, Page } from '@playwright/test';
import type { Reach, Walker } from './walker';

const optionsOf = async (page: Page, box: string): Promise<Locator> => {
  await page.getByRole('combobox', { name: box, exact: true }).click();
  return page.locator('[data-combobox-option]').filter({ visible: true });
};

/** How many items the list of the queue holds. */
async function listed(page: Page): Promise<number> {
  const items = page.getByRole('listbox', { name: 'Items' }).getByRole('option');
  return (await items.count()) === 0 ? 0 : Number(await items.first().getAttribute('aria-setsize'));
}

/** Chooses each entry of a box in turn, and compares its number with what is there then; back to the first at the end. */
async function choices(
  walker: Walker,
  box: string,
  reach: Reach,
  found: () => Promise<number>,
  home: RegExp,
): Promise<void> {
  const { page } = walker;
  const names = await (await optionsOf(page, box)).allTextContents();
  await page.keyboard.press('Escape');
  for (const [at, name] of names.entries()) {
    if (at >= reach.mostOfAKind) break;
    await (await optionsOf(page, box)).nth(at).click();
    await walker.settled();
    const number = name.split(' · ').at(1);
    if (number !== undefined) walker.counted(`${box} › ${name}`, number, await found());
  }
  await (await optionsOf(page, box)).filter({ hasText: home }).first().click();
}

/** Each state and each kind of the queue, and each kind of what is to judge. */
export async function queueCounts(walker: Walker, reach: Reach): Promise<void> {
  const { page } = walker;
  const found = (): Promise<number> => listed(page);
  const kinds = page.getByRole('combobox', { name: 'Kind', exact: true });
  if ((await kinds.count()) === 0) return;
  const rail = page.getByRole('navigation').getByRole('button', { name: /^Review/ });
  walker.counted('Review, in the rail', (await rail.getAttribute('aria-label')) ?? '', await found());
  await choices(walker, 'State', reach, found, /^To judge/);
  await choices(walker, 'Kind', reach, found, /^All kinds/);
  await (await optionsOf(page, 'State')).filter({ hasText: /^All · / }).click();
  await choices(walker, 'Kind', reach, found, /^All kinds/);
  await (await optionsOf(page, 'State')).filter({ hasText: /^To judge/ }).click();
}

/** Takes a few decisions, and compares the counts of the history with its lines. */
export async function historyCounts(walker: Walker, reach: Reach): Promise<void> {
  const { page } = walker;
  if ((await page.getByRole('listbox', { name: 'Items' }).count()) === 0) return;
  await page.getByRole('listbox', { name: 'Items' }).focus();
  for (const key of ['a', 'r', 'u', 'r', 'Control+z']) await page.keyboard.press(key);
  await page.getByText('All saved on disk').waitFor();
  await page.getByRole('radiogroup', { name: 'View' }).getByText('History', { exact: true }).click();
  await walker.settled();
  const lines = (): Promise<number> =>
    page
      .getByRole('main')
      .getByRole('button', { name: /^Evidence of / })
      .count();
  await choices(walker, 'State of decisions', reach, lines, /^All · /);
  const said = await page
    .getByRole('main')
    .getByText(/decisions?$/)
    .first()
    .textContent();
  walker.counted('History', said ?? '', await lines());
}
