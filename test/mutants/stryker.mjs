/**
 * `npm run mutants`: StrykerJS over the rooms of `rooms.mjs`, one after the other: over what changed, over all, or over a sample
 * that says within an hour how many mutants the tests notice.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { FAILS_ANYHOW, ROOMS, ROOT } from './rooms.mjs';
import { runsOnce, sourceOf } from './run-once.mjs';

/**
 * @typedef {import('@stryker-mutator/api/core').PartialStrykerOptions} Options
 * @typedef {import('@stryker-mutator/api/core').MutantResult} Result
 * @typedef {{room: string, detected: number, judged: number, population: number, survivors: string[]}} Tally
 */

const DETECTED = ['Killed', 'Timeout'];
const JUDGED = [...DETECTED, 'Survived', 'NoCoverage'];
/** Texts for people, which their readers judge; declarations; and what Vite must read as it stands, `import.meta.glob`. */
const LEFT_ALONE = [
  '!shared/domain/help/**',
  '!shared/domain/words/**',
  '!**/*.d.ts',
  '!shared/stages/classify/profile-files.ts',
];
/** Wilson's z of 95 %. */
const Z = 1.959964;

/** @type {Options} */
const OPTIONS = {
  plugins: ['@stryker-mutator/vitest-runner', './test/mutants/stryker-plugins.mjs'],
  testRunner: 'nearest',
  // By imports nearly every test needs nearly every file.
  vitest: { configFile: 'test/mutants/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // What runs once, while a module is loaded, is mostly descriptions of columns.
  ignoreStatic: true,
  concurrency: 1,
  // A machine that is busy with other things is no endless loop.
  timeoutMS: 60_000,
  timeoutFactor: 4,
  dryRunTimeoutMinutes: 120,
  tempDirName: '.cache/mutants',
  ignorePatterns: ['.cache', '.ci', 'out', 'dist', 'test/e2e', 'test-results'],
  disableTypeChecks: false,
  allowEmpty: true,
  reporters: ['progress-append-only'],
};

/**
 * Of a sample nothing is known before its mutants are run: neither what a test reaches nor how long it takes.
 * @type {Options}
 */
const OF_SAMPLE = {
  checkers: ['sample'],
  coverageAnalysis: 'off',
  ignoreStatic: false,
  timeoutMS: 900_000,
};

/** @param {string} room @param {readonly string[]} files none: all of the room @param {{size: number, seed: string} | null} sample */
async function mutate(room, files, sample) {
  // The processes of Stryker know of this one's environment alone.
  process.env['LEADLENS_MUTANTS_ROOM'] = room;
  if (sample !== null) {
    process.env['LEADLENS_MUTANTS_SAMPLE'] = String(sample.size);
    process.env['LEADLENS_MUTANTS_SEED'] = sample.seed;
  }
  const mutated = [...(files.length > 0 ? files : [`${room}/**/*.ts`]), ...LEFT_ALONE];
  for (const file of filesOf(room)) sourceOf(file);
  const stryker = new Stryker({ ...OPTIONS, mutate: mutated, ...(sample === null ? {} : OF_SAMPLE) });
  return tallyOf(room, await stryker.runMutationTest());
}

/** @param {string} room @param {readonly Result[]} results @returns {Tally} */
function tallyOf(room, results) {
  const unsound = results.find(({ statusReason }) => statusReason?.includes(FAILS_ANYHOW));
  if (unsound) throw new Error(unsound.statusReason);
  const judged = results.filter(({ status }) => JUDGED.includes(status));
  const survivors = judged.filter(({ status }) => !DETECTED.includes(status));
  return {
    room,
    detected: judged.length - survivors.length,
    judged: judged.length,
    population: results.filter((mutant) => mutant.status !== 'Ignored' && !runsOnce(inFile(mutant))).length,
    survivors: survivors.map(({ fileName, location, mutatorName, replacement, status }) => {
      const { line, column } = location.start;
      const becomes = replacement.replaceAll(/\s+/g, ' ').slice(0, 100);
      const unreached = status === 'NoCoverage' ? ' (no test reaches it)' : '';
      const place = `${relative(ROOT, fileName)}:${String(line)}:${String(column)}`;
      return `${place} ${mutatorName} → ${becomes}${unreached}`;
    }),
  };
}

/** Results count lines and columns from 1, mutants from 0. @param {Result} result @returns {Pick<Result, 'fileName' | 'location'>} */
const inFile = ({ fileName, location: { start, end } }) => ({
  fileName,
  location: { start: before(start), end: before(end) },
});

/** @param {import('@stryker-mutator/api/core').Position} place */
const before = ({ line, column }) => ({ line: line - 1, column: column - 1 });

const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;

/**
 * The share of mutants that tests notice, and how far a sample can be from it. Each room counts by its mutants.
 * @param {readonly Tally[]} tallies @returns {string}
 */
function scoreOf(tallies) {
  const rooms = tallies.filter(({ judged }) => judged > 0);
  const population = rooms.reduce((sum, room) => sum + room.population, 0);
  let [score, variance] = [0, 0];
  for (const room of rooms) {
    const [weight, share] = [room.population / population, room.detected / room.judged];
    score += weight * share;
    variance += ((weight ** 2 * share * (1 - share)) / room.judged) * (1 - room.judged / room.population);
  }
  const half = Z * Math.sqrt(variance);
  return half === 0
    ? percent(score)
    : `${percent(score)} (95 %: ${percent(score - half)} to ${percent(Math.min(1, score + half))})`;
}

/** @param {string} room @returns {readonly string[]} */
const filesOf = (room) =>
  readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ parentPath, name }) => join(parentPath, name));

/** Lines of a room: by these a sample is shared out. @param {string} room @returns {number} */
const linesOf = (room) =>
  filesOf(room).reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length, 0);

const git = (/** @type {string[]} */ ...words) =>
  execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).trim();

/** @returns {readonly string[]} files that differ from main; on main those of the last commit, and what is not committed */
function changedFiles() {
  const since =
    git('rev-parse', '--abbrev-ref', 'HEAD') === 'main' ? 'HEAD~' : git('merge-base', 'main', 'HEAD');
  return git('diff', '--name-only', '--diff-filter=d', since)
    .split('\n')
    .filter((file) => file.endsWith('.ts'));
}

/**
 * @param {'changed' | 'all' | 'sample'} what
 * @param {readonly string[]} wanted rooms; none: all
 * @param {{size: number, seed: string}} sample
 */
export async function stryker(what, wanted, { size, seed }) {
  const rooms = Object.keys(ROOMS).filter((room) => wanted.length === 0 || wanted.includes(room));
  const lines = new Map(rooms.map((room) => [room, linesOf(room)]));
  const all = [...lines.values()].reduce((sum, count) => sum + count, 0);
  const changed = what === 'changed' ? changedFiles() : [];
  /** @type {Tally[]} */
  const tallies = [];
  for (const room of rooms) {
    const files = changed.filter((file) => file.startsWith(`${room}/`));
    if (what === 'changed' && files.length === 0) continue;
    const share = Math.max(1, Math.round((size * (lines.get(room) ?? 0)) / all));
    tallies.push(await mutate(room, files, what === 'sample' ? { size: share, seed } : null));
  }
  for (const survivor of tallies.flatMap(({ survivors }) => survivors)) console.log(survivor);
  for (const { room, detected, judged, population } of tallies)
    console.log(
      `${room}: ${String(detected)} of ${String(judged)} noticed, of ${String(population)} mutants`,
    );
  console.log(
    tallies.length === 0 ? 'No file of these rooms changed.' : `Mutation score ${scoreOf(tallies)}`,
  );
}
