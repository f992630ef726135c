import type { Page } from '@playwright/test';
import { expect, goTo, test, upToDate } from './app';

const segments = (page: Page) => page.getByRole('region', { name: 'Segments' });

/** What the panel says it shows, as a number. */
async function rowsShown(page: Page): Promise<number> {
  const status = page.getByRole('complementary').last().getByRole('status');
  await expect(status).toHaveText(/^[\d,]+ rows?$/);
  return Number(((await status.textContent()) ?? '').replace(/\D/g, ''));
}

const numberIn = (text: string | null): number => Number((text ?? '').split(': ').at(-1)?.replace(/\D/g, ''));

test('the trends of a rate open their leads, narrow the screen, and are saved as they stand', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(600, 6);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await page.getByText('Better or worse', { exact: true }).click();
  await expect(
    page.getByRole('heading', { name: 'Appointments of delivered leads', exact: true }),
  ).toBeVisible();

  await test.step('every number of the table opens just its leads', async () => {
    const buttons = segments(page).getByRole('button', { name: /: [\d,]+$/ });
    await expect(buttons.first()).toBeVisible();
    const names = await buttons.evaluateAll((all) => all.map((button) => button.getAttribute('aria-label')));
    expect(names.length).toBeGreaterThan(6);
    for (const name of names.slice(0, 9)) {
      await segments(page)
        .getByRole('button', { name: name ?? '', exact: true })
        .click();
      expect(await rowsShown(page), name ?? '').toBe(numberIn(name));
      await page.keyboard.press('Escape');
    }
  });

  await test.step('a point of a panel opens what it counts, from the keyboard too', async () => {
    const marks = page.getByRole('slider', { name: 'All leads', exact: true });
    await marks.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const said = (await marks.getAttribute('aria-valuetext')) ?? '';
    const [, leads = '', hits = ''] = /Delivered leads ([\d,]+) · Appointments ([\d,]+)/.exec(said) ?? [];
    await page.keyboard.press('Enter');
    const expected = Number(hits.replaceAll(',', '')) || Number(leads.replaceAll(',', ''));
    expect(await rowsShown(page), said).toBe(expected);
    await page.keyboard.press('Escape');
  });

  await test.step('a stretch of weeks narrows the screen to them', async () => {
    const marks = page.getByRole('slider', { name: 'All leads', exact: true });
    await marks.focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name: 'Filters' })).toContainText('Week of entry:');
    await expect(page.getByText(/^Narrowed to/)).toBeVisible();
    const leads = segments(page).getByRole('button', { name: /^All leads, Leads: / });
    const narrowed = numberIn(await leads.getAttribute('aria-label'));
    await leads.click();
    expect(await rowsShown(page)).toBe(narrowed);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear all' }).click();
  });

  await test.step('another rate, another dimension and months are asked for', async () => {
    await page.getByRole('combobox', { name: 'Which rate' }).click();
    await page.getByRole('option', { name: 'Sales of appointments', exact: true }).click();
    await page.getByRole('combobox', { name: 'By what' }).click();
    await page.getByRole('option', { name: 'By tier' }).click();
    await page.getByText('Months', { exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Sales of appointments by tier' })).toBeVisible();
    await expect(segments(page).getByRole('rowheader', { name: 'All leads' })).toBeVisible();
  });

  await test.step('the table is saved with units in its head', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV', exact: true }).click();
    const stream = await (await download).createReadStream();
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    const [head = '', ...lines] = text.trim().split('\r\n');
    expect(head).toContain('Leads (leads),Share of leads (fraction)');
    expect(lines.length).toBe((await segments(page).getByRole('row').count()) - 1);
    expect(lines.at(-1)).toMatch(/^All leads,/);
  });
});
