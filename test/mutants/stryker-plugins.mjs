/** What Stryker lacks for rooms as large as ours: few tests for each mutant, and a sample of the mutants. */
import { CheckStatus } from '@stryker-mutator/api/check';
import {
  commonTokens,
  declareClassPlugin,
  declareFactoryPlugin,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import { MutantRunStatus } from '@stryker-mutator/api/test-runner';
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';
import { nearest } from './nearest.mjs';
import { sampleOf } from './sample.mjs';

/**
 * @typedef {import('@stryker-mutator/api/plugin').Injector<import('@stryker-mutator/api/plugin').PluginContext>} Plugins
 * @typedef {import('@stryker-mutator/api/check').CheckResult} CheckResult
 * @typedef {import('@stryker-mutator/api/core').Mutant} Mutant
 */

/**
 * The vitest runner, which gives each mutant only to the test files that are nearest to it. A mutant that breaks what a
 * file prepares for its tests outside of any suite is noticed, too: Stryker takes the tests that are skipped by it for passed.
 * @param {Plugins} plugins
 * @returns {import('@stryker-mutator/api/test-runner').TestRunner}
 */
function nearestRunner(plugins) {
  const [vitest] = vitestPlugins;
  if (vitest === undefined) throw new Error('The vitest runner of Stryker has no plugin.');
  const runner = plugins.injectFunction(vitest.factory);
  const mutantRun = runner.mutantRun.bind(runner);
  /** @type {import('@stryker-mutator/api/test-runner').TestRunner['mutantRun']} */
  const mutantRunNear = async (options) => {
    const { testFilter, activeMutant } = options;
    const near = testFilter && nearest(testFilter, activeMutant.fileName);
    // The first test that fails ends the run: `vitest.config.ts` begins with the nearest file.
    process.env['LEADLENS_MUTANTS_NEAREST'] = near?.files.join('\n') ?? '';
    const result = await mutantRun({ ...options, ...(near && { testFilter: near.tests }) });
    if (result.status !== MutantRunStatus.Survived) return result;
    const failed = filesOf(runner).find((file) => file.result?.state === 'fail');
    if (failed === undefined) return result;
    return {
      status: MutantRunStatus.Killed,
      killedBy: testFilter?.slice(0, 1) ?? [],
      failureMessage: failed.result?.errors?.[0]?.message ?? 'Its tests could not be prepared.',
      nrOfTests: result.nrOfTests,
    };
  };
  return Object.assign(runner, { mutantRun: mutantRunNear });
}

/** The test files of the last run. @param {object} runner @returns {readonly import('vitest/node').RunnerTestFile[]} */
const filesOf = (runner) => /** @type {{ctx: import('vitest/node').Vitest}} */ (runner).ctx.state.getFiles();
nearestRunner.inject = tokens(commonTokens.injector);

/** Lets a sample of the mutants through. Stryker asks for the groups once, with all of them. */
class SampleChecker {
  static inject = tokens();
  /** @type {ReadonlySet<string>} */
  #sample = new Set();

  async init() {}

  /** @param {Mutant[]} mutants */
  async group(mutants) {
    const { LEADLENS_MUTANTS_SAMPLE: size, LEADLENS_MUTANTS_SEED: seed } = process.env;
    this.#sample = sampleOf(mutants, Number(size), seed ?? '');
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
