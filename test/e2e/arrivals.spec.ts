import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, goTo, test, upToDate, type SampleFolder } from './app';

const pill = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
const update = (page: Page) => page.getByRole('button', { name: 'Update', exact: true });

/** What Funnel says of its numbers. */
const expectSnapshots = (page: Page, count: number): Promise<void> =>
  expect(page.getByRole('main')).toContainText(`over ${String(count)} snapshot`);

const reports = ({ folder }: SampleFolder): string => join(folder, 'crm_reports');

/** Takes the last two reports out of a folder, to let them arrive later. */
async function heldBack(
  made: SampleFolder,
): Promise<{ readonly texts: readonly string[]; readonly names: string[] }> {
  const names = ['report_2026-01-12.csv', 'report_2026-01-19.csv'];
  const texts = await Promise.all(names.map((name) => readFile(join(reports(made), name), 'utf8')));
  for (const name of names) await rm(join(reports(made), name));
  return { texts, names };
}

test('says what arrives, changes and goes in the folder, reads it when asked, and is never up to date before', async ({
  page,
  sample,
  serve,
}) => {
  const made = await sample(60, 3);
  const { texts, names } = await heldBack(made);
  await serve(made.folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await expectSnapshots(page, 1);

  // Written piece by piece: it is waited for.
  const half = Math.floor((texts[0] ?? '').length / 2);
  const first = join(reports(made), names[0] ?? '');
  await writeFile(first, (texts[0] ?? '').slice(0, half));
  await expect(pill(page, '1 file being written')).toBeVisible();
  await expect(page.getByText('Up to date')).toHaveCount(0);
  await expect(update(page)).toHaveCount(0);
  await appendFile(first, (texts[0] ?? '').slice(half));
  await expect(pill(page, '1 new file')).toBeVisible();
  await expect(page.getByText('Up to date')).toHaveCount(0);

  // Another one, and one that grew.
  await writeFile(join(reports(made), names[1] ?? ''), texts[1] ?? '');
  await appendFile(join(reports(made), 'report_2026-01-05.csv'), '\n');
  await expect(pill(page, '2 new files, 1 changed')).toBeVisible();
  await pill(page, '2 new files').click();
  await expect(page.getByText(`crm_reports/${names[1] ?? ''}`)).toBeVisible();
  await page.keyboard.press('Escape');

  await update(page).click();
  await upToDate(page);
  await expectSnapshots(page, 3);
  await expect(page.getByText('2 new files, 1 changed')).toBeVisible();

  // As it was before: nothing is to be read.
  const away = `${made.folder}.away`;
  const file = join(reports(made), names[1] ?? '');
  await rename(file, away);
  await expect(pill(page, '1 file gone')).toBeVisible();
  await rename(away, file);
  await upToDate(page);
});

test('reads by itself what arrives, where the reader wants that', async ({ page, sample, serve }) => {
  const made = await sample(60, 3);
  const { texts, names } = await heldBack(made);
  await serve(made.folder);
  await upToDate(page);
  await goTo(page, 'Preferences');
  await page.getByRole('switch', { name: 'Update by itself' }).check();
  await goTo(page, 'Funnel');
  await expectSnapshots(page, 1);
  await writeFile(join(reports(made), names[1] ?? ''), texts[1] ?? '');
  await expectSnapshots(page, 2);
  await upToDate(page);
  await expect(page.getByText('1 new file')).toBeVisible();
});

test.describe('while it cannot be reached', () => {
  // What the page was still reading of the folder is not there, or the folder itself is not.
  test.use({ expectedComplaint: /status of 40[04]/ });

  test('a folder on a drive that is away says so and goes on when it is back', async ({
    page,
    sample,
    serve,
  }) => {
    const made = await sample(200, 3);
    await serve(made.folder);
    await upToDate(page);
    const away = `${made.folder}-away`;
    await rename(made.folder, away);
    await expect(page.getByRole('button', { name: 'Folder away' })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('Up to date')).toHaveCount(0);
    await page.getByRole('button', { name: 'Folder away' }).click();
    await expect(page.getByText('Check that its drive is connected')).toBeVisible();
    await rename(away, made.folder);
    await upToDate(page);
    await mkdir(join(made.folder, 'more'));
    await writeFile(join(made.folder, 'more', 'notes.csv'), 'a,b\n1,2\n');
    await expect(pill(page, '1 new file')).toBeVisible();
  });
});

test('a new file with the columns of a file that was mapped by hand is read as that one', async ({
  page,
  sample,
  serve,
}) => {
  const made = await sample(60, 2);
  const ads = (day: string, gross: string): string =>
    `date,campaign_id,spend,gross,impressions,clicks\n${day},C1,10.50,${gross},1000,7\n`;
  await writeFile(join(made.folder, 'fb_ads.csv'), ads('2026-01-05', '77.25'));
  await serve(made.folder);
  await upToDate(page);
  await goTo(page, 'Sources');
  const files = page.getByRole('main');
  const cost = page.getByRole('combobox', { name: 'Column for Cost', exact: true });
  await files.getByRole('button', { name: 'fb_ads.csv' }).click();
  await cost.click();
  await page.getByRole('option', { name: 'gross', exact: true }).click();
  await page
    .getByRole('tabpanel', { name: 'Mapping' })
    .getByRole('button', { name: 'Save and run again' })
    .click();
  await upToDate(page);

  await writeFile(join(made.folder, 'fb_ads (1).csv'), ads('2026-02-05', '88.75'));
  // A run that was still to come has read it by itself.
  const arrived = files.getByRole('button', { name: 'fb_ads (1).csv' });
  await update(page).or(arrived).first().click();
  await upToDate(page);
  await arrived.click();
  await expect(cost).toHaveValue('gross');
  await expect(page.getByRole('complementary')).toContainText('88.75 USD');
});
