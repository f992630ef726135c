import type { Page, Worker } from '@playwright/test';
import { expect, expectTile, goTo, test, upToDate } from './app';

/** The thread of the database, once it is there and watched. */
async function databaseThread(page: Page): Promise<Worker> {
  const found = (): Worker | undefined =>
    page.workers().find((worker) => worker.url().includes('database.worker'));
  await expect
    .poll(() => found() !== undefined, {
      message: page
        .workers()
        .map((w) => w.url())
        .join(' '),
    })
    .toBe(true);
  await expect
    .poll(() =>
      page.evaluate(async () =>
        (await navigator.locks.query()).pending?.some(({ name }) => name?.startsWith('leadlens-thread-')),
      ),
    )
    .toBe(true);
  return found()!;
}

/** Ends it as the browser does when it is short of memory: without a word to anybody. */
const end = (worker: Worker): Promise<void> => worker.evaluate(() => self.close());

test('when the thread of the database is ended the reader sees it, and Run again starts a new one', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(300, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Funnel');
  await expectTile(page, 'Delivered leads', truth.leadQuality.delivered);
  const first = await databaseThread(page);
  const ended = first.waitForEvent('close');
  await end(first);
  await ended;

  // What was answered before still stands; the next question finds nobody.
  await page.getByText('Strict', { exact: true }).click();
  const note = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Run again' }) });
  await expect(note).toContainText('The database stopped');
  await expect(note).toContainText('Settings and decisions are safe on disk.');
  await note.getByRole('button', { name: 'Run again' }).click();
  await upToDate(page);
  await expect(note).toHaveCount(0);
  await expectTile(page, 'Delivered leads', truth.leadQuality.delivered);
  const second = await databaseThread(page);
  expect(second).not.toBe(first);
  await page.getByText('Linked', { exact: true }).click();
  await expectTile(page, 'Sales', truth.leadQuality.funnel.ever_linked.sale);
});

test('a run whose database thread is ended fails at once, and runs again', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(4000, 12);
  await serve(folder);
  const first = await databaseThread(page);
  await end(first);
  const note = page.getByRole('alert').filter({ hasText: 'The database stopped' }).first();
  await expect(note).toBeVisible();
  await note.getByRole('button', { name: 'Run again' }).click();
  await upToDate(page);
  await goTo(page, 'Funnel');
  await expectTile(page, 'Delivered leads', truth.leadQuality.delivered);
});
