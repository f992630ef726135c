import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FunnelCounts } from '../../shared/contract/summary';
import { changeHeader, expect, expectTile, goTo, test, upToDate } from './app';

const TILES = [
  ['Delivered leads', 'delivered'],
  ['Matched leads', 'matched'],
  ['Appointments', 'appointment'],
  ['Demos', 'demo'],
  ['Sales', 'sale'],
] as const satisfies readonly (readonly [string, keyof FunnelCounts])[];

test('a folder that is served opens, is read, and its screens show its true numbers', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(400, 6);
  const { funnel, matchedLeads, review, snapshots } = truth.leadQuality;
  await serve(folder);
  await upToDate(page);

  await goTo(page, 'Sources');
  await expect(page.getByRole('main')).toContainText(`${String(snapshots)} snapshots`);
  await expect(page.getByRole('main')).toContainText('adds up');

  await goTo(page, 'Findings');
  await expect(page.getByRole('main')).toContainText('is_set');

  await goTo(page, 'Matches');
  await expectTile(page, 'Matched leads, linked', matchedLeads.linked);
  await expectTile(page, 'Matched leads, strict', matchedLeads.strict);
  await expect(page.getByRole('main')).toContainText(`with ${String(review.open)} identities to judge`);

  await goTo(page, 'Funnel');
  const shows = async (counts: FunnelCounts): Promise<void> => {
    for (const [name, step] of TILES) await expectTile(page, name, counts[step]);
  };
  await shows(truth.trueFunnel.ever);
  await expect(page.getByRole('main')).toContainText(/likely links [\d.]+ are expected to be wrong/);
  await page.getByText('Linked', { exact: true }).click();
  await shows(funnel.ever_linked);
  await page.getByText('Strict', { exact: true }).click();
  await shows(funnel.ever_strict);
  await page.getByText('Latest', { exact: true }).click();
  await shows(funnel.latest_strict);
});

test('a number opens to just as many rows', async ({ page, sample, serve }) => {
  const { folder, truth } = await sample(200, 4);
  const { sale } = truth.trueFunnel.ever;
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await page
    .getByRole('main')
    .getByRole('button')
    .filter({ has: page.getByText('Sales', { exact: true }) })
    .first()
    .click();
  const grid = page
    .getByRole('complementary')
    .getByRole('grid')
    .or(page.getByRole('dialog').getByRole('grid'));
  await expect(grid.first()).toBeVisible();
  await expect(grid.first()).toHaveAttribute('aria-rowcount', new RegExp(`^${String(sale + 1)}$`));
});

test('a file without its needed column asks for it; a choice by hand mends it and is remembered', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(200, 3);
  const reports = join(folder, 'crm_reports');
  const [report = ''] = (await readdir(reports)).sort();
  await changeHeader(join(reports, report), 'LEADNUMBER', 'Ref.');
  await serve(folder);
  await upToDate(page);

  await goTo(page, 'Sources');
  await page.getByRole('main').getByRole('button', { name: report }).click();
  await page.getByRole('combobox', { name: 'Column for Lead number' }).click();
  await page.getByRole('option', { name: 'Ref.', exact: true }).click();
  await page.getByRole('button', { name: 'Save and run again' }).click();
  await expect(page.getByRole('row', { name: report }).getByText('read', { exact: true })).toBeVisible();

  const shows = async (): Promise<void> => {
    await goTo(page, 'Funnel');
    for (const [name, step] of TILES) await expectTile(page, name, truth.trueFunnel.ever[step]);
  };
  await shows();
  await page.reload();
  await upToDate(page);
  await shows();
});

test('a run can be cancelled, and run again', async ({ page, sample, serve }) => {
  const { folder, truth } = await sample(12_000, 6);
  await serve(folder);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Run the analysis' }).click();
  await upToDate(page);
  await goTo(page, 'Funnel');
  await expectTile(page, 'Sales', truth.trueFunnel.ever.sale);
});
