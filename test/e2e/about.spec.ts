import { expect, test, upToDate } from './app';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('About says which Leadlens this is, copies diagnostics without names, and holds the licences of what is in it', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 3);
  await serve(folder);
  await upToDate(page);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to' });
  await expect(palette).toBeVisible();
  await page.keyboard.type('About Leadlens');
  await palette.getByText('Versions, diagnostics to copy, and licences').click();
  const panel = page.getByRole('complementary', { name: 'About Leadlens' });
  await panel.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(page.getByText('The diagnostics are on the clipboard.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await panel.getByLabel('Diagnostics').textContent());
  expect(copied).toMatch(/^Leadlens \d+\.\d+\.\d+ \(browser\), build [0-9a-f]{12}$/m);
  expect(copied).toContain('crm_report 3');
  expect(copied).not.toMatch(/\.csv|\.parquet/);

  await panel.getByLabel('Search the licences').fill('duckdb');
  await panel.getByText('@duckdb/duckdb-wasm').click();
  await expect(panel.getByText(/it says MIT/)).toBeVisible();
  await panel.getByLabel('Search the licences').fill('inter (in pdf');
  await panel.getByText('Inter (in PDF reports)').click();
  await expect(panel.getByText(/SIL OPEN FONT LICENSE/i).first()).toBeVisible();
});
