import type { Page } from '@playwright/test';
import { expect, goTo, test, upToDate } from './app';

const numbers = (page: Page) => page.getByRole('region', { name: 'Disposition group, in numbers' }).last();

/** Shows the funnel by the groups of dispositions. */
async function byGroup(page: Page): Promise<void> {
  await goTo(page, 'Funnel');
  await page.getByRole('combobox', { name: 'Break down by' }).click();
  await page.getByRole('option', { name: 'By disposition group' }).click();
  await expect(numbers(page)).toBeVisible();
}

const leadsOf = async (page: Page, row: string): Promise<number> => {
  const cell = numbers(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) });
  return Number((await cell.getByRole('cell').first().innerText()).replaceAll(/\D/g, ''));
};

test('a disposition is put in a group of its own, which counts, is kept, and is taken back', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(300, 5);
  await serve(folder);
  await upToDate(page);
  await byGroup(page);
  expect(await leadsOf(page, 'All')).toBe(truth.leadQuality.delivered);

  await page.getByRole('button', { name: 'Edit groups' }).click();
  const panel = page.getByRole('complementary', { name: 'Groups of words' });
  const save = panel.getByRole('button', { name: 'Save and count again' });
  await expect(save).toBeDisabled();
  const first = panel.getByRole('row').nth(1);
  const code = await first.getByRole('rowheader').innerText();
  const crmLeads = Number((await first.getByRole('cell').first().innerText()).replaceAll(/\D/g, ''));
  expect(crmLeads).toBeGreaterThan(0);
  await panel
    .getByRole('textbox', { name: `Group of ${code}` })
    .or(panel.getByRole('combobox', { name: `Group of ${code}` }))
    .first()
    .fill('Our own group');
  await page.keyboard.press('Tab');
  await expect(panel.getByText(/^profile: /)).toBeVisible();
  await save.click();
  await expect(page.getByText('Counting again.')).toBeVisible();

  const own = numbers(page).getByRole('rowheader', { name: 'Our own group', exact: true });
  await expect(own).toBeVisible();
  expect(await leadsOf(page, 'All')).toBe(truth.leadQuality.delivered);
  expect(await leadsOf(page, 'Our own group')).toBeGreaterThan(0);
  // The word meant no sale before, and means none now.
  await expect(page.getByRole('main')).toContainText(String(truth.trueFunnel.ever.sale));

  await page.reload();
  await upToDate(page);
  await byGroup(page);
  await expect(own).toBeVisible();

  await page.getByRole('button', { name: 'Edit groups' }).click();
  await panel.getByRole('button', { name: 'As the profile has it' }).click();
  await save.click();
  await expect(own).toBeHidden();
  expect(await leadsOf(page, 'All')).toBe(truth.leadQuality.delivered);
});
