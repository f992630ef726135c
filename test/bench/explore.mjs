/**
 * `npm run bench -- explore`: what the main thread does while five million rows are scrolled and SQL is typed.
 * Opens the built app on a sample, lets SQL make the table, scrolls it by wheel and by its scroll bar, sorted too,
 * and types a query, all under Chromium's own trace. Prints the longest task, script per frame, and how long blocks
 * of rows took. Aims: no task over 50 ms, at most 8 ms of script a frame.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { runnerImport } from 'vite';

const ROOT = join(import.meta.dirname, '../..');
const CLI = join(ROOT, 'out/headless/cli.js');
const ROWS = 5_000_000;
const TABLE = `select i as n, 'lead ' || (i * 7919) % ${ROWS} as name, (i * 31) % 1000 as few, md5(i::varchar) as email_hash,
  date '2024-01-01' + (i % 700)::integer as day, (i * 37) % 100003 / 8.0::double as amount, i % 3 = 0 as third,
  'city ' || i % 900 as city, i % 97 as a, i % 89 as b from range(${ROWS}) r (i)`;
const TYPED =
  'select city, count(*) as leads, sum(amount) from dim_lead where n > 17 group by all order by 2 desc';
const SECONDS = 6;

const CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8',
  'v8.execute',
];
/** Trace events in which script runs. */
const SCRIPT = new Set([
  'FunctionCall',
  'v8.callFunction',
  'EvaluateScript',
  'v8.run',
  'RunMicrotasks',
  'TimerFire',
  'EventDispatch',
  'FireAnimationFrame',
  'HandlePostMessage',
]);
/** The engine's own collections of garbage, which may come in the middle of script: told apart from it. */
const COLLECTION = new Set(['MinorGC', 'MajorGC', 'V8.GCScavenger', 'V8.GCFinalizeMC']);
/** Work of the page that script can set off inside itself; it is no script. */
const LAYOUT = new Set(['Layout', 'UpdateLayoutTree', 'Paint', 'PrePaint']);

const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const words = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return `median ${quantile(sorted, 0.5).toFixed(1)}, p95 ${quantile(sorted, 0.95).toFixed(1)}, max ${(sorted.at(-1) ?? 0).toFixed(1)} ms`;
};

/** Events that lie in no other of the list, in their order. */
function outermost(events) {
  const outer = [];
  let end = -Infinity;
  for (const event of events) {
    if (event.ts < end) continue;
    outer.push(event);
    end = event.ts + (event.dur ?? 0);
  }
  return outer;
}

/**
 * Tasks and script per frame of the page's main thread, from one commit of a frame to the next. In the time that the
 * thread itself worked (`tdur`): what other processes of a busy machine take is not the page's.
 */
function read(events) {
  const counts = new Map();
  for (const { pid, tid } of events) counts.set(`${pid} ${tid}`, (counts.get(`${pid} ${tid}`) ?? 0) + 1);
  const main = events
    .filter((e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain')
    .sort((a, b) => counts.get(`${b.pid} ${b.tid}`) - counts.get(`${a.pid} ${a.tid}`))[0];
  const mine = events
    .filter((e) => e.pid === main?.pid && e.tid === main?.tid && e.ph === 'X')
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const script = outermost(mine.filter((e) => SCRIPT.has(e.name)));
  const collections = outermost(mine.filter((e) => COLLECTION.has(e.name)));
  const other = outermost(mine.filter((e) => LAYOUT.has(e.name) || COLLECTION.has(e.name)));
  const frames = [];
  const [worst, inside] = [{ own: 0, made: '' }, []];
  let [at, within] = [0, 0];
  for (const commit of mine.filter((e) => e.name === 'Commit')) {
    let own = 0;
    inside.length = 0;
    for (; at < script.length && script[at].ts < commit.ts; at++) {
      const { name, ts, dur = 0, tdur = 0 } = script[at];
      own += tdur;
      inside.push(`${name} ${(tdur / 1000).toFixed(1)}`);
      while (within < other.length && other[within].ts < ts) within++;
      for (; within < other.length && other[within].ts < ts + dur; within++) own -= other[within].tdur ?? 0;
    }
    frames.push(own / 1000);
    if (own > worst.own) Object.assign(worst, { own, made: inside.join(', ') });
  }
  const tasks = mine
    .filter((e) => e.name === 'RunTask')
    .map((e) => ({ own: (e.tdur ?? 0) / 1000, wall: e.dur / 1000, from: e.ts, to: e.ts + e.dur }))
    .sort((a, b) => b.own - a.own);
  const [longest] = tasks;
  const parts = mine
    .filter(
      (e) => longest && e.ts >= longest.from && e.ts + (e.dur ?? 0) <= longest.to && (e.tdur ?? 0) > 4000,
    )
    .filter((e) => SCRIPT.has(e.name) || LAYOUT.has(e.name) || e.name === 'Commit' || e.name === 'Layerize')
    .map((e) => `${e.name} ${(e.tdur / 1000).toFixed(1)}`);
  return { tasks, frames, parts, worst, collections: collections.map((e) => (e.tdur ?? 0) / 1000) };
}

async function traced(client, work) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  client.on('Tracing.dataCollected', collect);
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await work();
  const complete = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve));
  await client.send('Tracing.end');
  await complete;
  client.off('Tracing.dataCollected', collect);
  return read(events);
}

function say(name, { tasks, frames, parts, worst, collections }) {
  const longest = tasks[0]?.own ?? 0;
  const wall = Math.max(0, ...tasks.map((task) => task.wall));
  const long = tasks.filter((task) => task.own > 50).length;
  const over = frames.filter((ms) => ms > 8).length;
  process.stdout.write(
    `  ${name}\n    longest task ${longest.toFixed(1)} ms (${wall.toFixed(0)} on the clock), ${long} over 50 ms${longest > 20 ? ` (${parts.join(', ')})` : ''}\n` +
      `    script a frame: ${words(frames)}; ${over} of ${frames.length} frames over 8 ms${over > 0 ? ` (worst: ${worst.made})` : ''}\n` +
      `    collections of garbage: ${collections.length}, ${words(collections)}\n`,
  );
}

export async function benchExplore() {
  const temporary = await mkdtemp(join(tmpdir(), 'leadlens-bench-'));
  const folder = join(temporary, 'sample');
  if (!existsSync(CLI)) throw new Error('Build first.');
  await once(spawn(process.execPath, [CLI, 'sample', folder, '--leads', '500', '--snapshots', '2']), 'close');
  const server = spawn(process.execPath, [CLI, 'serve', folder, '--no-open'], {
    env: { ...process.env, LEADLENS_HOME: join(temporary, 'home') },
  });
  let printed = '';
  const address = await new Promise((resolve) => {
    server.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      const found = /http:\/\/\S+/.exec(printed);
      if (found) resolve(found[0]);
    });
  });
  const { module: found } = await runnerImport(join(ROOT, 'test/support/find-chromium.ts'));
  const browser = await chromium.launch({
    executablePath: found.findChromium().path,
    args: found.chromiumArguments(),
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
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
    await page.getByRole('status').filter({ hasText: 'Up to date' }).waitFor({ timeout: 120_000 });
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
    await browser.close();
    server.kill('SIGINT');
    await rm(temporary, { recursive: true, force: true });
  }
}
