/** Which tests reach which mutants: each test runs once, without a mutant. What was seen is kept as long as neither changes. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsed } from './json.mjs';
import { nearness } from './nearest.mjs';
import { ROOT } from './rooms.mjs';
import { surveyedBy } from './warm.mjs';

/**
 * @typedef {import('./warm.mjs').Surveyed} Surveyed
 * @typedef {import('./warm.mjs').Task} Task
 * @typedef {import('./instrumented.mjs').Mutant} Mutant
 */

const KEPT = join(ROOT, '.cache/mutants/surveys');
/** Milliseconds that the tests of a mutant may take together. All that reach it would be half of all. */
const MOST_TIME = 20_000;
/** Milliseconds of the next nearest tests, for what survives the first. */
const MORE_TIME = 40_000;
/** Whole answers: one run tells of all that reach it. */
const isGolden = (/** @type {string} */ file) => file.startsWith('test/golden/');
/** So many of the nearest files run whatever they take. */
const LEAST_FILES = 3;

/**
 * @param {string} folder with the code @param {number} jobs processes at once @param {readonly string[]} files of tests
 * @returns {Promise<readonly Surveyed[]>}
 */
export async function survey(folder, jobs, files) {
  const code = digest(readFileSync(join(folder, 'code.json')));
  const placeOf = (/** @type {string} */ file) =>
    join(
      KEPT,
      `${digest(Buffer.concat([Buffer.from(`${code} ${file} `), readFileSync(join(ROOT, file))]))}.json`,
    );
  const isKept = (/** @type {string} */ file) => existsSync(placeOf(file));
  mkdirSync(KEPT, { recursive: true });
  await surveyedBy(
    folder,
    jobs,
    files.filter((file) => !isKept(file)),
    (seen) => writeFileSync(placeOf(seen.file), JSON.stringify(seen)),
  );
  return files
    .filter(isKept)
    .map((file) => /** @type {Surveyed} */ (parsed(readFileSync(placeOf(file), 'utf8'))));
}

/**
 * The mutants that are only come to while modules are loaded, where they cannot be switched on.
 * @param {readonly Surveyed[]} surveyed @returns {ReadonlySet<string>} their ids
 */
export function onlyLoaded(surveyed) {
  const ids = (/** @type {readonly (readonly [number, number])[][]} */ lists) => {
    const found = new Set();
    for (const ranges of lists)
      for (const [from, to] of ranges) for (let id = from; id <= to; id++) found.add(id);
    return found;
  };
  const reached = ids(surveyed.flatMap(({ tests }) => tests.map((test) => [...test.reached])));
  const loaded = ids(surveyed.map(({ loaded: ranges }) => [...ranges]));
  return new Set([...loaded].filter((id) => !reached.has(id)).map(String));
}

/**
 * The tests that judge a mutant: of those that reach it the nearest first, as many as there is time for.
 * @param {Mutant} mutant @param {readonly Surveyed[]} surveyed
 * @returns {{first: Task, more: Task}} and the next nearest, for what survives the first
 */
export function tasksOf(mutant, surveyed) {
  const id = Number(mutant.id);
  const reaching = surveyed.flatMap(({ file, tests }) => {
    const own = tests.filter(
      ({ state, reached }) => state === 'pass' && reached.some(([from, to]) => from <= id && id <= to),
    );
    const ms = own.reduce((sum, test) => sum + test.ms, 0);
    return own.length === 0
      ? []
      : [{ file, ms, names: own.map(({ name }) => name), near: nearness(file, mutant.file) }];
  });
  reaching.sort((a, b) => b.near - a.near || a.ms - b.ms);
  const first = within(reaching, MOST_TIME, (file, place) => place < LEAST_FILES || isGolden(file));
  const more = within(
    reaching.filter((tests) => !first.includes(tests)),
    MORE_TIME,
    (_, place) => place === 0,
  );
  const taskOf = (/** @type {typeof reaching} */ kept) => ({
    id: mutant.id,
    tests: kept.map(({ file, names }) => /** @type {const} */ ([file, names])),
  });
  return { first: taskOf(first), more: taskOf(more) };
}

/**
 * @template {{file: string, ms: number}} T
 * @param {readonly T[]} all @param {number} most milliseconds @param {(file: string, place: number) => boolean} isKept anyhow
 */
function within(all, most, isKept) {
  let time = 0;
  return all.filter(({ file, ms }, place) => {
    if (time + ms > most && !isKept(file, place)) return false;
    time += ms;
    return true;
  });
}

const digest = (/** @type {Buffer} */ bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 32);
