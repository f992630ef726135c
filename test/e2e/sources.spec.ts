import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, goTo, test as base, upToDate } from './app';

/** Opens a folder with one file, and that file in the panel. */
const test = base.extend<{ readonly openFile: (name: string, lines: readonly string[]) => Promise<Locator> }>(
  {
    openFile: async ({ page, serve }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'leadlens-e2e-'));
      await use(async (name, lines) => {
        await writeFile(join(folder, name), `${lines.join('\n')}\n`);
        await serve(folder);
        await upToDate(page);
        await goTo(page, 'Sources');
        await page.getByRole('main').getByRole('button', { name }).click();
        return page.getByRole('complementary', { name });
      });
      await rm(folder, { recursive: true, force: true });
    },
  },
);

const choose = async (page: Page, field: string, column: string): Promise<void> => {
  await page.getByRole('combobox', { name: `Column for ${field}`, exact: true }).click();
  await page.getByRole('option', { name: column, exact: true }).click();
};

/** What stands below a field: the row after its own. */
const below = (page: Page, field: string): Locator =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('combobox', { name: `Column for ${field}`, exact: true }) })
    .locator('xpath=following-sibling::tr[1]');

test('the columns of a file show how far they are filled, values of theirs, and what was read in them', async ({
  page,
  openFile,
}) => {
  const panel = await openFile('fb_ads.csv', [
    'date,campaign_id,spend,impressions,clicks,Objective',
    '17/05/2025,C1,"1.234,50",1000,7,North',
    '18/05/2025,C1,"2.000,00",1000,many,',
  ]);
  await expect(panel).toContainText('Filled cells and values of all 2 records.');
  await expect(below(page, 'Date')).toContainText('100 % filled');
  await expect(below(page, 'Date')).toContainText('17/05/2025');
  await expect(below(page, 'Date')).toContainText('May 17, 2025');
  await expect(below(page, 'Cost')).toContainText('1234.50 USD');
  await expect(below(page, 'Clicks')).toContainText('not read: it is no number');
  const others = panel.getByRole('region', { name: 'Columns that no field uses' });
  await expect(others.getByRole('row', { name: 'Objective' })).toContainText('50.0 %');
  await expect(others.getByRole('row', { name: 'Objective' })).toContainText('North');

  await choose(page, 'Impressions', 'clicks');
  await expect(below(page, 'Impressions')).toContainText('clicks is the column of Clicks too.');
  await expect(below(page, 'Impressions')).not.toContainText('not read');
  await choose(page, 'Clicks', 'no column');
  await expect(below(page, 'Impressions')).not.toContainText('is the column of');
  await panel.getByRole('button', { name: 'Save and run again' }).click();
  await expect(below(page, 'Impressions')).toContainText('not read: it is no number');
});

test('in what amounts are written is said beside the question, for all files with these columns', async ({
  page,
  openFile,
}) => {
  const panel = await openFile('charges.csv', [
    'id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID',
    'ch_1,2024-01-05,14800,0,usd,succeeded,cus_A',
  ]);
  await expect(panel).toContainText('they may be in minor units (cents)');
  await expect(below(page, 'Amount')).toContainText('14800 USD');
  await panel.getByRole('combobox', { name: 'Amounts are written in' }).click();
  await page.getByRole('option', { name: 'The smallest unit, such as 1234 cents' }).click();
  await expect(below(page, 'Amount')).toContainText('148.00 USD');
  await expect(panel).toContainText('As you said of all files with these columns.');
});

test('the form of a file that is set by hand is kept with the columns that come out', async ({
  page,
  openFile,
}) => {
  const panel = await openFile('google_ads.csv', [
    'date;campaignId;spend;impressions;clicks',
    '2025-05-16;C1;1000.00;1;1',
    'date;campaignId;spend;impressions;clicks',
    '2025-05-17;C1;10.50;3740;112',
  ]);
  await page.getByRole('tab', { name: 'Preview' }).click();
  await panel.getByRole('radio', { name: '3 date;campaignId' }).click();
  await expect(panel).toContainText('For all files that come out with the same columns.');
  await panel.getByRole('button', { name: 'Save and read again' }).click();
  await expect(panel).toContainText('1 record = 1 counted');
  await page.reload();
  await upToDate(page);
  await expect(page.getByRole('row', { name: 'google_ads.csv' })).toContainText('1');
  await page.getByRole('main').getByRole('button', { name: 'google_ads.csv' }).click();
  await expect(panel).toContainText('1 record = 1 counted');
  await page.getByRole('tab', { name: 'Preview' }).click();
  await panel.getByRole('button', { name: 'Back to what was found' }).click();
  await expect(panel).toContainText('2 records');
});

test('a column of delivered leads that is kept breaks leads down on Funnel', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(60, 2);
  const leads = join(folder, 'leads_extra.csv');
  await writeFile(
    leads,
    [
      'lead_uuid,email_hash,delivered_on,vendor,Sub Source',
      'x1,0123456789abcdef0123456789abcdea,2025-05-10,V,Search',
      'x2,0123456789abcdef0123456789abcdeb,2025-05-10,V,Social',
      '',
    ].join('\n'),
  );
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Sources');
  await page.getByRole('main').getByRole('button', { name: 'leads_extra.csv' }).click();
  await page.getByRole('checkbox', { name: 'Keep Sub Source' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of Sub Source' })).toHaveValue('Sub Source');
  await upToDate(page);
  await page.keyboard.press('Escape');
  await goTo(page, 'Funnel');
  await page.getByRole('combobox', { name: 'Break down by' }).click();
  await page.getByRole('option', { name: 'By sub source' }).click();
  const table = page.getByRole('table').filter({ has: page.getByRole('rowheader', { name: 'Social' }) });
  await expect(table.getByRole('row', { name: 'Search' }).first()).toContainText('1');
  await expect(table.getByRole('row', { name: 'Not given' }).first()).toContainText('60');
});
