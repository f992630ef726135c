import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, goTo, test, upToDate } from './app';

const saved = (page: Page): Promise<void> =>
  expect(page.getByRole('status').filter({ hasText: 'All saved on disk' })).toBeVisible();

const choose = async (page: Page, field: string, option: RegExp): Promise<void> => {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
};

const open = async (page: Page): Promise<void> => {
  await upToDate(page);
  await goTo(page, 'Review');
  await expect(page.getByRole('listbox', { name: 'Items' })).toBeVisible();
};

/** The states of all decisions in the history, sorted. */
const states = async (page: Page): Promise<readonly string[]> => {
  await page.getByText('History', { exact: true }).click();
  const table = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Decision' }) });
  await expect(table).toBeVisible();
  const found = await table.locator('tbody tr').locator('[data-state]').allInnerTexts();
  await page.getByText('Queue', { exact: true }).click();
  return found.sort();
};

test('a colleague’s log comes in beside one’s own; where the two disagree it is open again, and deciding settles it', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(1200, 3);
  await serve(folder);
  await open(page);
  await choose(page, 'Kind', /^One key only/);
  // The keys judge at once after a filter was chosen with the mouse.
  const lead = await page.getByRole('heading', { level: 2 }).first().innerText();
  await page.keyboard.press('r');
  await saved(page);
  await page.getByText('History', { exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export log' }).click();
  const log = await (await download).path();

  // Somebody else, at another machine.
  await serve(folder);
  await open(page);
  await choose(page, 'Kind', /^One key only/);
  await expect(page.getByRole('heading', { level: 2, name: lead })).toBeVisible();
  await page.keyboard.press('a');
  await saved(page);
  await page.getByText('History', { exact: true }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'colleague.jsonl',
    mimeType: 'text/plain',
    buffer: await readFile(log),
  });
  await expect(page.getByText('1 decision came in')).toBeVisible();
  await upToDate(page);
  // The same once more changes nothing, and nothing runs.
  await page.locator('input[type=file]').setInputFiles({
    name: 'colleague again.jsonl',
    mimeType: 'text/plain',
    buffer: await readFile(log),
  });
  await expect(page.getByText('Nothing new came in: no number changes.')).toBeVisible();
  await page.getByText('Queue', { exact: true }).click();
  expect(await states(page)).toEqual(['Disputed', 'Disputed']);

  await choose(page, 'Kind', /^All kinds/);
  await choose(page, 'State', /^Disputed · 1$/);
  const both = page.getByText('Two people decided without knowing of each other');
  await expect(both).toContainText('Rejected by');
  await expect(both).toContainText('Accepted');
  await page.keyboard.press('r');
  await saved(page);
  expect(await states(page)).toEqual(['Counts', 'Replaced', 'Replaced']);

  // Where keys point to different leads, *accept* alone does not say which.
  await page.getByText('Queue', { exact: true }).click();
  await choose(page, 'State', /^To judge/);
  await choose(page, 'Kind', /^Conflict/);
  await page.getByRole('option').filter({ hasText: 'Conflict', hasNotText: 'more' }).first().click();
  await page.keyboard.press('a');
  await expect(page.getByText('press 1 or 2, or R to reject.')).toBeVisible();

  // A value that stands for nobody is taken out of matching from the item, and that very decision can be taken back.
  await page.getByRole('button', { name: 'This phone is no key' }).click();
  const question = page.getByRole('dialog').filter({ hasText: 'have this phone' });
  await expect(question.getByRole('row', { name: /^in conflict/ })).toContainText(/\d/);
  await question.getByRole('button', { name: 'Take it out of matching' }).click();
  const changed = page.getByRole('group').filter({ hasText: 'The phone is no key now' });
  await expect(changed).toContainText(/→|No number of the headline changed/);
  await saved(page);
  await changed.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => states(page)).toContain('Taken back');
});

test.describe('where decisions cannot be written', () => {
  // The host refuses, and the browser says so.
  test.use({ expectedComplaint: /status of 500/ });

  test('what another window holds is read only; what was given meanwhile is saved on taking over', async ({
    page,
    context,
    sample,
    serve,
  }) => {
    const { folder } = await sample(1200, 3);
    // Between two beats of its pulse the first window does not know yet.
    await page.route('**/api/renewDecisions', (route) => route.fulfill({ json: true }));
    await serve(folder);
    await open(page);
    const other = await context.newPage();
    await other.goto(page.url());
    await open(other);
    await expect(other.getByRole('alert')).toContainText('Another window');
    await expect(other.getByRole('button', { name: /^Reject R$/ })).toBeDisabled();
    await other.getByRole('button', { name: 'Take over', exact: true }).click();
    await expect(other.getByRole('alert')).toBeHidden();
    await other.keyboard.press('u');
    await saved(other);

    await page.bringToFront();
    await page.keyboard.press('r');
    await expect(page.getByRole('alert')).toContainText('1 decision is not saved');
    await page.getByRole('button', { name: 'Take over and save' }).click();
    await saved(page);
    await expect(page.getByRole('alert')).toBeHidden();
    expect(await states(page)).toHaveLength(2);
  });

  test('a window that only looks on says that it is there, and sees by itself that another one took over', async ({
    page,
    context,
    sample,
    serve,
  }) => {
    const { folder } = await sample(1200, 3);
    await serve(folder);
    await open(page);
    const beat = await page.waitForResponse(/api\/renewDecisions/, { timeout: 0 });
    expect(await beat.json()).toBe(true);
    const other = await context.newPage();
    await other.goto(page.url());
    await open(other);
    await other.getByRole('button', { name: 'Take over', exact: true }).click();
    await expect(other.getByRole('alert')).toBeHidden();
    await expect(page.getByRole('alert')).toContainText('Another window');
    await expect(page.getByRole('button', { name: /^Reject R$/ })).toBeDisabled();
  });

  test('a log that cannot be written is told, and nothing is lost: it is saved when its folder is back', async ({
    page,
    sample,
    serve,
  }) => {
    const { folder } = await sample(1200, 3);
    await serve(folder);
    await open(page);
    await page.keyboard.press('u');
    await saved(page);
    const projects = join(process.env['LEADLENS_HOME'] ?? '', 'projects');
    const [project = ''] = await readdir(projects);
    const decisions = join(projects, project, 'decisions');
    // A missing folder is made again; a file in its place cannot be written into.
    await rename(decisions, `${decisions}-away`);
    await writeFile(decisions, '');
    await page.keyboard.press('u');
    await page.keyboard.press('u');
    await expect(page.getByRole('alert')).toContainText('2 decisions are not saved');
    await rm(decisions);
    await rename(`${decisions}-away`, decisions);
    await page
      .getByRole('alert')
      .getByRole('button', { name: /^(Save again|Try again)$/ })
      .first()
      .click();
    await saved(page);
    await expect(page.getByRole('alert')).toBeHidden();
    expect(await states(page)).toEqual(['Unsure', 'Unsure', 'Unsure']);
  });
});
