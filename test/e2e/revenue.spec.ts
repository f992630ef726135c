import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RevenueSummary } from '../../shared/contract/revenue';
import { builtApp, leadlens } from '../support/built-app';
import { expect, expectTile, goTo, test, upToDate } from './app';

let folder = '';
let truth: RevenueSummary;
/** Days of the invoices that count, in order. */
let days: readonly string[] = [];

test.beforeAll(async () => {
  await builtApp();
  folder = await mkdtemp(join(tmpdir(), 'leadlens-revenue-'));
  await leadlens('sample', folder, '--scenario', 'revenue', '--leads', '300');
  truth = (JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')) as { revenue: RevenueSummary })
    .revenue;
  const [, ...lines] = (await readFile(join(folder, 'raw_stripe_invoices.csv'), 'utf8'))
    .trim()
    .split(/\r?\n/);
  const leftOut = new Set(truth.notInvoiced.map(({ status }) => status));
  days = lines
    .map((line) => line.split(','))
    .filter((cells) => !leftOut.has(cells[5] ?? ''))
    .map((cells) => new Date(Number(cells[2]) * 1000).toISOString().slice(0, 10))
    .sort();
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const chips = (page: Page) => page.getByRole('group', { name: 'Filters' });
const invoicesShown = (page: Page, count: number): Promise<void> =>
  expect(page.getByRole('main')).toContainText(
    `${count.toLocaleString('en-US')} invoices in ${truth.currency}`,
  );

const tileOf = (page: Page, name: string) =>
  page
    .getByRole('main')
    .getByRole('button')
    .filter({ has: page.getByText(name, { exact: true }) })
    .first();

/** Sets one end of the period. */
async function setDay(page: Page, end: 'From' | 'To', day: string): Promise<void> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByLabel(end, { exact: true }).fill(day);
  await page.keyboard.press('Escape');
}

test('a period narrows every number that has a date, in its chips, by its ends and back', async ({
  page,
  serve,
}) => {
  expect(days).toHaveLength(truth.invoices);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Revenue');
  await invoicesShown(page, truth.invoices);
  await expectTile(page, 'Invoiced, USD', Math.round(truth.invoiced));

  const from = days[Math.floor(days.length / 3)] ?? '';
  const to = days[Math.floor((2 * days.length) / 3)] ?? '';
  await setDay(page, 'From', from);
  await expect(chips(page)).toContainText('Period: from');
  await invoicesShown(page, days.filter((day) => day >= from).length);
  await setDay(page, 'To', to);
  const within = days.filter((day) => day >= from && day <= to).length;
  await invoicesShown(page, within);

  // What stands behind a number is narrowed too.
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Invoiced, USD/ })
    .click();
  await expect(page.getByRole('complementary').last().getByRole('status')).toHaveText(
    `${String(within)} rows`,
  );
  await page.keyboard.press('Escape');

  await page.goBack();
  await invoicesShown(page, days.filter((day) => day >= from).length);
  await page.getByRole('button', { name: /^Remove the filter Period/ }).click();
  await invoicesShown(page, truth.invoices);

  // A period in which nothing happened says what to do.
  await setDay(page, 'To', '2001-01-01');
  await invoicesShown(page, 0);
  await expect(page.getByText('There is nothing to draw. Take filters away').first()).toBeVisible();
  await chips(page).getByRole('button', { name: 'Clear all' }).click();
  await invoicesShown(page, truth.invoices);
  await expect(page.getByText('There is nothing to draw.')).toHaveCount(0);
});

test('campaigns narrow what is credited and spent, and say what they cannot narrow', async ({
  page,
  serve,
}) => {
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Revenue');
  const costs = page.getByRole('region', { name: /What a lead and a customer cost/ });
  const { campaigns } = truth.models.linear;
  const header = 1;
  await expect(costs.getByRole('row')).toHaveCount(header + campaigns.length);
  const [one, other] = campaigns.filter(({ spend }) => (spend ?? 0) > 0).slice(0, 2);

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page
    .getByRole('textbox', { name: 'Campaigns' })
    .or(page.getByRole('combobox', { name: 'Campaigns' }))
    .first()
    .click();
  await page.getByRole('option', { name: one?.campaign_id ?? '' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(chips(page)).toContainText(`Campaign: ${one?.campaign_id ?? ''}`);
  await expect(chips(page)).toContainText('Not narrowed: people, customers');
  for (const tile of ['People', 'Customers']) await expect(tileOf(page, tile)).toContainText('not narrowed');
  await expect(tileOf(page, 'Invoiced, USD')).toContainText('not narrowed to campaigns');
  await expectTile(page, 'Spend, USD', Math.round(one?.spend ?? 0));
  await expect(costs.getByRole('row')).toHaveCount(header + 1);

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page
    .getByRole('textbox', { name: 'Campaigns' })
    .or(page.getByRole('combobox', { name: 'Campaigns' }))
    .first()
    .click();
  await page.getByRole('option', { name: other?.campaign_id ?? '' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expectTile(page, 'Spend, USD', Math.round((one?.spend ?? 0) + (other?.spend ?? 0)));
  await expect(costs.getByRole('row')).toHaveCount(header + 2);

  await page.getByRole('button', { name: /^Remove the filter Campaign/ }).click();
  await expect(costs.getByRole('row')).toHaveCount(header + campaigns.length);
});

test('a header sorts the campaigns by its numbers, the other way at the next click, and by the keyboard', async ({
  page,
  serve,
}) => {
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Revenue');
  const costs = page.getByRole('region', { name: /What a lead and a customer cost/ });
  const header = (name: string) => costs.getByRole('columnheader', { name });
  const roas = async (): Promise<readonly number[]> => {
    const texts = await costs.locator('tbody tr td:last-child').allInnerTexts();
    return texts.filter((text) => /\d/.test(text)).map(Number);
  };
  const inOrder = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);
  await expect(header('ROAS')).toHaveAttribute('aria-sort', 'none');

  await header('ROAS').getByRole('button').click();
  await expect(header('ROAS')).toHaveAttribute('aria-sort', 'descending');
  const downwards = await roas();
  expect(new Set(downwards).size).toBeGreaterThan(1);
  expect(downwards).toEqual(inOrder(downwards).toReversed());

  await header('ROAS').getByRole('button').press('Enter');
  await expect(header('ROAS')).toHaveAttribute('aria-sort', 'ascending');
  expect(await roas()).toEqual(inOrder(downwards));

  await header('Campaign').getByRole('button').click();
  await expect(header('ROAS')).toHaveAttribute('aria-sort', 'none');
  const names = await costs.getByRole('rowheader').allInnerTexts();
  expect(names).toEqual([...names].sort());
  expect(names).toHaveLength(truth.models.linear.campaigns.length);
});

test.describe('where a point separates thousands', () => {
  test.use({ locale: 'de-DE' });

  test('a rate is read as it is written there, echoed, and asked about when it changes tenfold', async ({
    page,
    serve,
  }) => {
    await serve(folder);
    await upToDate(page);
    const rates = page.getByRole('region', { name: /^Rates/ });
    await goTo(page, 'Sources');
    const pesos = rates.getByLabel('Rate of COP');
    const saved = rates.getByRole('button', { name: 'Save and run again' });
    await expect(rates).toContainText('1 USD = 4.200 COP');

    // The same number as it is written there is no change at all.
    await pesos.fill('4.200');
    await expect(saved).toBeDisabled();
    await pesos.fill('4.2');
    await expect(rates).toContainText('such as 1.234,5');
    await expect(saved).toBeDisabled();

    await pesos.fill('4,2');
    await expect(rates).toContainText('1 USD = 4,2 COP');
    await saved.click();
    const question = page.getByRole('dialog');
    await expect(question).toContainText('1 USD = 4,2 COP, and was 4.200');
    await question.getByRole('button', { name: 'Check it again' }).click();
    await expect(question).toBeHidden();
    await rates.getByRole('button', { name: 'Undo' }).click();
    await goTo(page, 'Revenue');
    await expectTile(page, 'Invoiced, USD', Math.round(truth.invoiced).toLocaleString('de-DE'));
  });
});
