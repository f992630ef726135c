/**
 * `npm run bench -- main-thread`: what the main thread does while the pipeline runs on a large folder, and how soon a
 * screen stands. Aims: no task over 100 ms; the first screen in under a second after the page starts, before DuckDB.
 */
import { openApp, upToDate } from './open-app.mjs';
import { say, traced } from './page-trace.mjs';

const MINUTES = 60_000;

/** Marks when the frame of the app stands, when its first screen has words, and when the database is asked for. */
const watchStart = () => {
  const seen = {};
  globalThis.startTimes = seen;
  const note = (name) => (seen[name] ??= performance.now());
  const look = () => {
    if (document.querySelector('nav')) note('navigation');
    if ((document.querySelector('main')?.textContent ?? '').trim() !== '') note('screen');
    if (!seen.screen) requestAnimationFrame(look);
  };
  look();
  const { Worker } = globalThis;
  globalThis.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      note('engine worker started');
      this.addEventListener('message', () => note('engine worker answered'), { once: true });
    }
  };
};

/** @param {string} folder a folder of exports */
export async function benchMainThread(folder) {
  const { address, page, close } = await openApp(folder);
  try {
    await page.addInitScript(watchStart);
    const client = await page.context().newCDPSession(page);
    const started = performance.now();
    const seen = await traced(client, async () => {
      await page.goto(address);
      await upToDate(page, 10 * MINUTES);
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const times = await page.evaluate(() => ({
      ...globalThis.startTimes,
      'first paint': performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    }));
    process.stdout.write(`main-thread: ${folder}, up to date after ${seconds} s\n`);
    for (const [name, ms] of Object.entries(times).sort((a, b) => a[1] - b[1])) {
      process.stdout.write(`  ${name.padEnd(22)} ${ms.toFixed(0)} ms after the page began\n`);
    }
    say('the whole run', seen, 100);
  } finally {
    await close();
  }
}
