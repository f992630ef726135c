import { expect, goTo, test, upToDate } from './app';

test('a result of SQL and a pivot table are added to the report, stand in it, and are taken out again', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(120, 3);
  await serve(folder);
  await upToDate(page);

  const add = async (title: string): Promise<void> => {
    await page.getByRole('button', { name: 'Add to report' }).click();
    await page.getByRole('textbox', { name: 'Title in the report' }).fill(title);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`“${title}” stands in the report, under Explorations.`)).toBeVisible();
  };

  await test.step('rows of SQL', async () => {
    await goTo(page, 'Explore');
    await page.getByText('SQL', { exact: true }).click();
    const editor = page.getByRole('textbox', { name: /SQL/ });
    await editor.click();
    await page.keyboard.insertText('select state, count(*) as leads from dim_place group by 1 order by 1');
    await page.keyboard.press('Control+Enter');
    await add('Places by state');
  });

  await test.step('the same as a pivot table', async () => {
    await page.getByText('Pivot', { exact: true }).click();
    await add('Pivot of places');
  });

  await test.step('both stand in the report, with their SQL', async () => {
    await goTo(page, 'Report');
    const list = page.getByRole('list', { name: 'Explorations' });
    await expect(list.getByRole('listitem')).toHaveCount(2);
    await expect(list).toContainText('Places by state table');
    await expect(list).toContainText('Pivot of places pivot table');
    await page.getByRole('button', { name: 'Move Pivot of places up' }).click();
    await expect(list.getByRole('listitem').first()).toContainText('Pivot of places');
    await page.getByRole('button', { name: 'Take Places by state out of the report' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(1);
  });

  await test.step('they are there after the window is opened anew, and their SQL opens', async () => {
    await page.reload();
    await upToDate(page);
    await goTo(page, 'Report');
    await page.getByRole('button', { name: 'Open the SQL of Pivot of places' }).click();
    await expect(page.getByText('count(*) as leads')).toBeVisible();
  });
});
