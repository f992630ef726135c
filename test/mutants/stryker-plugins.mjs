/** What Stryker lacks for rooms as large as ours: few tests for each mutant, and a sample of the mutants. */
import { relative } from 'node:path';
import { CheckStatus } from '@stryker-mutator/api/check';
import {
  commonTokens,
  declareClassPlugin,
  declareFactoryPlugin,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';
import { nearest } from './nearest.mjs';
import { FAILS_ANYHOW } from './rooms.mjs';
import { runsOnce } from './run-once.mjs';
import { sampleOf } from './sample.mjs';

/**
 * @typedef {import('@stryker-mutator/api/plugin').Injector<import('@stryker-mutator/api/plugin').PluginContext>} Plugins
 * @typedef {import('@stryker-mutator/api/check').CheckResult} CheckResult
 * @typedef {import('@stryker-mutator/api/core').Mutant} Mutant
 */

/**
 * The vitest runner, which gives each mutant only to the test files that are nearest to it. Of a sample nothing is run before
 * the mutants: to see what each test reaches takes longer than the mutants do. A mutant that breaks what a file prepares for
 * its tests outside of any suite is noticed, too: Stryker takes the tests that are skipped by it for passed.
 * @param {Plugins} plugins
 * @returns {import('@stryker-mutator/api/test-runner').TestRunner}
 */
function nearestRunner(plugins) {
  const [vitest] = vitestPlugins;
  if (vitest === undefined) throw new Error('The vitest runner of Stryker has no plugin.');
  const runner = plugins.injectFunction(vitest.factory);
  const [dryRun, mutantRun] = [runner.dryRun.bind(runner), runner.mutantRun.bind(runner)];
  /** @type {import('@stryker-mutator/api/test-runner').TestRunner['dryRun']} */
  const dryRunOrNone = async (options) =>
    isSample() ? { status: DryRunStatus.Complete, tests: [UNSEEN] } : dryRun(options);
  /** @type {Set<string>} */
  const passing = new Set();
  /**
   * A test file that fails anyhow notices nothing. Where a package is missing, all mutants would be noticed.
   * @param {import('@stryker-mutator/api/test-runner').MutantRunOptions} options @param {string} file
   */
  const mustPass = async (options, file) => {
    if (passing.has(file)) return;
    const activeMutant = { ...options.activeMutant, id: NO_MUTANT };
    const result = await mutantRun({ ...options, activeMutant, testFilter: [`${file}#`] });
    const failed = filesOf(runner).find(isFailed);
    if (failed !== undefined || result.status !== MutantRunStatus.Survived)
      throw new Error(`${file} ${FAILS_ANYHOW}${failed?.result?.errors?.[0]?.message ?? result.status}`);
    passing.add(file);
  };
  /** @type {import('@stryker-mutator/api/test-runner').TestRunner['mutantRun']} */
  const mutantRunNear = async (options) => {
    const tests = options.testFilter ?? (await allFiles(runner)).map((file) => `${file}#`);
    const near = nearest(tests, options.activeMutant.fileName);
    // The first test that fails ends the run: `vitest.config.ts` begins with the nearest file.
    process.env['LEADLENS_MUTANTS_NEAREST'] = near.files.join('\n');
    const result = await mutantRun({ ...options, testFilter: near.tests, hitLimit: ENDLESS });
    const failed = filesOf(runner).find(isFailed);
    if (failed !== undefined && isSample()) await mustPass(options, relative(process.cwd(), failed.filepath));
    if (result.status === MutantRunStatus.Killed) return { ...result, killedBy: knownOf(result.killedBy) };
    if (result.status !== MutantRunStatus.Survived || failed === undefined) return result;
    return {
      status: MutantRunStatus.Killed,
      killedBy: knownOf(near.tests.slice(0, 1)),
      failureMessage: failed.result?.errors?.[0]?.message ?? 'Its tests could not be prepared.',
      nrOfTests: result.nrOfTests,
    };
  };
  return Object.assign(runner, { dryRun: dryRunOrNone, mutantRun: mutantRunNear });
}
nearestRunner.inject = tokens(commonTokens.injector);

const isSample = () => process.env['LEADLENS_MUTANTS_SAMPLE'] !== undefined;

/** Stands for all tests where none was run before the mutants. @type {import('@stryker-mutator/api/test-runner').TestResult} */
const UNSEEN = { id: 'unseen', name: 'any test', timeSpentMs: 0, status: TestStatus.Success };

/** Stryker knows the tests of its first run alone. @param {string[]} tests */
const knownOf = (tests) => (isSample() ? [UNSEEN.id] : tests);

const vitestOf = (/** @type {object} */ runner) =>
  /** @type {{ctx: import('vitest/node').Vitest}} */ (runner).ctx;

/** The test files of the last run. @param {object} runner @returns {readonly import('vitest/node').RunnerTestFile[]} */
const filesOf = (runner) => vitestOf(runner).state.getFiles();

/** @param {import('vitest/node').RunnerTestFile} file */
const isFailed = (file) => file.result?.state === 'fail';

/** So often no test comes to one place: a mutant that does loops for ever. */
const ENDLESS = 50_000_000;

/** What no mutant is called. */
const NO_MUTANT = 'none';

/** All test files of the room. @param {object} runner @returns {Promise<readonly string[]>} */
const allFiles = async (runner) =>
  (await vitestOf(runner).globTestSpecifications()).map(({ moduleId }) => relative(process.cwd(), moduleId));

/** Lets a sample of the mutants through. Stryker asks for the groups once, with all of them. */
class SampleChecker {
  static inject = tokens();
  /** @type {ReadonlySet<string>} */
  #sample = new Set();

  async init() {}

  /** @param {Mutant[]} mutants */
  async group(mutants) {
    const { LEADLENS_MUTANTS_SAMPLE: size, LEADLENS_MUTANTS_SEED: seed } = process.env;
    this.#sample = sampleOf(
      mutants.filter((mutant) => !runsOnce(mutant)),
      Number(size),
      seed ?? '',
    );
    return [mutants.map(({ id }) => id)];
  }

  /** @param {Mutant[]} mutants */
  async check(mutants) {
    /** @param {string} id @returns {CheckResult} */
    const resultOf = (id) =>
      this.#sample.has(id)
        ? { status: CheckStatus.Passed }
        : { status: CheckStatus.CompileError, reason: 'not in the sample' };
    return Object.fromEntries(mutants.map(({ id }) => [id, resultOf(id)]));
  }
}

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'nearest', nearestRunner),
  declareClassPlugin(PluginKind.Checker, 'sample', SampleChecker),
];
