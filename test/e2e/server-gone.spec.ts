import { expect, goTo, test, upToDate } from './app';

// What the browser says of requests that nobody answers.
test.use({
  expectedComplaint: /ERR_CONNECTION_RE(FUSED|SET)|ERR_EMPTY_RESPONSE|Failed to fetch|wrong_door|40[013]/,
});

test('a window whose server is gone says so everywhere, claims nothing to be up to date, and loses no judgement', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 3);
  const { stop } = await serve(folder);
  await upToDate(page);
  await goTo(page, 'Review');
  await expect(page.getByRole('listbox').first()).toBeVisible();
  await stop();

  // A part of the program that was never fetched.
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('button', { name: /^Funnel/ })
    .click();
  await expect(page.getByRole('alert').first()).toContainText('Leadlens does not answer');
  await expect(page.getByText('Not connected')).toBeVisible();
  await expect(page.getByText('Up to date')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Try again' }).first()).toBeVisible();
  await expect(page.locator('body')).not.toContainText('A mistake of Leadlens');

  // Where the database of the last run still answers, its screens still do.
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('button', { name: /^Review/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible();
  await page.getByRole('listbox').first().focus();
  await page.keyboard.press('r');
  await expect(page.locator('body')).toContainText(/not saved|could not be saved|does not answer/);
  await page.keyboard.press('Control+k');
  await expect(page.locator('body')).not.toContainText('A mistake of Leadlens');
  await expect(page.getByText('Up to date')).toHaveCount(0);
});

test('a read of the folder after the server is gone fails with what to do, and the numbers of before stay marked', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 3);
  const { stop } = await serve(folder);
  await upToDate(page);
  await stop();
  await page.getByRole('button', { name: 'Run again' }).click();
  const note = page
    .getByRole('alert')
    .filter({ hasText: 'the program that serves this window does not answer' });
  await expect(note.first()).toBeVisible();
  await expect(page.getByText('Up to date')).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText('A mistake of Leadlens');
});
