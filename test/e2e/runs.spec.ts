import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, goTo, test, upToDate } from './app';

test('the numbers of each run stay with the project: Home shows them over the runs, with what came and changed', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(200, 3);
  const names = ['report_2026-01-12.csv', 'report_2026-01-19.csv'];
  const texts = await Promise.all(names.map((name) => readFile(join(folder, 'crm_reports', name), 'utf8')));
  for (const name of names) await rm(join(folder, 'crm_reports', name));
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Report');
  await expect(page.getByRole('checkbox', { name: 'Since the last run' })).toHaveCount(0);
  for (const [at, name] of names.entries())
    await writeFile(join(folder, 'crm_reports', name), texts[at] ?? '');
  await page.getByRole('status').filter({ hasText: '2 new files' }).waitFor();
  await page.getByRole('button', { name: 'Update', exact: true }).click();
  await upToDate(page);
  await expect(page.getByRole('checkbox', { name: 'Since the last run' })).toBeChecked();

  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: /^Home/ }).click();
  const runs = page.getByRole('region', { name: 'Over the last 2 runs' });
  await expect(runs.getByRole('button', { name: /^Delivered leads/ })).toContainText('200');
  await expect(runs.getByRole('button', { name: /^Matched leads/ })).toContainText('+');
  await runs.getByRole('button', { name: 'What changed' }).click();
  const panel = page.getByRole('complementary', { name: 'What changed' });
  await expect(panel.getByRole('row', { name: /^Snapshots 1 3/ })).toBeVisible();
  for (const name of names) await expect(panel).toContainText(`crm_reports/${name}`);
  await panel.getByRole('button', { name: 'Compare the funnels' }).click();
  await expect(page.getByRole('combobox', { name: 'Run to compare with' })).toBeVisible();
});
