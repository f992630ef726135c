import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, goTo, test, upToDate } from './app';

const HOSTILE = '=1+1 <img src=x onerror=alert(1)> set by phone';

const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Notes' });
const notes = (page: Page): Locator => panel(page).getByRole('article');

/** Opens the small menu of a tile or a table and takes an entry of it. */
async function choose(page: Page, title: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Note or pin: ${title}`, exact: true }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

async function chooseOfChart(page: Page, title: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Menu of the chart “${title}”` }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

async function write(page: Page, text: string): Promise<void> {
  await panel(page).getByRole('textbox').fill(text);
  await page.keyboard.press('Control+Enter');
  await expect(notes(page).filter({ hasText: text })).toBeVisible();
}

/** The pages of the report as it is saved. */
async function pdfPages(page: Page): Promise<readonly string[]> {
  await goTo(page, 'Report');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save PDF' }).click();
  const bytes = new Uint8Array(await readFile(await (await download).path()));
  return (await extractText(await getDocumentProxy(bytes), { mergePages: false })).text.map((text) =>
    text.replaceAll('\u200b', '').replaceAll(/\s+/g, ' '),
  );
}

test('a note on a number is there after a reload, says what has become of the number, and is printed', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(300, 4);
  const { appointment } = truth.trueFunnel.ever;
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await choose(page, 'Appointments', 'Write a note');
  await write(page, HOSTILE);
  await expect(panel(page).getByText('ever · likely').first()).toBeVisible();
  await page.keyboard.press('Escape');
  const mark = page.getByRole('button', { name: '1 note on Appointments' });
  await expect(mark).toBeVisible();
  expect((await pdfPages(page)).join(' ')).toContain(HOSTILE);

  const reports = (await readdir(join(folder, 'crm_reports'))).sort();
  for (const name of reports.slice(1)) await rm(join(folder, 'crm_reports', name));
  await page.reload();
  await upToDate(page);
  await goTo(page, 'Funnel');
  await mark.click();
  await expect(notes(page)).toContainText(HOSTILE);
  await expect(notes(page)).toContainText(new RegExp(`Appointments was ${String(appointment)}, is \\d+`));

  const pages = await pdfPages(page);
  expect(pages[0]).toContain('Appointments Note 1');
  const printed = pages.find((text) => text.includes(HOSTILE));
  expect(printed).toMatch(new RegExp(`Appointments was ${String(appointment)}, is \\d+`));
});

test('notes are written by keys, changed, deleted and brought back; each leads to what it is on', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 4);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await page.getByRole('slider', { name: 'How far delivered leads got' }).focus();
  await page.keyboard.press('Shift+N');
  await write(page, 'A chart.');
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /^Sales/ })
    .first()
    .click();
  await page.keyboard.press('Shift+N');
  await write(page, 'Rows behind a number.');
  await goTo(page, 'Findings');
  await page
    .getByRole('button', { name: /^Note or pin:/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Write a note' }).click();
  await write(page, 'A finding.');
  await page.keyboard.press('Escape');

  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(notes(page)).toHaveCount(3);
  const first = panel(page).getByRole('article', { name: 'Note 1 on How far delivered leads got' });
  await first.getByRole('button', { name: 'Edit' }).click();
  await first.getByRole('textbox').fill('A better chart.');
  await first.getByRole('button', { name: 'Save' }).click();
  await expect(first).toContainText('A better chart.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(first).toContainText('A chart.');
  await first.getByRole('button', { name: 'Delete' }).click();
  await expect(notes(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(notes(page)).toHaveCount(3);
  await first.getByRole('button', { name: 'How far delivered leads got' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Funnel' })).toBeVisible();
  await expect(page.getByRole('button', { name: '1 note on How far delivered leads got' })).toBeInViewport();
});

test('what one window writes is in the other one too, and neither takes the other one’s notes away', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(200, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await upToDate(other);
  await goTo(other, 'Funnel');
  await choose(page, 'Appointments', 'Write a note');
  await write(page, 'From the first window.');
  await choose(other, 'Sales', 'Write a note');
  await write(other, 'From the second window.');
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(notes(page)).toHaveCount(2);
});

test('the board keeps its order over a reload, by keys and by dragging, and is the first page of the report', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 4);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await choose(page, 'Sales', 'Pin to the board');
  await chooseOfChart(page, 'How far delivered leads got', 'Pin to the board');
  await choose(page, 'The same leads, counted seven ways', 'Pin to the board');
  await page
    .getByRole('button', { name: /^Demos/ })
    .first()
    .focus();
  await page.keyboard.press('Shift+P');
  await expect(page.getByText('Pinned to the board: Demos.')).toBeVisible();

  await goTo(page, 'Board');
  const board = page.getByRole('list', { name: 'Pinned' });
  const names = async (): Promise<readonly string[]> =>
    board.locator('> li').evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''));
  await page.getByRole('button', { name: 'Add a heading' }).click();
  const heading = page.getByRole('textbox', { name: 'Text of the heading' });
  await heading.fill('<b>What matters</b>');
  // Who goes on at once takes the focus away while it is being added: it is added once.
  await heading.evaluate((field) => {
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    field.blur();
  });
  const [ways, chart] = ['The same leads, counted seven ways', 'How far delivered leads got'];
  await expect.poll(names).toEqual(['Sales', chart, ways, 'Demos', '<b>What matters</b>']);

  await page.getByRole('button', { name: 'Move <b>What matters</b>' }).focus();
  await page.keyboard.press('Home');
  await expect.poll(names).toEqual(['<b>What matters</b>', 'Sales', chart, ways, 'Demos']);
  await page.getByRole('button', { name: 'Move Demos' }).dragTo(board.locator('> li').nth(1));
  const order = ['<b>What matters</b>', 'Demos', 'Sales', chart, ways];
  await expect.poll(names).toEqual(order);
  await page.reload();
  await upToDate(page);
  await expect.poll(names).toEqual(order);

  const [first = '', second = ''] = await pdfPages(page);
  const places = ['Board', '<b>What matters</b>', 'Demos', 'Sales', chart].map((words) =>
    first.indexOf(words),
  );
  expect(places.every((place) => place > 0)).toBe(true);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
  expect(first).not.toContain('Headline');
  expect(second).not.toBe('');

  await goTo(page, 'Board');
  await page.getByRole('button', { name: `Take ${chart} off the board` }).click();
  await expect.poll(names).not.toContain(chart);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(names).toEqual(order);
});

test('what is pinned keeps its filters, follows the data, and says when they do not have it any more', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 4);
  await serve(folder);
  await upToDate(page);
  const only = new URLSearchParams({ 'only.vendor': JSON.stringify(['Northlight']) });
  await page.goto(`${page.url().split('#')[0] ?? ''}#/funnel?${only.toString()}`);
  await choose(page, 'Delivered leads', 'Pin to the board');
  const tile = page.getByRole('main').getByRole('button').filter({ hasText: 'Delivered leads' }).first();
  const number = (await tile.getByText(/^\d+$/).first().textContent()) ?? '';
  await goTo(page, 'Board');
  const pinned = page
    .getByRole('list', { name: 'Pinned' })
    .getByRole('listitem', { name: 'Delivered leads' });
  await expect(pinned).toContainText('Vendor: Northlight');
  await expect(pinned.getByRole('button', { name: number, exact: true })).toBeVisible();
  await pinned.getByRole('button', { name: 'Go to Delivered leads' }).click();
  await expect(page.getByText('Vendor: Northlight').first()).toBeVisible();

  await rm(join(folder, 'leads'), { recursive: true });
  await page.reload();
  await upToDate(page);
  await goTo(page, 'Board');
  await expect(pinned.getByRole('note')).toContainText('could not be answered');
});
