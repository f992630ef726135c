import type { Page } from '@playwright/test';
import { expect, expectTile, goTo, test, upToDate } from './app';

/** One function over two long values: DuckDB hears no cancel before it has ended, after minutes. */
const STUCK = "select levenshtein(repeat('a', 400000), repeat('b', 400000)) as distance";

/** Whether the thread of the database does nothing but compute. */
async function isDeaf(page: Page): Promise<boolean> {
  const thread = page.workers().find((worker) => worker.url().includes('database.worker'));
  const answer = thread?.evaluate(() => false).catch(() => false);
  return Promise.race([answer ?? false, page.waitForTimeout(2000).then(() => true)]);
}

test('a query that goes on after it was cancelled costs the reader no more than a fresh database', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(300, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Explore');
  await page.getByText('SQL', { exact: true }).click();
  const editor = page.getByRole('textbox', { name: 'SQL' });
  const run = async (sql: string): Promise<void> => {
    await editor.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(sql);
    await page.keyboard.press('Control+Enter');
  };
  await run(STUCK);
  await expect.poll(() => isDeaf(page)).toBe(true);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(page.getByText('A fresh database starts, and the folder is read again.')).toBeVisible();
  await upToDate(page);

  await run('select count(*) as leads from dim_lead');
  await expect(page.getByRole('region', { name: 'Result', exact: true })).toContainText('300');
  await goTo(page, 'Funnel');
  await expectTile(page, 'Delivered leads', truth.leadQuality.delivered);
  await page.getByText('Strict', { exact: true }).click();
  await expectTile(page, 'Sales', truth.leadQuality.funnel.ever_strict.sale);
});
