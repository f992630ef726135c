/** Makes mutants of files, gives them to the tests that reach them, and says which survive. */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instrumented } from './instrumented.mjs';
import { nearness } from './nearest.mjs';
import { filesOf, judges, ROOMS, ROOT } from './rooms.mjs';
import { inWords, isSettled, scoreOf, tallyInWords, tallyOf } from './score.mjs';
import { onlyLoaded, survey, tasksOf } from './survey.mjs';
import { refusalOf } from './type-check.mjs';
import { judgedBy } from './warm.mjs';

/**
 * @typedef {import('./instrumented.mjs').Mutant} Mutant
 * @typedef {import('./score.mjs').Judged} Judged
 */

/** Of a few files the mutants are given to so many test files, the nearest of each. */
const NEAREST = 10;

/**
 * @param {readonly string[]} files in the checkout: each is judged by the test files that are nearest to it
 * @param {number} jobs processes at once
 */
export async function mutateFiles(files, jobs) {
  const near = new Set(files.flatMap((file) => nearestTo(file)));
  await mutate(
    files.map((file) => join(ROOT, file)),
    judges().filter((test) => near.has(test)),
    jobs,
    (mutants) => mutants,
  );
}

/**
 * @param {readonly string[]} rooms none: all @param {{size: number, seed: string} | null} sample none: every mutant
 * @param {number} jobs processes at once
 */
export async function mutateRooms(rooms, sample, jobs) {
  const chosen = ROOMS.filter((room) => rooms.length === 0 || rooms.includes(room));
  await mutate(chosen.flatMap(filesOf), judges(), jobs, (mutants) =>
    sample === null ? mutants : drawn(mutants, sample),
  );
}

/** Those that differ from main; on main those of the last commit, and what is not committed. @returns {readonly string[]} */
export function changedFiles() {
  const isMain = git('rev-parse', '--abbrev-ref', 'HEAD') === 'main';
  const since = isMain ? 'HEAD~' : git('merge-base', 'main', 'HEAD');
  const changed = new Set(git('diff', '--name-only', '--diff-filter=d', since).split('\n'));
  return ROOMS.flatMap(filesOf)
    .map((file) => file.slice(ROOT.length + 1))
    .filter((file) => changed.has(file));
}

const git = (/** @type {string[]} */ ...words) =>
  execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).trim();

/** @param {string} file */
const nearestTo = (file) =>
  judges()
    .map((test) => ({ test, near: nearness(test, file) }))
    .sort((a, b) => b.near - a.near)
    .slice(0, NEAREST)
    .map(({ test }) => test);

/**
 * So many mutants by chance: those with the smallest digests of what they are, so that the same seed gives the same ones as long
 * as their files stand.
 * @param {readonly Mutant[]} mutants @param {{size: number, seed: string}} sample
 */
function drawn(mutants, { size, seed }) {
  const lots = mutants.map((mutant) => {
    const { file, line, column, mutator, becomes } = mutant;
    const text = JSON.stringify([seed, file, line, column, mutator, becomes]);
    return { mutant, lot: createHash('sha256').update(text).digest('hex') };
  });
  return lots
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant);
}

/**
 * @param {readonly string[]} files whole paths @param {readonly string[]} tests @param {number} jobs processes at once
 * @param {(mutants: readonly Mutant[]) => readonly Mutant[]} choose
 */
async function mutate(files, tests, jobs, choose) {
  mkdirSync(join(ROOT, '.cache/mutants'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.cache/mutants/run-'));
  const { code, mutants: all } = await instrumented(files);
  writeFileSync(join(folder, 'code.json'), JSON.stringify(code));
  const surveyed = await survey(folder, jobs, tests);
  const isLoaded = onlyLoaded(surveyed);
  const mutants = all.filter(({ id }) => !isLoaded.has(id));
  const chosen = choose(mutants);
  const byId = new Map(chosen.map((mutant) => [mutant.id, mutant]));
  /** @type {Judged[]} */
  const judged = [];
  const take = (/** @type {Judged} */ mutant) => {
    judged.push(mutant);
    const { start: _, end: __, replacement: ___, ...told } = mutant;
    appendFileSync(join(folder, 'verdicts.jsonl'), `${JSON.stringify(told)}\n`);
    if (!isSettled(mutant)) console.log(inWords(mutant));
  };
  const takeOrRefuse = (/** @type {Judged} */ mutant) => {
    const refusal = refusalOf(mutant);
    if (refusal === null) return false;
    take({ ...mutant, verdict: 'refused', by: refusal });
    return true;
  };
  const tasks = chosen.map((mutant) => tasksOf(mutant, surveyed));
  for (const { first } of tasks)
    if (first.tests.length === 0) {
      const mutant = /** @type {Judged} */ ({ ...of(byId, first.id), verdict: 'unreached' });
      if (!takeOrRefuse(mutant)) take(mutant);
    }
  /** Survived their nearest tests, and there are more. @type {import('./warm.mjs').Task[]} */
  const again = [];
  const moreOf = new Map(tasks.map(({ more }) => [more.id, more]));
  await judgedBy(
    folder,
    jobs,
    tasks.map(({ first }) => first).filter(({ tests: reaching }) => reaching.length > 0),
    (verdict) => {
      const mutant = /** @type {Judged} */ ({ ...of(byId, verdict.id), ...verdict });
      if (verdict.verdict === 'survived' && takeOrRefuse(mutant)) return;
      const more = moreOf.get(verdict.id);
      if (verdict.verdict === 'survived' && more !== undefined && more.tests.length > 0) again.push(more);
      else take(mutant);
    },
  );
  if (again.length > 0)
    console.log(`${String(again.length)} survived their nearest tests: the next nearest …`);
  await judgedBy(folder, jobs, again, (verdict) => {
    take({ ...of(byId, verdict.id), ...verdict });
  });
  const tallies = ROOMS.map((room) => {
    const isOfRoom = (/** @type {Mutant} */ { file }) => file.startsWith(`${room}/`);
    return tallyOf(room, judged.filter(isOfRoom), mutants.filter(isOfRoom).length);
  }).filter((tally) => tally.judged > 0);
  for (const tally of tallies) console.log(tallyInWords(tally));
  const refused = judged.filter(({ verdict }) => verdict === 'refused').length;
  if (refused > 0) console.log(`${String(refused)} do not compile and count neither way`);
  console.log(tallies.length === 0 ? 'There is no mutant.' : `Mutation score ${scoreOf(tallies)}`);
}

/** @param {ReadonlyMap<string, Mutant>} mutants @param {string} id @returns {Mutant} */
function of(mutants, id) {
  const mutant = mutants.get(id);
  if (mutant === undefined) throw new Error(`There is no mutant ${id}.`);
  return mutant;
}
