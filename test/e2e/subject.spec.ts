import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, goTo, test, upToDate } from './app';

const panel = (page: Page): Locator => page.getByRole('complementary').last();
const section = (page: Page, name: string): Locator => panel(page).getByRole('region', { name });

test('a lead number that is typed opens the CRM lead, which leads to its delivered lead and back', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(400, 3);
  await serve(folder);
  await upToDate(page);

  // A number as the folder has it, from the table of links.
  await goTo(page, 'Funnel');
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Sales/ })
    .first()
    .click();
  await expect(panel(page).getByRole('status')).toHaveText(/^[\d,]+ rows?$/);
  const number = panel(page).locator('.ag-row[row-index="0"] .ag-cell[col-id="lead_number"]');
  await expect(number).not.toBeEmpty();
  const wanted = (await number.textContent()) ?? '';
  expect(wanted).toMatch(/\d/);

  // From a row of the drill: Enter opens what the cell names.
  await number.click();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText(`CRM lead ${wanted}`);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary').filter({ hasText: 'CRM lead' })).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Go to' })).toBeVisible();
  await page.keyboard.type(wanted);
  const hit = page.getByRole('dialog', { name: 'Go to' }).getByText('CRM lead', { exact: true });
  await expect(hit.first()).toBeVisible();
  // It came after the last letter, and is what Enter takes.
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText(`CRM lead ${wanted}`);
  await expect(section(page, 'What the reports say').getByRole('row').nth(1)).toBeVisible();
  expect((await new AxeBuilder({ page }).include('aside').analyze()).violations).toEqual([]);

  // The state leads to the record that it stands in, as the report wrote it.
  const states = section(page, 'What the reports say');
  await states.getByTitle('The record as it stands in the file').first().click();
  await expect(panel(page).getByText(`as it stands in the file · CRM lead ${wanted}`)).toBeVisible();
  await expect(
    panel(page)
      .getByRole('status')
      .filter({ hasText: /^1 row$/ }),
  ).toBeVisible();
  await expect(panel(page).locator('.ag-row[row-index="0"]')).toContainText(wanted);
  await page.goBack();
  await expect(states.getByRole('row').nth(1)).toBeVisible();

  const link = section(page, 'Candidates and links').getByRole('button', { name: /…/ }).first();
  const lead = (await link.getAttribute('title')) ?? '';
  await link.click();
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText(/^Delivered lead/);
  await expect(panel(page).getByTitle(lead, { exact: true }).first()).toBeVisible();
  // All rows of a section open as a table with its own export.
  await section(page, 'What the reports say')
    .getByRole('button', { name: /^Show rows/ })
    .click();
  await expect(panel(page).getByRole('button', { name: 'CSV' })).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText(`CRM lead ${wanted}`);
});
