import type { Locator, Page } from '@playwright/test';
import type { RunOutcome } from '../../shared/contract/run';
import type { Reach, Walker } from './walker';

/** Rows of a table from which only their count is compared: pages and file of more take minutes. */
const MOST_ROWS = 40_000;

const tree = (page: Page): Locator => page.getByRole('tree', { name: 'Tables' });
const ways = (page: Page, name: string): Promise<void> =>
  page.getByRole('radiogroup', { name: 'How the table is shown' }).getByText(name, { exact: true }).click();

/** Opens every group of the list, and gives what stands in it: the tables, or the files. */
async function entriesOf(page: Page): Promise<readonly string[]> {
  for (;;) {
    const closed = tree(page).locator('[aria-level="1"][aria-expanded="false"]');
    if ((await closed.count()) === 0) break;
    await closed.first().click();
  }
  return tree(page)
    .locator('[aria-level="2"]')
    .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''));
}

/** Takes away the filters of the reader, those of the table's own alone stay. */
async function clearFilters({ page }: Walker, own: number): Promise<void> {
  const crosses = page.getByRole('main').getByRole('button', { name: /^Take away: / });
  while ((await crosses.count()) > own) await crosses.last().click();
  await page.evaluate(() => window.walk.settled());
}

const filtersNow = ({ page }: Walker): Promise<number> =>
  page
    .getByRole('main')
    .getByRole('button', { name: /^Take away: / })
    .count();

/** Every table and every file of the list: how many rows it says, shows and saves. */
export async function exploreTables(walker: Walker, reach: Reach): Promise<void> {
  const { page } = walker;
  const labels = await entriesOf(page);
  const { files } = (await page.evaluate(() => window.walk.outcome())) as RunOutcome;
  let raw = 0;
  for (const [at, label] of labels.entries()) {
    const entry = tree(page).locator('[aria-level="2"]').nth(at);
    const size = / rows$/.test(label) ? (label.split(', ').at(-1) ?? '') : null;
    if (size === null && ++raw > reach.mostOfAKind) continue;
    await entry.click();
    await walker.settled();
    await walker.rowsShown();
    const heading = (await entry.getAttribute('aria-label')) ?? '';
    if (size !== null) {
      await walker.table(heading, size, MOST_ROWS);
      continue;
    }
    const name = files.find(({ file }) => {
      const [title, folder = ''] = label.split(', ');
      return file === `${folder.endsWith('/') ? folder : ''}${title ?? ''}`;
    });
    await walker.table(heading, name ? walker.write(name.records) : '', MOST_ROWS);
  }
}

/** Every cell of a pivot table of the first table: the rows that it opens are as many as it says. */
export async function explorePivot(walker: Walker, reach: Reach): Promise<void> {
  const { page } = walker;
  await walker.rowsShown();
  const own = await filtersNow(walker);
  await ways(page, 'Pivot');
  await walker.settled();
  const cells = page.getByRole('region', { name: 'Pivot table' }).getByRole('button');
  const count = Math.min(await cells.count(), reach.mostOfAKind * 4);
  for (let at = 0; at < count; at += 1) {
    const cell = cells.nth(at);
    const [name, shown] = [(await cell.getAttribute('aria-label')) ?? '', (await cell.textContent()) ?? ''];
    await cell.click();
    await walker.rowsShown();
    await walker.table(`Pivot table › ${name}`, shown, MOST_ROWS);
    await clearFilters(walker, own);
    await ways(page, 'Pivot');
    await walker.settled();
  }
}

/** Every bar of a chart of rows by the first text of a table. */
export async function exploreChart(walker: Walker, reach: Reach): Promise<void> {
  const { page } = walker;
  await walker.rowsShown();
  const own = await filtersNow(walker);
  const draw = async (): Promise<void> => {
    await ways(page, 'Chart');
    await page.getByRole('radiogroup', { name: 'Kind of chart' }).getByText('Bars', { exact: true }).click();
    await walker.settled();
    if ((await page.getByRole('combobox', { name: 'y, up' }).inputValue()) === 'Number of rows') return;
    await page.getByRole('combobox', { name: 'y, up' }).click();
    await page.getByRole('option', { name: 'Number of rows' }).click();
    await walker.settled();
  };
  await draw();
  const marks = await page.evaluate(() => window.walk.marksOf(0));
  for (const mark of marks.slice(0, reach.mostOfAKind)) {
    const tip = await page.evaluate((point) => window.walk.bring(0, point), mark.tip);
    await page.mouse.move(...tip);
    const lines = await page.evaluate((pointer) => window.walk.tooltip(0, pointer), tip);
    const at = await page.evaluate((point) => window.walk.bring(0, point), mark.at);
    await page.mouse.click(...at);
    await walker.rowsShown();
    await walker.table(`Chart of a table › ${String(mark.index)}`, lines.at(-1)?.[1] ?? '', MOST_ROWS);
    await clearFilters(walker, own);
    await draw();
  }
}

/** What is said of each column of a table, and the bars of how its values lie. */
export async function exploreColumns(walker: Walker, reach: Reach): Promise<void> {
  const { page } = walker;
  await walker.rowsShown();
  const own = await filtersNow(walker);
  const { columns, pages } = await walker.rowsNow();
  await page
    .getByRole('main')
    .getByRole('button', { name: /olumns$/ })
    .first()
    .click();
  for (const [at, { name, label }] of columns.entries()) {
    if (at >= reach.mostOfAKind) break;
    await page
      .getByRole('complementary', { name: 'Columns' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('checkbox', { name: `Show ${label}`, exact: true }) })
      .getByRole('button')
      .first()
      .click();
    const side = page.getByRole('complementary', { name: `Column ${label}`, exact: true });
    await side.getByText('Different', { exact: true }).waitFor();
    const facts = await side
      .locator('dl div')
      .evaluateAll((rows) =>
        rows.map((row) => [row.children[0]?.textContent ?? '', row.children[1]?.textContent ?? '']),
      );
    const fact = (of: string): string => facts.find(([key]) => key === of)?.[1] ?? '';
    walker.counted(`${label} › Rows`, fact('Rows'), pages.lines.length);
    walker.counted(`${label} › Empty`, fact('Empty'), pages.with(name, ''));
    if (!fact('Different').startsWith('about')) {
      walker.counted(`${label} › Different`, fact('Different'), pages.distinct(name));
    }
    const bars = side.getByRole('group', { name: `Histogram of ${label}` }).getByRole('button');
    for (let bar = 0; bar < Math.min(await bars.count(), 3); bar += 1) {
      const title = (await bars.nth(bar).getAttribute('aria-label')) ?? '';
      if (await bars.nth(bar).isDisabled()) continue;
      await bars.nth(bar).click();
      await walker.settled();
      await walker.rowsShown();
      await walker.table(`${label} › ${title}`, title.split(': ').at(-1) ?? '', MOST_ROWS);
      await clearFilters(walker, own);
    }
    await side.getByRole('button', { name: 'All columns' }).click();
  }
}
