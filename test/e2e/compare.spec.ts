import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, goTo, test, upToDate } from './app';

const count = (value: number): string => value.toLocaleString('en-US');

/** A number of the table of both sides; a click opens its leads. */
const number = (page: Page, name: string) =>
  page.getByRole('region', { name: 'What changed' }).getByRole('button', { name });

/** The number that stands after these words. */
async function valueOf(page: Page, words: string): Promise<number> {
  const label = await page
    .getByRole('region', { name: 'What changed' })
    .getByRole('button', { name: new RegExp(`^${words}: [\\d,]+$`) })
    .getAttribute('aria-label');
  return Number((label ?? '').split(': ')[1]?.replaceAll(',', ''));
}

async function expectRows(page: Page, name: string, rows: number): Promise<void> {
  await number(page, name).click();
  await expect(page.getByRole('complementary').last().getByRole('status')).toHaveText(
    `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`,
  );
  await page.keyboard.press('Escape');
}

/** Chooses an option of a select. */
async function choose(page: Page, select: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: select }).click();
  await page.getByRole('option', { name: option }).click();
}

test('two snapshots and two periods are compared as they are chosen, each number with its leads', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(300, 5);
  const { ever } = truth.trueFunnel;
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await page.getByText('Compare', { exact: true }).click();

  await test.step('two snapshots', async () => {
    await choose(page, 'Snapshot to compare with', /^1\b/);
    await expect(page.getByRole('heading', { name: /^Snapshot 5.* against snapshot 1/ })).toBeVisible();
    // After the last snapshot all is known that there is.
    await expect(number(page, `Sales, side B: ${count(ever.sale)}`)).toBeVisible();
    await expect(number(page, `Appointments, side B: ${count(ever.appointment)}`)).toBeVisible();
    const [before, gained, lost] = [
      await valueOf(page, 'Appointments, side A'),
      await valueOf(page, 'Appointments, gained'),
      await valueOf(page, 'Appointments, lost'),
    ];
    expect(before + gained - lost).toBe(ever.appointment);
    expect(gained).toBeGreaterThan(0);
    await expectRows(page, `Appointments, gained: ${count(gained)}`, gained);
    await choose(page, 'Snapshot that is compared', /^1\b/);
    await expect(number(page, 'Appointments, gained: 0')).toBeDisabled();
  });

  await test.step('two periods', async () => {
    await page.getByText('Two periods of entry', { exact: true }).click();
    await expect(page.getByRole('heading', { name: /^Entry .* against entry / })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Difference' })).toBeVisible();
    // At first what is too young to judge is left out, and nothing is to be said.
    const young = page.getByRole('note').filter({ hasText: 'too young to judge' });
    await expect(young).toHaveCount(0);
    const [a, b] = [
      await valueOf(page, 'Delivered leads, side A'),
      await valueOf(page, 'Delivered leads, side B'),
    ];
    expect(a + b).toBeLessThan(ever.matched);
    // With the last months all are there that a report has: leads that none has entered at no time.
    await page.getByRole('combobox', { name: 'Last month that is compared' }).click();
    await page.getByRole('option').last().click();
    await expect(young).toBeVisible();
    await expect(async () => {
      expect(a + (await valueOf(page, 'Delivered leads, side B'))).toBe(ever.matched);
    }).toPass();
    await expectRows(page, `Delivered leads, side A: ${count(a)}`, a);
    // A first month after the last one takes that along: the period is one month.
    const first = page.getByRole('combobox', { name: 'First month to compare with' });
    const last = page.getByRole('combobox', { name: 'Last month to compare with' });
    await first.click();
    await page.getByRole('option').last().click();
    expect(await last.inputValue()).toBe(await first.inputValue());
    await page.goBack();
    await expect(number(page, `Delivered leads, side A: ${count(a)}`)).toBeVisible();
  });
});

test('the last run is compared with the one before, once there are two', async ({ page, sample, serve }) => {
  const { folder, truth } = await sample(300, 5);
  const { ever } = truth.trueFunnel;
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await page.getByText('Compare', { exact: true }).click();
  await page.getByText('The run before and the last', { exact: true }).click();
  await expect(page.getByText('There is no run before the last one')).toBeVisible();

  const reports = (await readdir(join(folder, 'crm_reports'))).sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  for (const name of reports.slice(2)) await rm(join(folder, 'crm_reports', name));
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByRole('heading', { name: 'The last run against the run before' })).toBeVisible();
  await expect(number(page, `Appointments, side A: ${count(ever.appointment)}`)).toBeVisible();
  const [after, gained, lost] = [
    await valueOf(page, 'Appointments, side B'),
    await valueOf(page, 'Appointments, gained'),
    await valueOf(page, 'Appointments, lost'),
  ];
  expect(ever.appointment + gained - lost).toBe(after);
  expect(lost).toBeGreaterThan(0);
  await expectRows(page, `Appointments, lost: ${count(lost)}`, lost);
});
