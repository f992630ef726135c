/**
 * `npm test`: everything that is checked, in one go, with the cheap answers first. It goes on after a failure, names
 * what failed, and ends with one line: `N passed, N failed` (and `, N skipped` where tests were skipped).
 * A static check counts as one test. `npm test -- lint unit` runs only the steps with these names.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, 'test-results');
const VITEST_RESULT = join(RESULTS, 'vitest.json');
const PLAYWRIGHT_RESULT = join(RESULTS, 'playwright.json');

/** Each linted by a process of its own: the types of all of them at once take more memory than Node takes on a small machine. */
const LINT_ROOMS = ['shared', 'electron', 'renderer', 'test'];

const TYPE_ROOMS = ['.', 'shared', 'electron', 'renderer', 'renderer/worker', 'test'];

/**
 * @typedef {{name: string, title: string, command: string}} Check
 * @typedef {{passed: number, failed: string[], skipped: number}} Tally
 */

/** The longest ones first: two run at a time. Nothing of them needs another. @type {Check[]} */
const CHECKS = [
  ...LINT_ROOMS.map((room) => ({
    name: 'lint',
    title: `code follows the lint rules in ${room}`,
    command: `npx eslint ${room}`,
  })),
  {
    name: 'lint',
    title: 'code follows the lint rules elsewhere',
    command: `npx eslint . ${LINT_ROOMS.map((room) => `--ignore-pattern ${room}/`).join(' ')}`,
  },
  { name: 'build', title: 'the app builds', command: 'npm run --silent build' },
  ...TYPE_ROOMS.map((room) => ({
    name: 'types',
    title: `types hold in ${room === '.' ? 'the configuration' : room}`,
    command: `npx tsc -p ${room} --pretty false`,
  })),
  { name: 'format', title: 'files are formatted', command: 'npx prettier --check --log-level warn .' },
  { name: 'imports', title: 'rooms import what they may', command: 'node test/checks/imports.mjs' },
  { name: 'deadcode', title: 'no code is dead', command: 'npx knip --no-progress' },
];

/**
 * Runs a command of this file in a shell.
 * @param {string} command
 * @param {'collect' | 'show'} output whether what it prints is kept or goes to the terminal
 * @returns {Promise<{code: number, output: string}>}
 */
function run(command, output) {
  return new Promise((resolve) => {
    const child = spawn(command, {
      cwd: ROOT,
      shell: true,
      env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
      stdio: output === 'show' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    const collect = (/** @type {Buffer} */ chunk) => {
      text += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => resolve({ code: 1, output: `${text}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: text }));
  });
}

/** @param {Check} check @returns {Promise<Tally>} */
async function runCheck({ title, command }) {
  const began = Date.now();
  const { code, output } = await run(command, 'collect');
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  if (code === 0) {
    console.log(`✓ ${title} (${seconds} s)`);
    return { passed: 1, failed: [], skipped: 0 };
  }
  console.log(`✗ ${title} (${seconds} s): ${command}\n${output.trimEnd()}`);
  return { passed: 0, failed: [title], skipped: 0 };
}

/** @param {Check[]} checks @returns {Promise<Tally[]>} in the order of `checks` */
async function runTwoAtATime(checks) {
  /** @type {Tally[]} */
  const tallies = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < checks.length; index = next++) {
      const check = checks[index];
      if (check) tallies[index] = await runCheck(check);
    }
  };
  await Promise.all([lane(), lane()]);
  return tallies;
}

/**
 * @param {string} file
 * @returns {unknown} what a test runner wrote about its run; undefined when it did not get that far
 */
function readResult(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * A runner that fails without naming a failed test has failed all the same.
 * @param {string} runner @param {number} code @param {Tally} tally @returns {Tally}
 */
function withOwnFailure(runner, code, tally) {
  if (code !== 0 && tally.failed.length === 0) tally.failed.push(`${runner} ended with exit code ${code}`);
  return tally;
}

/** @returns {Promise<Tally>} */
async function runVitest() {
  const { code } = await run(
    `npx vitest run --config test/vitest.config.ts --reporter=default --reporter=json --outputFile.json="${VITEST_RESULT}"`,
    'show',
  );
  /** @type {Tally} */
  const tally = { passed: 0, failed: [], skipped: 0 };
  const result = /** @type {import('vitest/node').JsonTestResults | undefined} */ (readResult(VITEST_RESULT));
  for (const file of result?.testResults ?? []) {
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') tally.passed += 1;
      else if (status === 'failed') tally.failed.push(fullName);
      else tally.skipped += 1;
    }
    if (file.status === 'failed' && !file.assertionResults.some((it) => it.status === 'failed')) {
      tally.failed.push(`${file.name} as a whole: ${file.message}`);
    }
  }
  return withOwnFailure('vitest', code, tally);
}

/** @returns {Promise<Tally>} */
async function runPlaywright() {
  const { code } = await run('npx playwright test --config test/playwright.config.ts', 'show');
  const result = /** @type {import('@playwright/test/reporter').JSONReport | undefined} */ (
    readResult(PLAYWRIGHT_RESULT)
  );
  /** @type {Tally} */
  const tally = { passed: 0, failed: [], skipped: 0 };
  const visit = (/** @type {import('@playwright/test/reporter').JSONReportSuite} */ suite) => {
    for (const spec of suite.specs) {
      for (const test of spec.tests) {
        if (test.status === 'skipped') tally.skipped += 1;
        else if (test.status === 'unexpected') tally.failed.push(`${spec.file}: ${spec.title}`);
        else tally.passed += 1;
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of result?.suites ?? []) visit(suite);
  for (const error of result?.errors ?? [])
    tally.failed.push(`Playwright: ${error.message ?? 'unknown error'}`);
  return withOwnFailure('Playwright', code, tally);
}

const wanted = process.argv.slice(2);
const known = [...new Set([...CHECKS.map(({ name }) => name), 'unit', 'e2e'])];
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(2);
}
const asked = (/** @type {string} */ name) => wanted.length === 0 || wanted.includes(name);

for (const file of [VITEST_RESULT, PLAYWRIGHT_RESULT]) {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
}

const tallies = await runTwoAtATime(CHECKS.filter(({ name }) => asked(name)));
if (asked('unit')) tallies.push(await runVitest());
if (asked('e2e')) tallies.push(await runPlaywright());

const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const skipped = tallies.reduce((sum, tally) => sum + tally.skipped, 0);
const failed = tallies.flatMap((tally) => tally.failed);
console.log('');
for (const title of failed) console.log(`failed: ${title}`);
console.log(`${passed} passed, ${failed.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed.length > 0 ? 1 : 0;
