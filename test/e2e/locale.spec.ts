import { expect, expectTile, goTo, test, upToDate } from './app';

test.use({ locale: 'de-DE' });

test('numbers are written as in the locale of the browser, until another one is chosen', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(1200, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  const { delivered } = truth.leadQuality;
  await expectTile(page, 'Delivered leads', delivered.toLocaleString('de-DE'));
  await expect(page.getByText(/^Narrowed|^A lead counts once/)).toContainText(
    `${truth.leadQuality.reportRows.toLocaleString('de-DE')} rows`,
  );
  await expect(page.getByText(/\d+,\d %/).first()).toBeVisible();
  await goTo(page, 'Explore');
  await expect(
    page
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: `${(3 * delivered).toLocaleString('de-DE')} rows` }),
  ).toBeVisible();

  await page.keyboard.press('Control+,');
  await page.getByRole('combobox', { name: 'Numbers and dates' }).click();
  await page.getByRole('option', { name: /English .*United Kingdom/ }).click();
  await goTo(page, 'Funnel');
  await expectTile(page, 'Delivered leads', delivered.toLocaleString('en-GB'));
});
