import type { Page } from '@playwright/test';
import { expect, expectTile, goTo, test, upToDate } from './app';

const panel = (page: Page) => page.getByRole('complementary').last();

/** Rows that the panel says it has. */
const rows = async (page: Page): Promise<number> => {
  const status = panel(page).getByRole('status');
  await expect(status).toHaveText(/^[\d,]+ rows?$/);
  return Number((await status.textContent())?.replaceAll(/\D/g, ''));
};

const chart = (page: Page, title: string) =>
  page
    .getByRole('region', { name: title })
    .or(page.locator('section', { hasText: title }))
    .first();

/** Clicks on the name of a bar: the whole band of it can be hit. */
async function clickBar(page: Page, title: string, name: string): Promise<void> {
  await chart(page, title).getByRole('img').first().getByText(name, { exact: true }).click();
}

test('a number and a mark open their rows with definition, SQL and export; back and forward go the same way', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(300, 5);
  const { ever: counts } = truth.trueFunnel;
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');

  await clickBar(page, 'How far delivered leads got', 'Demos');
  await expect(panel(page).getByRole('heading', { name: 'Demos' })).toBeVisible();
  expect(await rows(page)).toBe(counts.demo);
  await expect(panel(page)).toContainText('Delivered leads with a linked CRM row whose Demo column is true.');
  await panel(page).getByRole('button', { name: 'SQL', exact: true }).click();
  await expect(panel(page).getByLabel('SQL of these rows')).toContainText('"has_demo_ever"');
  const download = page.waitForEvent('download');
  await panel(page).getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toBe('demos.csv');

  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Demos' })).toBeHidden();
  await page.goForward();
  await expect(panel(page).getByRole('heading', { name: 'Demos' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Demos' })).toBeHidden();

  // A state of the map by the table twin, as a reader of the screen without a mouse opens it.
  await page.getByRole('button', { name: 'Menu of the chart “From the first report to the last”' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  const table = page.getByRole('region', { name: /^From the first report to the last/ });
  const first = table.getByRole('row').nth(1);
  const leads = Number((await first.getByRole('cell').nth(1).textContent())?.replaceAll(/\D/g, ''));
  await first.getByRole('button').click();
  expect(await rows(page)).toBe(leads);
});

test('a filter holds for every number of the screen, and back takes it away again', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(300, 5);
  const { ever_linked: counts } = truth.leadQuality.funnel;
  const state = truth.leadQuality.breakdowns.state
    .filter((row) => row.reported && row.key !== null)
    .sort((a, b) => b.leads - a.leads)[0]!;
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  // The truth of places is told of these links.
  await page.getByText('Linked', { exact: true }).click();
  await expectTile(page, 'Delivered leads', counts.delivered);

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('checkbox', { name: new RegExp(`^${state.key ?? ''}\\s*[\\d,]+$`) }).check();
  await page.keyboard.press('Escape');
  const chips = page.getByRole('group', { name: 'Filters' });
  await expect(chips).toContainText(`State: ${state.key ?? ''}`);
  await expect(page.getByRole('main')).toContainText(
    `Narrowed to ${String(state.leads)} of ${String(counts.delivered)} delivered leads`,
  );
  await expectTile(page, 'Delivered leads', state.leads);
  await expectTile(page, 'Sales', state.sale);

  // A drill is narrowed too.
  await page
    .getByRole('main')
    .getByRole('button')
    .filter({ has: page.getByText('Appointments', { exact: true }) })
    .first()
    .click();
  expect(await rows(page)).toBe(state.appointment);
  await page.goBack();
  await page.goBack();
  await expectTile(page, 'Delivered leads', counts.delivered);
  await page.goForward();
  await expectTile(page, 'Delivered leads', state.leads);
  await chips.getByRole('button', { name: 'Clear all' }).click();
  await expectTile(page, 'Delivered leads', counts.delivered);
});

test('a snapshot narrows the screen to the leads that it holds, and its chip says what that means', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(300, 5);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('combobox', { name: 'Filter by' }).click();
  await page.getByRole('option', { name: 'In snapshot' }).click();
  const values = page.getByRole('group', { name: 'In snapshot' });
  await expect(values.getByRole('checkbox')).toHaveCount(truth.leadQuality.snapshots);
  const first = values.getByRole('checkbox', { name: /^#1 · / });
  const leads = Number(/(\d+)$/.exec((await values.locator('label').first().innerText()).trim())?.[1]);
  expect(leads).toBeGreaterThan(0);
  expect(leads).toBeLessThan(300);
  await first.check();
  await page.keyboard.press('Escape');
  await expectTile(page, 'Delivered leads', leads);
  const chips = page.getByRole('group', { name: 'Filters' });
  await chips.getByText('In snapshot: #1').hover();
  await expect(page.getByRole('tooltip')).toContainText('still counted over all snapshots');
  await chips.getByRole('button', { name: 'Remove the filter In snapshot: #1' }).click();
  await expectTile(page, 'Delivered leads', 300);
});

test('dragging over bars narrows the screen to them', async ({ page, sample, serve }) => {
  const { folder } = await sample(300, 5);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  const drawing = chart(page, 'Appointment rate by week of entry').getByRole('img').first();
  await drawing.scrollIntoViewIfNeeded();
  const box = (await drawing.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByRole('group', { name: 'Filters' })).toContainText('Week of entry:');
});

test('two snapshots are compared down to the leads that make the difference', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(300, 5);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await page.getByText('Compare', { exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Snapshot 5.* against snapshot 4/ })).toBeVisible();
  await page.getByText('Two kinds of links', { exact: true }).click();
  const { ever_linked: linked, ever_strict: strict } = truth.leadQuality.funnel;
  const gained = linked.matched - strict.matched;
  await page.getByRole('button', { name: `Matched leads, gained: ${String(gained)}` }).click();
  expect(await rows(page)).toBe(gained);
});
