import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, goTo, test, upToDate } from './app';

const KEPT = 'Unchanged since the last run';

/** Holds back what is in the files, so that no run can end. @returns lets it through */
async function holdFiles(page: Page): Promise<() => void> {
  let letThrough = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/files/*/content?*', async (route) => {
    await held;
    await route.continue();
  });
  return letThrough;
}

test('a folder that has not changed shows its findings before a file is read, says so, and opens rows when they are there', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(200, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Findings');
  const main = page.getByRole('main');
  await expect(main).toContainText('Lead number');
  const found = (await main.textContent()) ?? '';

  const letThrough = await holdFiles(page);
  await page.reload();
  await expect(page.getByText(KEPT)).toBeVisible();
  await expect(main).toHaveText(found);
  await goTo(page, 'Funnel');
  await expect(page.getByLabel('Counting')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);

  letThrough();
  await upToDate(page);
  await expect(page.getByText(KEPT)).toHaveCount(0);
  await expect(page.getByLabel('Counting')).toHaveCount(0);
  await goTo(page, 'Findings');
  await expect(main).toHaveText(found);
});

test('a folder in which a file changed shows nothing before it is read', async ({ page, sample, serve }) => {
  const { folder } = await sample(200, 3);
  await serve(folder);
  await upToDate(page);
  const reports = join(folder, 'crm_reports');
  const [report = ''] = await readdir(reports);
  await appendFile(join(reports, report), '\n');
  const letThrough = await holdFiles(page);
  await page.reload();
  await expect(page.getByText('Running')).toBeVisible();
  await expect(page.getByText(KEPT)).toHaveCount(0);
  letThrough();
  await upToDate(page);
});

test('kept numbers go when the rows behind them are not waited for', async ({ page, sample, serve }) => {
  const { folder } = await sample(200, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Findings');
  const letThrough = await holdFiles(page);
  await page.reload();
  await expect(page.getByText(KEPT)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Not read yet')).toBeVisible();
  letThrough();
  await page.getByRole('button', { name: 'Run the analysis' }).click();
  await upToDate(page);
});

test('what is kept can be removed in Preferences', async ({ page, sample, serve }) => {
  const { folder } = await sample(200, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Preferences');
  await expect(page.getByText(/1 answer, 1 of at most 200 MB, in /)).toBeVisible();
  await page.getByRole('button', { name: 'Clear cache' }).click();
  await expect(page.getByText(/0 answers, 0 of at most 200 MB, in /)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Clear cache' })).toBeDisabled();
});
