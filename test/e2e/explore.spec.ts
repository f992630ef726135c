import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectTile, goTo, test, upToDate } from './app';

const grid = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const rowCount = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('main').getByRole('status').filter({ hasText: text }).first()).toBeVisible();

async function writeSql(page: Page, sql: string): Promise<void> {
  await page.getByRole('textbox', { name: 'SQL' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(sql);
}

async function runSql(page: Page, sql: string): Promise<void> {
  await writeSql(page, sql);
  await page.keyboard.press('Control+Enter');
}

test('a table without rows says that it has none, also where it is narrowed from the start', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(100, 2);
  // People alone tell nothing of invoices.
  await writeFile(
    join(folder, 'hubspot.csv'),
    'lead_id,user_uid,campaign_id,status,email\nh1,u1,Spring,MQL,ann@a.example\n',
  );
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Explore');
  await page.getByRole('textbox', { name: 'Search tables' }).fill('attributed_invoices');
  await page.getByRole('treeitem', { name: /attributed_invoices, 0 rows$/ }).click();
  await expect(page.getByRole('button', { name: 'Take away: Model is CRM campaign' })).toBeVisible();
  await rowCount(page, /^0 rows$/);
  await expect(page.getByText('This table has no rows in the last run.')).toBeVisible();
});

test('a table is sorted, filtered by its values, found in, copied and arranged', async ({
  page,
  context,
  sample,
  serve,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { folder, truth } = await sample(600, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Explore');
  // Once for each setting of links, and narrowed to that of the headline at first.
  const delivered = truth.leadQuality.delivered.toLocaleString('en-US');
  const all = (3 * truth.leadQuality.delivered).toLocaleString('en-US');
  await rowCount(page, `${delivered} of ${all} rows`);
  await page.getByRole('button', { name: /^Take away: Links is/ }).click();
  await rowCount(page, `${all} rows`);
  const table = grid(page, 'Lead outcomes by link setting');

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('textbox', { name: 'Search columns' }).fill('state');
  await page.getByRole('button', { name: /^State/ }).click();
  const panel = page.getByRole('complementary', { name: 'Column State' });
  await expect(panel.getByText('Different')).toBeVisible();
  const first = panel.getByRole('list', { name: 'Values of State' }).getByRole('checkbox').first();
  await first.check();
  await rowCount(page, new RegExp(`of ${all} rows`));
  const chip = page.getByRole('list', { name: 'Filters' }).getByRole('button', { name: /^State is/ });
  await expect(chip).toBeVisible();
  await page.getByRole('button', { name: /^Take away: State is/ }).click();
  await rowCount(page, `${all} rows`);

  await panel.getByRole('button', { name: 'Pin', exact: true }).click();
  await panel.getByRole('button', { name: 'Sort from great to small' }).click();
  await expect(table.getByRole('columnheader', { name: /^State/ })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await panel.getByRole('button', { name: 'Hide' }).click();
  await expect(table.getByRole('columnheader', { name: /^State/ })).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Show State', exact: true }).check();
  await expect(table.getByRole('columnheader', { name: /^State/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Close the panel' }).click();

  const cells = table.locator('.ag-cell');
  await cells.first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+C');
  await expect(page.getByText('Copied 2 cells.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(2);

  await cells.first().click();
  await page.keyboard.press('Control+F');
  const wanted = copied.split('\n')[1] ?? '';
  await page.getByRole('textbox', { name: 'Find in the table' }).fill(wanted);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Row 1 of \d/)).toBeVisible();
});

test('the list of tables is gone through with keys, says what each is and how large, and holds the files as they stand', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 2);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Explore');
  const tree = page.getByRole('tree', { name: 'Tables' });
  const outcomes = tree.getByRole('treeitem', {
    name: 'Lead outcomes by link setting, int_lead_outcomes, 900 rows',
  });
  await expect(outcomes).toHaveAttribute('aria-selected', 'true');
  await outcomes.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem', { name: /^Measured/ })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(outcomes).toHaveCount(0);
  await page.keyboard.press('Home');
  await expect(tree.getByRole('treeitem', { name: /^Raw files/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const file = tree.getByRole('treeitem', { name: /^report_.*\.csv/ }).first();
  await expect(file).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(file).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText(/^The records of the file as they stand in it/)).toBeVisible();
  await expect(page.getByRole('columnheader', { name: /^LEADNUMBER/i }).first()).toBeVisible();

  await page.getByRole('textbox', { name: 'Search tables' }).fill('rpt_funnel');
  await expect(tree.getByRole('treeitem')).toHaveCount(2);
  await tree.getByRole('treeitem', { name: /rpt_funnel/ }).click();
  await expect(page.getByRole('main').getByText('rpt_funnel').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Search tables' }).fill('nothing like that');
  await expect(page.getByText('No table goes by that name.')).toBeVisible();
});

test('SQL completes names, says where a mistake is, cancels, draws and is kept by the project', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 2);
  await page.clock.install();
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Explore');
  await page.getByText('SQL', { exact: true }).click();

  await writeSql(page, '');
  await page.keyboard.type('select * from dim_l');
  await page
    .getByRole('option', { name: /^dim_lead/ })
    .first()
    .click();
  await page.keyboard.press('Control+Enter');
  await rowCount(page, '300 rows');
  await expect(grid(page, 'Result').locator('.ag-cell').first()).not.toBeEmpty();

  await runSql(page, 'select nope\nfrom dim_lead');
  await expect(page.getByRole('alert')).toContainText('Line 1, column 8');
  await runSql(page, 'drop table dim_lead');
  await expect(page.getByRole('alert')).toContainText('Only one query at a time');
  await runSql(page, "select * from read_csv('ll/x.csv')");
  await expect(page.getByRole('alert')).toContainText('read_csv is not available here');

  await runSql(
    page,
    'select count(*) from range(1000000000) a, range(1000000000) b where a.range + b.range = 7',
  );
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  // What other screens ask waits for it: they say so, and it can be cancelled there.
  await goTo(page, 'Funnel');
  await expect(page.getByRole('status').filter({ hasText: 'Running the query of Explore' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await upToDate(page);
  await expectTile(page, 'Delivered leads', 300);
  await goTo(page, 'Explore');
  await page.getByText('SQL', { exact: true }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();

  await runSql(
    page,
    'select count(*) from range(1000000000) a, range(1000000000) b where a.range + b.range = 7',
  );
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();

  await runSql(page, 'select lead_uuid from dim_lead order by lead_uuid desc');
  await rowCount(page, '300 rows');
  // The editor waits a while before it offers names, by the clock of the page: none may come over the rows.
  await page.clock.runFor(2000);
  await expect(page.getByRole('listbox')).toHaveCount(0);

  await runSql(page, "select 'k' || i as place, i as leads from range(10000) r (i)");
  await rowCount(page, '10,000 rows');
  await page.getByText('Chart', { exact: true }).click();
  await expect(page.getByText(/the greatest 24 of 10,000/)).toBeVisible();
  await page.getByText('Line', { exact: true }).click();
  await expect(page.getByText(/of 10,000 places/)).toBeVisible();

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByLabel('Name').fill('Ten thousand');
  await page.getByRole('button', { name: 'Save in the project' }).click();
  await expect(page.getByLabel('Name')).toHaveCount(0);
  await page.reload();
  await upToDate(page);
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('menuitem', { name: /Ten thousand/ }).click();
  await page.getByRole('textbox', { name: 'SQL' }).click();
  await page.keyboard.press('Control+Enter');
  await rowCount(page, '10,000 rows');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const saved = await readFile(await (await download).path(), 'utf8');
  expect(saved.trimEnd().split('\r\n')).toHaveLength(10_001);
});

test('SQL begins with questions, takes names from the tree of tables, and opens the rows of a drill', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 2);
  await serve(folder);
  await upToDate(page);
  await page.evaluate(() => {
    window.location.hash = '#/explore?view=sql';
  });
  await page.getByRole('button', { name: 'Where do leads end, and how many of them?' }).click();
  await expect(grid(page, 'Result').getByRole('columnheader', { name: /^disposition/ })).toBeVisible();

  const editor = page.getByRole('textbox', { name: 'SQL' });
  await writeSql(page, 'select  from ');
  await page.getByRole('textbox', { name: 'Search tables and columns' }).fill('lead_uuid');
  const tree = page.getByRole('tree', { name: 'Tables' });
  const table = tree.getByRole('treeitem', { name: /, dim_lead,/ });
  await table.focus();
  await page.keyboard.press('Enter');
  await expect(editor).toHaveText('select  from dim_lead');
  await expect(editor).toBeFocused();
  await page.keyboard.press('Home');
  for (let step = 0; step < 'select '.length; step++) await page.keyboard.press('ArrowRight');
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await tree.getByRole('treeitem', { name: 'lead_uuid, varchar' }).click();
  await expect(editor).toHaveText('select lead_uuid from dim_lead');
  await page.keyboard.press('Control+Enter');
  await rowCount(page, '300 rows');

  await goTo(page, 'Funnel');
  const tile = page.getByRole('main').getByRole('button').filter({ hasText: 'Delivered leads' }).first();
  await tile.click();
  await page.getByRole('button', { name: 'Open these rows in SQL' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Explore' })).toBeVisible();
  await expect(editor).toContainText('int_lead_outcomes');
  await rowCount(page, '300 rows');
});

test('a chart of a query draws rates as their mean unless its reader asks for more, and opens the rows behind a mark', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 2);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Explore');
  await page.getByText('SQL', { exact: true }).click();
  const rates = "('TX', 'web', 0.2), ('TX', 'web', 0.4), ('TX', 'phone', 0.9), ('AZ', 'web', 0.6)";
  await runSql(page, `select * from (values ${rates}) t (place, source, rate)`);
  await rowCount(page, '4 rows');
  await page.getByText('Chart', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Mean of rate by place' })).toBeVisible();
  await expect(page.getByText(/Several rows share a value of place: their mean is drawn/)).toBeVisible();
  await expect(page.getByText('4 rows · 1 to 3 rows behind each mark')).toBeVisible();
  await expect(page.getByRole('img', { name: /Greatest: AZ with 0\.6\./ })).toBeVisible();

  await page.getByRole('combobox', { name: 'What a mark is of its rows' }).click();
  await page.getByRole('option', { name: 'Greatest', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Greatest rate by place' })).toBeVisible();
  await expect(page.getByRole('img', { name: /Greatest: TX with 0\.9\./ })).toBeVisible();

  await page.getByRole('combobox', { name: 'Colour by' }).click();
  await page.getByRole('option', { name: 'source', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Greatest rate by place and source' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Order of the places' }).click();
  await page.getByRole('option', { name: 'Smallest first' }).click();
  await page.getByRole('button', { name: /^Menu of the chart/ }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  const twin = page.getByRole('main').getByRole('table');
  await expect(twin.getByRole('row')).toHaveText([
    /^placesource/,
    /^AZweb0\.61/,
    /^TXweb0\.42/,
    /^TXphone0\.91/,
  ]);
  await twin.getByRole('button', { name: 'TX' }).first().click();
  await rowCount(page, '2 of 4 rows');
});

test('a pivot table counts by two columns, takes a measure, opens the rows of a cell and is saved', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 2);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Explore');
  await page.getByText('SQL', { exact: true }).click();
  const rows =
    "('TX', 'web', 10), ('TX', 'web', 20), ('TX', 'phone', 40), ('AZ', 'web', 80), ('AZ', 'web', null)";
  await runSql(page, `select * from (values ${rows}) t (place, source, spend)`);
  await rowCount(page, '5 rows');
  await page.getByText('Pivot', { exact: true }).click();
  const table = page.getByRole('region', { name: 'Pivot table' }).getByRole('table');
  await expect(table.getByRole('row')).toHaveText(['placewebphoneAll', 'TX213', 'AZ2–2', 'All415']);

  await page.getByRole('combobox', { name: 'Measure' }).click();
  await page.getByRole('option', { name: 'spend', exact: true }).click();
  await expect(page.getByText('Sum of spend by place and source')).toBeVisible();
  await expect(page.getByText('4 rows · 1 without a value left out')).toBeVisible();
  await expect(table.getByRole('row')).toHaveText(['placewebphoneAll', 'TX304070', 'AZ80–80', 'All11040150']);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV', exact: true }).click();
  const saved = await readFile(await (await download).path(), 'utf8');
  expect(saved.trimEnd().split('\r\n')).toEqual([
    'place,web,phone,All: Sum of spend',
    'TX,30,40,70',
    'AZ,80,,80',
    'All,110,40,150',
  ]);

  await table.getByRole('button', { name: 'TX, web: 30' }).click();
  await rowCount(page, '2 of 5 rows');
});

test('a hundred columns and a million rows are shown, and their statistics come as they are seen', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 2);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Explore');
  await page.getByText('SQL', { exact: true }).click();
  const columns = Array.from({ length: 100 }, (_, i) => `(i * ${String(i + 1)}) % 97 as c${String(i)}`);
  await runSql(page, `select ${columns.join(', ')} from range(1000000) r (i)`);
  await rowCount(page, '1,000,000 rows');
  await page.getByRole('button', { name: 'Columns' }).click();
  const panel = page.getByRole('complementary', { name: 'Columns' });
  await expect(panel.getByText('100 of 100 shown')).toBeVisible();
  await expect(panel.getByRole('group', { name: 'Histogram of c0', exact: true })).toBeVisible();
  await expect(panel.getByRole('group', { name: 'Histogram of c99', exact: true })).toHaveCount(0);
  await panel.getByRole('button', { name: /^c99/ }).scrollIntoViewIfNeeded();
  await expect(panel.getByRole('group', { name: 'Histogram of c99', exact: true })).toBeVisible();
});

test('columns and the history of queries stay with the project over a reload, and another project has its own', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 2);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Explore');
  const table = grid(page, 'Lead outcomes by link setting');
  const header = (name: RegExp) => table.getByRole('columnheader', { name });
  const names = async (): Promise<readonly string[]> => {
    await expect(header(/^State/)).toBeVisible();
    return (await table.getByRole('columnheader').allInnerTexts()).map((text) => text.trim());
  };

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Show City', exact: true }).uncheck();
  await page.getByRole('button', { name: 'Pin State', exact: true }).click();
  await page.getByRole('button', { name: 'Close the panel' }).click();
  const someHidden = page.getByRole('button', { name: /^\d+ of \d+ columns$/ });
  await expect(someHidden).toBeVisible();
  // The edge of a header is dragged as people do.
  // Columns that move to their places are waited for.
  await header(/^State/).hover();
  const before = (await header(/^State/).boundingBox())!;
  const edge = { x: before.x + before.width - 1, y: before.y + before.height / 2 };
  await page.mouse.move(edge.x, edge.y);
  await page.mouse.down();
  await page.mouse.move(edge.x + 90, edge.y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await header(/^State/).boundingBox())?.width).toBe(before.width + 90);

  await page.getByText('SQL', { exact: true }).click();
  await runSql(page, 'select 41 as first');
  await rowCount(page, '1 row');
  await runSql(page, 'select 42 as second');
  await expect(grid(page, 'Result').getByRole('columnheader', { name: /^second/ })).toBeVisible();
  await page.getByText('Tables', { exact: true }).click();
  const arranged = await names();

  await page.reload();
  await upToDate(page);
  await expect.poll(async () => (await header(/^State/).boundingBox())?.width).toBe(before.width + 90);
  expect(await names()).toEqual(arranged);
  await expect(someHidden).toBeVisible();
  await page.getByText('SQL', { exact: true }).click();
  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByRole('menuitem')).toHaveText(['select 42 as second', 'select 41 as first']);

  const { folder: other } = await sample(300, 2);
  await serve(other);
  await upToDate(page);
  await goTo(page, 'Explore');
  await expect(page.getByRole('button', { name: 'Columns', exact: true })).toBeVisible();
  await page.getByText('SQL', { exact: true }).click();
  await expect(page.getByRole('button', { name: 'History' })).toBeDisabled();
});
