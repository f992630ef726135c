import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test, upToDate } from './app';

const panel = (page: Page): Locator => page.getByRole('complementary').last();

const count = (text: string | null): number => Number((text ?? '').replaceAll(/\D/g, ''));

/** Rows that the panel says it has. */
async function said(page: Page): Promise<number> {
  const status = panel(page).getByRole('status');
  await expect(status).toHaveText(/^[\d,]+ rows?$/);
  return count(await status.textContent());
}

/** Scrolls aside until a column of the grid in the panel is there. */
async function bringIntoSight(page: Page, column: string): Promise<Locator> {
  const header = panel(page).locator(`.ag-header-cell[col-id="${column}"]`);
  const viewport = panel(page).locator('.ag-grid-viewport');
  await expect(panel(page).locator('.ag-cell').first()).toBeVisible();
  for (let left = 0; left < 4000 && (await header.count()) === 0; left += 150) {
    await viewport.evaluate(async (element, x) => {
      element.scrollLeft = x;
      await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    }, left);
  }
  await expect(header).toBeVisible();
  return header;
}

/** Pixels. */
const ROW_HEIGHT = 30;

/** What stands in a column of the grid in the panel, from the first row to the last: a page of it comes after the other. */
async function shown(page: Page, column: string): Promise<readonly string[]> {
  const rows = await said(page);
  const found = new Map<number, string>();
  const viewport = panel(page).locator('.ag-grid-viewport');
  await bringIntoSight(page, column);
  const inSight = panel(page).locator(`.ag-cell[col-id="${column}"]`);
  const step = await viewport.evaluate((element) => element.clientHeight - 90);
  for (let top = 0; found.size < rows; top += step) {
    const places = [Math.ceil(top / ROW_HEIGHT), Math.floor((top + step) / ROW_HEIGHT)];
    // A grid grows while pages of it come, and the rows of before may still stand there: those of this place have to come.
    await expect(async () => {
      await viewport.evaluate((element, y) => {
        element.scrollTop = y;
      }, top);
      // A grid that is made anew begins at its left end.
      if ((await inSight.count()) === 0) await bringIntoSight(page, column);
      for (const at of places) {
        const row = panel(page).locator(`.ag-row[row-index="${String(Math.min(at, rows - 1))}"]`);
        await expect(row.locator(`.ag-cell[col-id="${column}"]`)).toBeVisible({ timeout: 1000 });
      }
    }).toPass({ timeout: 180_000 });
    // A row that is on its way has empty cells.
    await expect(inSight.filter({ hasText: /^$/ })).toHaveCount(0);
    const cells = await inSight.evaluateAll((all) =>
      all.map(
        (cell) => [Number(cell.closest('.ag-row')?.getAttribute('row-index')), cell.textContent] as const,
      ),
    );
    for (const [row, text] of cells) found.set(row, text);
    expect(top, 'the grid ends before all rows were seen').toBeLessThan(rows * ROW_HEIGHT + step);
  }
  // The last of all: nothing comes after what the panel said.
  expect(Math.max(...found.keys())).toBe(rows - 1);
  return [...found].sort(([a], [b]) => a - b).map(([, text]) => text);
}

/** The records of the CSV that the panel saves, by the names of its columns. */
async function saved(page: Page): Promise<readonly Readonly<Record<string, string>>[]> {
  const download = page.waitForEvent('download');
  await panel(page).getByRole('button', { name: 'CSV', exact: true }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  const [header = [], ...records] = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(',').map((cell) => cell.replace(/^"(.*)"$/, '$1')));
  return records.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
}

test('a drill under a filter holds the rows of its number on every page and in the CSV', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(1200, 3);
  const state = truth.leadQuality.breakdowns.state
    .filter((row) => row.reported && row.key !== null)
    .sort((a, b) => b.leads - a.leads)[0]!;
  await serve(folder);
  await upToDate(page);
  await page.evaluate((key) => {
    window.location.hash = `#/funnel?only.state=${encodeURIComponent(JSON.stringify([key]))}`;
  }, state.key);
  // The truth of a place is that of linked leads.
  await page.getByText('Linked', { exact: true }).click();
  await expect(page.getByRole('main')).toContainText(`Narrowed to ${String(state.leads)} of `);

  await page.getByRole('button', { name: 'Menu of the chart “Stages in each snapshot”' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  const table = page.getByRole('region', { name: /^Stages in each snapshot/ });
  const last = table.getByRole('row').last();
  const clicked = count(await last.getByRole('cell').nth(2).textContent());
  await last.getByRole('button').click();

  const rows = await said(page);
  const records = await saved(page);
  // More than the grid asks for at a time, or this would see one page only.
  expect(rows).toBeGreaterThan(100);
  expect(records).toHaveLength(rows);
  expect(records.reduce((sum, record) => sum + Number(record['row_count']), 0)).toBe(clicked);
  expect(await shown(page, 'lead_number')).toEqual(records.map((record) => record['lead_number']));
});

test('a drill of a comparison holds the leads of its number on every page and in the CSV, also when it is sorted', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(500, 3);
  const { ever_linked: linked, ever_strict: strict } = truth.leadQuality.funnel;
  await serve(folder);
  await upToDate(page);
  await page.evaluate(() => {
    window.location.hash = `#/funnel?compare=${encodeURIComponent('{"kind":"links"}')}`;
  });
  await page
    .getByRole('button', { name: `Matched leads, side A: ${strict.matched.toLocaleString('en-US')}` })
    .click();
  expect(await said(page)).toBe(strict.matched);
  expect(strict.matched).toBeGreaterThan(100);
  const first = await saved(page);
  expect(first).toHaveLength(strict.matched);
  expect(await shown(page, 'lead_number')).toEqual(first.map((record) => record['lead_number']));

  const header = await bringIntoSight(page, 'lead_number');
  await header.click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  const again = await saved(page);
  expect(again.map((record) => record['lead_uuid']).sort()).toEqual(
    first.map((record) => record['lead_uuid']).sort(),
  );
  expect(await shown(page, 'lead_number')).toEqual(again.map((record) => record['lead_number']));
  expect(linked.matched).toBeGreaterThan(strict.matched);
});
