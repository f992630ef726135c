/**
 * `npm run mutants -- by-hand`: makes each mistake of `by-hand.ts` and runs the test that must fail by it. The mistake is made
 * while the modules are loaded, so that no file changes. `-- by-hand WORD …` takes only those whose file or test has a WORD.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { runnerImport } from 'vite';
import { ROOT } from './rooms.mjs';

/**
 * @typedef {import('./by-hand').Mutant} Mutant
 * @typedef {import('vitest/node').Vitest} Vitest
 */

/** No projects, and a thread for each file, so that nothing stays of a mutant. @type {import('vitest/node').CliOptions} */
const SETTINGS = {
  config: false,
  root: ROOT,
  watch: false,
  include: ['test/**/*.test.ts'],
  pool: 'threads',
  maxWorkers: 1,
  bail: 1,
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

const TABLE = join(ROOT, 'test/mutants/by-hand.ts');

/** @returns {Promise<readonly Mutant[]>} */
async function table() {
  const { module } = /** @type {{module: typeof import('./by-hand')}} */ (await runnerImport(TABLE));
  return module.MUTANTS;
}

/**
 * Why a mutant cannot be made; null where it can.
 * @param {Mutant} mutant
 */
function unmakeable({ file, text, becomes }) {
  if (text === becomes) return 'it changes nothing';
  const times = readFileSync(join(ROOT, file), 'utf8').split(text).length - 1;
  return times === 1 ? null : `its text stands ${String(times)} times in ${file}`;
}

/** The mutant that is made of the files as they are loaded. @type {Mutant | null} */
let made = null;

/** @type {import('vite').Plugin} */
const mistake = {
  name: 'mutant',
  enforce: 'pre',
  transform(code, id) {
    if (made === null || id.split('?')[0] !== join(ROOT, made.file)) return null;
    // Through a function: what the text becomes may hold dollars.
    const { text, becomes } = made;
    return { code: code.replace(text, () => becomes), map: null };
  },
};

/**
 * Runs the tests with a title.
 * @param {Vitest} vitest @param {string} file @param {string} title
 */
async function run(vitest, file, title) {
  vitest.state.filesMap.clear();
  vitest.setGlobalTestNamePattern(new RegExp(escaped(title)));
  const specifications = await vitest.globTestSpecifications([join(ROOT, file)]);
  const { testModules } = await vitest.runTestSpecifications(specifications);
  const states = testModules.flatMap((module) =>
    [...module.children.allTests()].map((test) => test.result().state),
  );
  // What is prepared for tests fails under the name of its suite, and a file that cannot be loaded under none.
  const errors = testModules.flatMap((module) => [
    ...module.errors(),
    ...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
  ]);
  return {
    isFound: states.some((state) => state !== 'skipped'),
    isFailed: errors.length > 0 || states.includes('failed'),
  };
}

const escaped = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Makes a mutant and runs its test.
 * @param {Vitest} vitest @param {Mutant} mutant
 * @returns {Promise<string | null>} null where the test fails, as it must; else what is wrong
 */
async function faultOf(vitest, mutant) {
  const [file, title] = mutant.killedBy;
  made = mutant;
  vitest.invalidateFile(join(ROOT, mutant.file));
  try {
    const { isFound, isFailed } = await run(vitest, file, title);
    if (isFailed) return null;
    return isFound ? `“${title}” in ${file} passes` : `${file} has no test “${title}”`;
  } finally {
    made = null;
    vitest.invalidateFile(join(ROOT, mutant.file));
  }
}

/**
 * That the tests pass without a mutant is for `npm test` to say.
 * @param {readonly string[]} words
 * @returns {Promise<boolean>} whether every mutant was killed
 */
export async function byHand(words) {
  const mutants = (await table()).filter(
    ({ file, killedBy }) =>
      words.length === 0 || words.some((word) => `${file} ${killedBy.join(' ')}`.includes(word)),
  );
  let survivors = 0;
  const vitest = await createVitest('test', { ...SETTINGS, reporters: [{}] }, { plugins: [mistake] });
  try {
    for (const mutant of mutants) {
      const fault = unmakeable(mutant) ?? (await faultOf(vitest, mutant));
      const what =
        `${mutant.file}: ${mutant.text.trim()} → ${mutant.becomes.trim() || '(nothing)'}`.replaceAll(
          /\s+/g,
          ' ',
        );
      console.log(fault === null ? `killed   ${what}` : `SURVIVED ${what}\n         ${fault}. ${mutant.why}`);
      if (fault !== null) survivors += 1;
    }
  } finally {
    await vitest.close();
  }
  console.log(`${String(mutants.length)} mutants by hand, ${String(survivors)} survived`);
  return survivors === 0;
}
