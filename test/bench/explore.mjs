/**
 * `npm run bench -- explore`: what the main thread does while five million rows are scrolled and SQL is typed.
 * Opens the built app on a sample, lets SQL make the table, scrolls it by wheel and by its scroll bar, sorted too,
 * and types a query, all under Chromium's own trace. Prints the longest task, script per frame, and how long blocks
 * of rows took. Aims: no task over 50 ms, at most 8 ms of script a frame.
 */
import { openApp, upToDate } from './open-app.mjs';
import { say, traced, words } from './page-trace.mjs';

const ROWS = 5_000_000;
const TABLE = `select i as n, 'lead ' || (i * 7919) % ${ROWS} as name, (i * 31) % 1000 as few, md5(i::varchar) as email_hash,
  date '2024-01-01' + (i % 700)::integer as day, (i * 37) % 100003 / 8.0::double as amount, i % 3 = 0 as third,
  'city ' || i % 900 as city, i % 97 as a, i % 89 as b from range(${ROWS}) r (i)`;
const TYPED =
  'select city, count(*) as leads, sum(amount) from dim_lead where n > 17 group by all order by 2 desc';
const SECONDS = 6;

export async function benchExplore() {
  const { address, page, close } = await openApp(null);
  try {
    await page.addInitScript(() => {
      const post = Worker.prototype.postMessage;
      const asked = new Map();
      globalThis.blockTimes = [];
      Worker.prototype.postMessage = function (message, ...rest) {
        if (message?.type === 'call' && message.method === 'page') {
          if (asked.size === 0)
            this.addEventListener('message', ({ data }) => {
              const since = asked.get(data?.id);
              if (since !== undefined && data.type === 'answer')
                globalThis.blockTimes.push(performance.now() - since);
            });
          asked.set(message.id, performance.now());
        }
        return post.call(this, message, ...rest);
      };
    });
    await page.goto(address);
    await upToDate(page);
    await page.evaluate(() => {
      window.location.hash = '#/explore?view=sql';
    });
    const editor = page.getByRole('textbox', { name: 'SQL' });
    await editor.click();
    await page.keyboard.insertText(TABLE);
    await page.keyboard.press('Control+Enter');
    const rows = page.getByRole('status').filter({ hasText: '5,000,000 rows' });
    await rows.waitFor({ timeout: 120_000 });
    await page.waitForTimeout(1500);
    const client = await page.context().newCDPSession(page);
    const grid = page.getByRole('region', { name: 'Result' });
    const box = await grid.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const blocks = async () => page.evaluate(() => globalThis.blockTimes.splice(0));
    await blocks();
    process.stdout.write(`explore: ${ROWS.toLocaleString('en-US')} rows of 10 columns\n`);

    const wheel = async (step, seconds) => {
      const end = performance.now() + seconds * 1000;
      while (performance.now() < end) {
        await page.mouse.wheel(0, step);
        await page.waitForTimeout(16);
      }
    };
    say('wheel, as a hand turns it', await traced(client, () => wheel(100, SECONDS)));
    process.stdout.write(`    blocks: ${words(await blocks())}\n`);
    say('wheel, flung', await traced(client, () => wheel(300, SECONDS)));
    process.stdout.write(`    blocks: ${words(await blocks())}\n`);
    const jump = async () => {
      for (let i = 1; i <= 20; i++) {
        await grid.evaluate(
          (element, share) => {
            const viewport = element.querySelector('.ag-grid-viewport');
            viewport.scrollTop = viewport.scrollHeight * share;
          },
          (i * 0.37) % 1,
        );
        await page.waitForTimeout(250);
      }
    };
    say('scroll bar, to twenty places', await traced(client, jump));
    process.stdout.write(`    blocks: ${words(await blocks())}\n`);
    await grid.getByRole('columnheader', { name: 'email_hash' }).click({ position: { x: 30, y: 16 } });
    // The sort is over when a block of its rows is there.
    await page.waitForFunction(() => globalThis.blockTimes.length > 0, null, { timeout: 120_000 });
    await page.waitForTimeout(1000);
    process.stdout.write(`  sorted by a hash; first rows after: ${words(await blocks())}\n`);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    say('wheel, sorted by a hash', await traced(client, () => wheel(400, SECONDS)));
    process.stdout.write(`    blocks: ${words(await blocks())}\n`);
    await editor.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    say('typing SQL', await traced(client, () => page.keyboard.type(TYPED, { delay: 40 })));
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    say(
      'typing SQL while the grid is scrolled',
      await traced(client, async () => {
        await Promise.all([page.keyboard.type(` -- ${TYPED}`, { delay: 40 }), wheel(300, 4)]);
      }),
    );
  } finally {
    await close();
  }
}
