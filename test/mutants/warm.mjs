/** Gives work to a process with everything loaded, and begins a new one where one hangs, ends or is no longer sound. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parsed } from './json.mjs';
import { ROOT } from './rooms.mjs';

/**
 * @typedef {{name: string, ms: number, state: string, reached: readonly (readonly [number, number])[]}} SurveyedTest
 * @typedef {{file: string, ms: number, tests: readonly SurveyedTest[], loaded: readonly (readonly [number, number])[]}} Surveyed
 * @typedef {{id: string, tests: readonly (readonly [string, readonly string[]])[]}} Task
 * @typedef {{id: string, verdict: 'noticed' | 'survived' | 'unsound', by?: string, why?: string, files: number, ms: number}} Verdict
 * @typedef {{begun?: string, done?: boolean} & Partial<Surveyed> & Partial<Verdict>} Line
 */

const PROCESS = fileURLToPath(new URL('warm-process.mjs', import.meta.url));
/** Milliseconds: longer no file of tests takes that does not hang, on a busy machine either. */
const STALLED = 300_000;
/** A process keeps what its tests leave behind. */
const MOST_MUTANTS = 400;

/**
 * @param {string} folder of the process, within that where `code.json` is @param {{survey?: readonly string[], mutants?: readonly Task[]}} job
 * @param {(line: Line) => void} onLine
 * @returns {Promise<'done' | 'ended' | 'stalled'>}
 */
async function processOf(folder, job, onLine) {
  const [results, jobFile] = [join(folder, 'results.jsonl'), join(folder, 'job.json')];
  writeFileSync(results, '');
  writeFileSync(jobFile, JSON.stringify({ survey: [], mutants: [], ...job, results }));
  const child = spawn(process.execPath, [PROCESS], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      CI: 'true',
      LEADLENS_MUTANTS_JOB: jobFile,
      LEADLENS_MUTANTS_CODE: join(dirname(folder), 'code.json'),
    },
  });
  const ended = once(child, 'exit');
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  let [read, isDone, last] = [0, false, Date.now()];
  const drain = () => {
    const lines = readFileSync(results, 'utf8').split('\n');
    for (const line of lines.slice(read, -1)) {
      const said = /** @type {Line} */ (parsed(line));
      if (said.done) isDone = true;
      else onLine(said);
      last = Date.now();
    }
    read = Math.max(read, lines.length - 1);
  };
  // No second chance is given to what hangs in a loop: its process cannot be asked to end.
  const stop = () => {
    if (!isOver()) process.kill(-(child.pid ?? 0), 'SIGKILL');
  };
  process.once('exit', stop);
  try {
    while (!isOver() && !isDone && Date.now() - last < STALLED) {
      await pause(200);
      drain();
    }
    const end = isDone ? 'done' : isOver() ? 'ended' : 'stalled';
    stop();
    await ended;
    drain();
    return isDone ? 'done' : end;
  } finally {
    process.removeListener('exit', stop);
  }
}

/**
 * Runs each test without a mutant.
 * @param {string} folder @param {number} jobs processes at once @param {readonly string[]} files
 * @param {(seen: Surveyed) => void} onSeen
 */
export const surveyedBy = (folder, jobs, files, onSeen) =>
  inParts(folder, jobs, files, (own, part) => surveyedByOne(own, part, onSeen));

/** @param {string} folder @param {readonly string[]} files @param {(seen: Surveyed) => void} onSeen */
async function surveyedByOne(folder, files, onSeen) {
  let left = files;
  while (left.length > 0) {
    let begun = '';
    const seen = new Set();
    await processOf(folder, { survey: left }, (line) => {
      if (line.begun) begun = line.begun;
      else {
        seen.add(line.file);
        onSeen(/** @type {Surveyed} */ (line));
      }
    });
    if (begun === '') throw new Error('No test ran.');
    if (!seen.has(begun)) console.error(`${begun} did not end: it judges nothing.`);
    left = left.filter((file) => !seen.has(file) && file !== begun);
  }
}

/**
 * @template T
 * @param {string} folder @param {number} jobs processes at once @param {readonly T[]} all
 * @param {(folder: string, part: readonly T[]) => Promise<void>} work on a part, in a folder of its own
 */
async function inParts(folder, jobs, all, work) {
  const parts = Array.from({ length: jobs }, (_, job) => all.filter((__, place) => place % jobs === job));
  await Promise.all(
    parts.map(async (part, job) => {
      const own = join(folder, `job-${String(job)}`);
      mkdirSync(own, { recursive: true });
      await work(own, part);
    }),
  );
}

/**
 * Gives each mutant to its tests.
 * @param {string} folder @param {number} jobs processes at once @param {readonly Task[]} tasks
 * @param {(verdict: Verdict) => void} onVerdict
 */
export const judgedBy = (folder, jobs, tasks, onVerdict) =>
  inParts(folder, jobs, tasks, (own, part) => judgedByOne(own, part, onVerdict));

/** @param {string} folder @param {readonly Task[]} tasks @param {(verdict: Verdict) => void} onVerdict */
async function judgedByOne(folder, tasks, onVerdict) {
  let left = tasks;
  /** Judged again in a process where no mutant was before. @type {Set<string>} */
  const again = new Set();
  while (left.length > 0) {
    let begun = '';
    const judged = new Set();
    const take = (/** @type {Verdict} */ verdict) => {
      judged.add(verdict.id);
      onVerdict(verdict);
    };
    const end = await processOf(folder, { mutants: left.slice(0, MOST_MUTANTS) }, (line) => {
      if (line.begun) begun = line.begun;
      else if (line.verdict === 'unsound' && !again.has(line.id ?? '')) again.add(line.id ?? '');
      else take(/** @type {Verdict} */ (line));
    });
    if (begun === '') throw new Error('No mutant was judged.');
    if (end !== 'done' && !judged.has(begun) && !again.has(begun))
      take({
        id: begun,
        verdict: 'noticed',
        by: end === 'stalled' ? 'it hangs' : 'its process ended',
        files: 0,
        ms: 0,
      });
    left = left.filter(({ id }) => !judged.has(id));
  }
}
