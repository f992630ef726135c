import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startLeadlens } from '../support/built-app';
import { expect, goTo, test, upToDate } from './app';

/** The number of a count in the headline of the Review screen. */
async function headline(page: Page, row: 'linked' | 'strict', column: number): Promise<number> {
  const cells = page
    .getByRole('table', { name: /Counts of ever/ })
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell');
  return Number((await cells.nth(column).innerText()).replace(/\D/g, ''));
}

/** How many items the queue asks for. */
async function toJudge(page: Page): Promise<number> {
  const state = page.getByRole('combobox', { name: 'State' });
  await expect(state).toHaveValue(/\d/);
  const text = await state.inputValue();
  return Number(text.replace(/\D/g, ''));
}

const saved = (page: Page): Promise<void> =>
  expect(page.getByRole('status').filter({ hasText: 'All saved on disk' })).toBeVisible();

const decisions = async (page: Page): Promise<number> => {
  await page.getByText('History', { exact: true }).click();
  const text = await page.getByText(/^[\d,]+ decisions?$/).innerText();
  await page.getByText('Queue', { exact: true }).click();
  return Number(text.replace(/\D/g, ''));
};

test.describe('a program that is killed', () => {
  // The page asks for the folder meanwhile.
  test.use({ expectedComplaint: /net::ERR_CONNECTION_REFUSED/ });

  test('a whole review by keyboard survives a killed worker, a reload, and a killed program', async ({
    page,
    sample,
  }) => {
    const { folder, truth } = await sample(3000, 5);
    const home = await mkdtemp(join(tmpdir(), 'leadlens-home-'));
    process.env['LEADLENS_HOME'] = home;
    const start = async (): Promise<ReturnType<typeof startLeadlens>> => {
      const server = startLeadlens('serve', folder, '--no-open');
      const address = await new Promise<string>((resolve, reject) => {
        let printed = '';
        server.stdout?.setEncoding('utf8').on('data', (text: string) => {
          printed += text;
          const found = /http:\/\/\S+/.exec(printed);
          if (found) resolve(found[0]);
        });
        server.once('close', () => reject(new Error(`The server ended: ${printed}`)));
      });
      await page.goto(address);
      await upToDate(page);
      await goTo(page, 'Review');
      return server;
    };
    let server = await start();
    try {
      const all = await toJudge(page);
      expect(all).toBeGreaterThanOrEqual(40);
      expect(await headline(page, 'strict', 0)).toBe(truth.leadQuality.matchedLeads.strict);
      expect(await headline(page, 'linked', 0)).toBe(truth.leadQuality.matchedLeads.linked);

      await test.step('half of it, without waiting', async () => {
        for (let i = 0; i < 20; i++) await page.keyboard.press(i % 3 === 0 ? 'a' : 'r');
        // A conflict takes no plain accept: what could not be accepted was left where it was.
        await saved(page);
      });
      const half = await decisions(page);
      expect(half).toBeGreaterThanOrEqual(13);
      const strict = await headline(page, 'strict', 0);
      const linked = await headline(page, 'linked', 0);
      expect(linked).toBeLessThan(truth.leadQuality.matchedLeads.linked);

      await test.step('the worker is killed in the middle, and the page is loaded again', async () => {
        const [worker] = page.workers();
        await worker?.evaluate(() => {
          self.close();
        });
        await page.keyboard.press('u');
        await saved(page);
        await page.reload();
        await upToDate(page);
      });
      expect(await decisions(page)).toBe(half + 1);
      expect(await headline(page, 'strict', 0)).toBe(strict);
      expect(await headline(page, 'linked', 0)).toBe(linked);

      await test.step('the rest: reject what is left, pick a lead in conflicts, undo and redo', async () => {
        const before = await decisions(page);
        await page.keyboard.press('r');
        await page.keyboard.press('r');
        await saved(page);
        await page.keyboard.press('Control+z');
        await page.keyboard.press('Control+Shift+z');
        await saved(page);
        expect(await decisions(page)).toBe(before + 2);
        for (let i = 0; i < 60 && (await toJudge(page)) > 0; i++) {
          await page.keyboard.press('1');
          await page.keyboard.press('r');
          if (i % 4 === 3) await page.keyboard.press('Shift+R');
        }
        await saved(page);
      });
      const done = await decisions(page);

      await test.step('the program is killed and started again', async () => {
        const ended = once(server, 'close');
        server.kill('SIGKILL');
        await ended;
        server = await start();
      });
      expect(await decisions(page)).toBe(done);
      await expect(page.getByText('Nothing to judge here')).toBeVisible();
    } finally {
      const ended = once(server, 'close');
      server.kill('SIGKILL');
      await ended;
      await rm(home, { recursive: true, force: true });
    }
  });
});

test('the next item is on the screen in the second frame after each of 200 decisions', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(12_000, 4);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Review');
  await expect(page.getByRole('listbox', { name: 'Items' })).toBeVisible();
  const shown = await page.evaluate(async () => {
    const title = (): string => document.querySelector('main h2')?.textContent ?? '';
    let count = 0;
    for (let i = 0; i < 200; i++) {
      const before = title();
      window.dispatchEvent(new KeyboardEvent('keydown', { key: i % 2 === 0 ? 'r' : 'u', bubbles: true }));
      // Two frames: the first may already have been on its way.
      await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
      // Two items that follow each other may have one title.
      if (title() !== before) count++;
    }
    return count;
  });
  await saved(page);
  expect(shown).toBeGreaterThan(100);
  expect(await decisions(page)).toBe(200);
});

test('numbers that do not count a decision yet are not said to be up to date', async ({
  page,
  sample,
  serve,
}) => {
  const { folder } = await sample(300, 3);
  await serve(folder);
  await upToDate(page);
  await goTo(page, 'Review');
  await expect(page.getByRole('button', { name: 'Accept A', exact: true })).toBeEnabled();
  // What the pill says from now on, one after the other.
  const pill = page.getByRole('banner').getByRole('status').first();
  await expect(pill).toContainText('Up to date');
  await page.evaluate(() => {
    const said = ['Up to date'];
    const note = (): void => {
      const text = document.querySelector('header [role="status"]')?.textContent ?? '';
      const words = /Up to date|Decisions to count|Running/.exec(text)?.[0];
      if (words !== undefined && words !== said.at(-1)) said.push(words);
    };
    new MutationObserver(note).observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    Object.assign(window, { said });
  });
  await page.keyboard.press('a');
  const said = (): Promise<readonly string[]> =>
    page.evaluate(() => (window as unknown as { said: readonly string[] }).said);
  await expect.poll(said).toEqual(['Up to date', 'Decisions to count', 'Running', 'Up to date']);
});
