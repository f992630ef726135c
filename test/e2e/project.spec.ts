import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { extractText, getDocumentProxy } from 'unpdf';
import { defaultProjectSettings } from '../../shared/contract/project';
import { picturesIn, PNG } from '../support/pictures';
import { expect, goTo, test, upToDate } from './app';

const home = (page: Page): Promise<void> =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Home' }).click();

const MARKUP = '<b>Acme</b> =1+1';

test('a project has a name, a client, a title and a logo, over reloads and on the report', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(200, 3);
  await serve(folder);
  await upToDate(page);
  await page.getByRole('button', { name: /^Project / }).click();
  await page.getByRole('textbox', { name: 'Name of the project' }).fill('Spring leads');
  await page.getByRole('textbox', { name: 'Client' }).fill(MARKUP);
  await page.getByRole('textbox', { name: 'Title of the report' }).fill('What became of them');
  // What is still on its way to the disk would go with the page.
  const kept = page.waitForResponse((answer) =>
    (answer.request().postData() ?? '').includes('What became of them'),
  );
  await page.keyboard.press('Enter');
  await kept;
  const picture = page.getByRole('dialog').locator('input[type=file]');
  await picture.setInputFiles({
    name: 'logo.gif',
    mimeType: 'image/gif',
    buffer: Buffer.from('GIF89a'),
  });
  await expect(page.getByText('The picture is no PNG, JPEG or SVG.')).toBeVisible();
  await picture.setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from(PNG, 'base64'),
  });
  await expect(page.getByRole('img', { name: 'Logo of the report' })).toBeVisible();

  await page.reload();
  await upToDate(page);
  await expect(page.getByRole('button', { name: 'Project Spring leads' })).toBeVisible();
  await expect(page).toHaveTitle(/· Spring leads · Leadlens$/);
  await goTo(page, 'Report');
  await expect(page.getByRole('textbox', { name: 'Client' })).toHaveValue(MARKUP);
  await expect(page.getByRole('img', { name: 'Logo of the report' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save PDF' }).click();
  const pdf = new Uint8Array(await readFile(await (await download).path()));
  expect(picturesIn(pdf)).toBe(1);
  const [first = ''] = (await extractText(await getDocumentProxy(pdf), { mergePages: false })).text;
  expect(first).toContain(MARKUP);
  expect(first).toContain('What became of them');

  await home(page);
  const recent = page.getByRole('region', { name: 'Recent folders' });
  await expect(recent.getByText('Spring leads')).toBeVisible();
  await expect(recent.getByText(MARKUP)).toBeVisible();
});

test('after a reload the folder that was open is open again, and one that is gone says so', async ({
  page,
  serve,
  sample,
}) => {
  const { folder } = await sample(100, 3);
  await serve(folder);
  await upToDate(page);
  await home(page);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await upToDate(page);
  const opened = page.getByRole('button', { name: /^Project both-/ });
  await expect(opened).toBeVisible();
  await page.reload();
  await upToDate(page);
  await expect(opened).toBeVisible();
  await rm(folder, { recursive: true });
  await home(page);
  await expect(
    page.getByRole('region', { name: 'Recent folders' }).getByText('not there any more'),
  ).toBeVisible();
});

test('a run of before can be compared with after a reload, with the numbers that it had', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 4);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  const tile = page.getByRole('main').getByRole('button').filter({ hasText: 'Matched leads' });
  const number = tile.getByText(/^\d+$/).first();
  const before = (await number.textContent()) ?? '';
  const reports = (await readdir(join(folder, 'crm_reports'))).sort();
  for (const name of reports.slice(2)) await rm(join(folder, 'crm_reports', name));
  await page.reload();
  await upToDate(page);
  await expect(number).not.toHaveText(before);
  const now = (await number.textContent()) ?? '';

  await page.getByText('Compare', { exact: true }).click();
  await page.getByText('A run of before', { exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Run to compare with' })).not.toHaveValue('');
  const row = page
    .getByRole('region', { name: 'What changed' })
    .getByRole('row')
    .filter({ hasText: 'Matched leads' });
  await expect(row.getByRole('cell').nth(0)).toHaveText(before);
  await expect(row.getByRole('cell').nth(2)).toHaveText(now);
  await row.getByRole('cell').nth(2).getByRole('button').click();
  await expect(page.getByRole('complementary', { name: /^Matched leads/ })).toBeVisible();
});

test('a project that somebody put beside the data counts only once that is said, and is asked about once', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(100, 3);
  const beside = `${folder}.leadlens`;
  await mkdir(beside);
  await writeFile(
    join(beside, 'project.json'),
    JSON.stringify({ ...defaultProjectSettings(), projectName: 'From elsewhere' }),
  );
  await serve(folder);
  const question = page.getByRole('dialog', { name: 'Use the project that lies by these data?' });
  await expect(question.getByText('1 differs from those of a new project')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeVisible();
  await page.reload();
  await question.getByRole('button', { name: 'Use it' }).click();
  await upToDate(page);
  await expect(page.getByRole('button', { name: 'Project From elsewhere' })).toBeVisible();
  await page.reload();
  await upToDate(page);
  await expect(question).toBeHidden();

  const other = await sample(80, 3);
  await symlink(beside, `${other.folder}.leadlens`);
  await serve(other.folder);
  await expect(question.getByRole('note')).toContainText('is a link');
  await expect(question.getByRole('button', { name: 'Use it' })).toBeDisabled();
  await question.getByRole('button', { name: 'Begin without it' }).click();
  await upToDate(page);
  await expect(question).toBeHidden();
});
