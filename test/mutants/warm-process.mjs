/** A Vitest of one process, whose runner does what the job says. */
import { readFileSync } from 'node:fs';
import { createVitest } from 'vitest/node';
import { parsed } from './json.mjs';
import { ROOT } from './rooms.mjs';

/** By the path of each file what stands in it with its mutants. */
const code = /** @type {Record<string, string>} */ (
  parsed(readFileSync(process.env['LEADLENS_MUTANTS_CODE'] ?? '', 'utf8'))
);
/** @type {import('vite').Plugin} */
const switches = {
  name: 'mutants',
  enforce: 'pre',
  load(id) {
    const changed = code[id];
    return changed === undefined ? null : { code: changed, map: null };
  },
};
const vitest = await createVitest(
  'test',
  {
    config: false,
    root: ROOT,
    watch: false,
    include: ['test/mutants/driver.ts'],
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    runner: 'test/mutants/warm-runner.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: [{}],
    update: false,
    // As in test/vitest.config.ts: what runs say is compared after each test.
    setupFiles: ['test/support/compare-what-is-told.ts'],
  },
  { plugins: [switches] },
);
await vitest.start();
for (const error of vitest.state.getUnhandledErrors()) console.error(error);
await vitest.close();
