import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, goTo, test, upToDate } from './app';

/** Presses a button that saves, and gives what was saved. */
async function saved(page: Page, what: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save ${what}` }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

const textOf = async (pdf: Buffer): Promise<string> =>
  (await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })).text;

test('the report is shown page by page, follows what is chosen, and is saved as shown', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(400, 6);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Report');

  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('img', { name: /^Page 1 of/ })).toBeVisible();
  await expect(preview).toHaveAttribute('aria-busy', 'false');
  const first = preview.getByRole('img', { name: /^Page 1 of/ });
  // Something is drawn on the page, and it is no blank sheet.
  const inked = await first.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark += 1;
    return dark;
  });
  expect(inked).toBeGreaterThan(1000);

  for (const section of ['Trends', 'Better or worse', 'Where and when', 'Findings', 'Method', 'Manifest']) {
    await page.getByRole('checkbox', { name: section }).uncheck();
  }
  await page.getByText('Letter', { exact: true }).click();
  await expect(preview.getByRole('img', { name: /^Page 1 of [1-3]$/ })).toBeVisible();

  const pdf = await saved(page, 'PDF');
  expect(pdf.name).toMatch(/-report\.pdf$/);
  const text = await textOf(pdf.bytes);
  const { appointment, sale } = truth.trueFunnel.ever;
  expect(text).toContain(`${String(appointment)} had an appointment`);
  expect(text).toContain(`${String(sale)} a sale`);
  expect(text).not.toContain('Manifest');
  await expect(page.getByText(`Saved as ${pdf.name}.`)).toBeVisible();
});

test('a thread that draws the report stays for the next preview; one that breaks is replaced by a new one', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Report');
  const preview = page.getByRole('region', { name: 'Preview' });
  const lastPage = preview.getByRole('img').last();
  const drawn = async (): Promise<void> => {
    await expect(preview).toHaveAttribute('aria-busy', 'false');
    await expect(lastPage).toBeVisible();
  };
  const threads = () => page.workers().filter((worker) => worker.url().includes('page-pictures.worker'));
  const drawWithout = async (section: string): Promise<void> => {
    await page.getByRole('checkbox', { name: section }).uncheck();
    await drawn();
  };

  await drawn();
  const [first] = threads();
  await drawWithout('Method');
  expect(threads()).toEqual([first]);

  const ended = first?.waitForEvent('close');
  await first?.evaluate(() => {
    setTimeout(() => {
      throw new Error('Broken.');
    });
  });
  await ended;
  await drawWithout('Manifest');
  expect(threads()).toHaveLength(1);
  expect(threads()).not.toContain(first);
});

test('the workbook, tables, star schema and summary.json are saved from the same screen', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(200, 4);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Report');
  const summary = JSON.parse((await saved(page, 'summary.json')).bytes.toString('utf8')) as {
    leadQuality: { delivered: number };
  };
  expect(summary.leadQuality.delivered).toBe(truth.leadQuality.delivered);
  const start = (bytes: Buffer): string => bytes.subarray(0, 2).toString('latin1');
  for (const [what, inside] of [
    ['Excel workbook', 'xl/workbook.xml'],
    ['CSV tables', 'tables/rpt_never_reported.csv'],
    ['Star schema', 'star/fct_lead_outcomes.parquet'],
  ] as const) {
    const { bytes } = await saved(page, what);
    expect(start(bytes), what).toBe('PK');
    expect(bytes.includes(inside), what).toBe(true);
  }
});

test('a report is written beside its place and is there when it is whole; what fails is said', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(100, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Report');
  // The browser's own file system stands for the places that its dialog offers.
  await page.evaluate(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    });
  });
  await page.getByRole('button', { name: 'Save summary.json' }).click();
  const note = page.getByText(/^Saved as .*-summary\.json\.$/);
  await expect(note).toBeVisible();
  const name = ((await note.textContent()) ?? '').replace(/^Saved as (.*)\.$/, '$1');
  const text = await page.evaluate(async (file) => {
    const root = await navigator.storage.getDirectory();
    return (await (await root.getFileHandle(file)).getFile()).text();
  }, name);
  expect(JSON.parse(text)).toMatchObject({ leadQuality: { delivered: 100 } });

  await page.evaluate(() => {
    const file = {
      name: 'full.json',
      createWritable: () =>
        Promise.resolve({
          write: () => Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError')),
          close: () => Promise.reject(new Error('closed all the same')),
          abort: () => Promise.resolve(),
        }),
    };
    Object.assign(window, { showSaveFilePicker: () => Promise.resolve(file) });
  });
  await page.getByRole('button', { name: 'Save summary.json' }).click();
  await expect(page.getByText(/full\.json cannot be written/)).toBeVisible();

  await page.evaluate(() => {
    Object.assign(window, {
      showSaveFilePicker: () => Promise.reject(new DOMException('closed', 'AbortError')),
    });
  });
  await page.getByRole('button', { name: 'Save summary.json' }).click();
  await expect(page.getByText(/cannot be written|Saved as/)).toHaveCount(0);
});

test('the decisions are saved from the report as from their history, once there are any', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(1200, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Report');
  await expect(page.getByRole('button', { name: 'Save Decision log' })).toBeDisabled();
  await goTo(page, 'Review');
  await expect(page.getByRole('listbox', { name: 'Items' })).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByRole('status').filter({ hasText: 'All saved on disk' })).toBeVisible();
  await page.getByText('History', { exact: true }).click();
  const exported = async (button: string): Promise<string> => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    return readFile(await (await download).path(), 'utf8');
  };
  const [csv, log] = [await exported('Export CSV'), await exported('Export log')];

  await goTo(page, 'Report');
  const [csvHere, logHere] = [await saved(page, 'Decisions as CSV'), await saved(page, 'Decision log')];
  expect([csvHere.name, logHere.name]).toEqual(['decisions.csv', 'decisions.jsonl']);
  expect(csvHere.bytes.toString('utf8')).toBe(csv);
  expect(logHere.bytes.toString('utf8')).toBe(log);
  expect(csv.trimEnd().split('\n')).toHaveLength(2);
  await expect(page.getByRole('main').getByText('Saved as decisions.jsonl.')).toBeVisible();
});
