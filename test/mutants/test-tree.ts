import type { RunnerTask, RunnerTestCase, RunnerTestSuite } from 'vitest';

/** The tests of a file or suite, at any depth. */
export const testsIn = (task: RunnerTask): readonly RunnerTestCase[] =>
  'tasks' in task ? task.tasks.flatMap(testsIn) : [task];

const suitesIn = (task: RunnerTask): readonly RunnerTestSuite[] =>
  'tasks' in task ? [task, ...task.tasks.flatMap(suitesIn)] : [];

/** As Vitest compares names with patterns: all suites and the test, with blanks between. */
export function nameOf(test: RunnerTestCase): string {
  const names = [test.name];
  for (let suite = test.suite; suite; suite = suite.suite) names.unshift(suite.name);
  return names.join(' ');
}

/** Why a file failed, by a test, a hook or as a whole; null where all that ran passed. Where nothing ran, nothing passed. */
export function failureOf(file: RunnerTask): string | null {
  const failed = [...suitesIn(file), ...testsIn(file)].find(({ result }) => result?.state === 'fail');
  if (failed) return failed.result?.errors?.[0]?.message ?? 'It failed without an error.';
  return testsIn(file).some(({ result }) => result?.state === 'pass') ? null : 'No test ran.';
}
