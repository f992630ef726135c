/** StrykerJS's mutants of files, and the files with a switch for each. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';
import { ROOT } from './rooms.mjs';
import { runsOnce } from './run-once.mjs';

/**
 * @typedef {{line: number, column: number}} Place both from 0
 * @typedef {{id: string, file: string, line: number, column: number, mutator: string, becomes: string, start: Place, end: Place, replacement: string}} Mutant
 */

const nothing = () => {};
/** @type {import('@stryker-mutator/api/logging').Logger} */
const SILENT = {
  ...{ trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing },
  ...{ isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false },
  ...{ isWarnEnabled: () => false, isErrorEnabled: () => false, isFatalEnabled: () => false },
};

/**
 * @param {readonly string[]} files whole paths
 * @returns {Promise<{code: Record<string, string>, mutants: readonly Mutant[]}>} the mutants inside of functions: what runs
 * once, while a module is loaded, cannot be switched, and is mostly descriptions of columns
 */
export async function instrumented(files) {
  const instrumenter = createInjector()
    .provideValue('logger', SILENT)
    .provideValue('getLogger', () => SILENT)
    .injectFunction(createInstrumenter);
  const { files: changed, mutants } = await instrumenter.instrument(
    files.map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  return {
    code: Object.fromEntries(changed.map(({ name, content }) => [name, withQuickCounting(content)])),
    mutants: mutants
      .filter((mutant) => mutant.status !== 'Ignored' && !runsOnce(mutant))
      .map(({ id, fileName, location: { start, end }, mutatorName, replacement }) => ({
        id,
        file: relative(ROOT, fileName).replaceAll('\\', '/'),
        line: start.line + 1,
        column: start.column + 1,
        mutator: mutatorName,
        becomes: replacement.replaceAll(/\s+/g, ' ').slice(0, 100),
        start,
        end,
        replacement,
      })),
  };
}

/**
 * StrykerJS counts how often each test comes to each mutant. Whether it does is enough, and is quick where a loop comes there
 * for every character.
 * @param {string} code
 */
const withQuickCounting = (code) =>
  code
    .replace(
      /function stryCov_9fa48\(\) \{.*?\n\}\n/s,
      () => `function stryCov_9fa48(first) {
  var reached = globalThis.__reachedMutants__;
  if (reached === undefined || reached[first] === 1) return;
  for (var i = 0; i < arguments.length; i++) reached[arguments[i]] = 1;
}
`,
    )
    .replaceAll(
      /stryCov_9fa48\(("[^)]*)\)/g,
      (_, ids) => `stryCov_9fa48(${String(ids).replaceAll('"', '')})`,
    );
