/** Test files that a mutant is given to. More would find a few more of them, and take hours. */
const MOST_FILES = 4;

/**
 * Of the tests that reach a mutant those of the files that reach the fewest mutants: they are about the least. Fewer tests can
 * only leave more mutants alive.
 * @param {import('@stryker-mutator/api/core').MutantCoverage} coverage
 * @returns {import('@stryker-mutator/api/core').MutantCoverage}
 */
export function nearest(coverage) {
  /** @type {Map<string, Set<string>>} */
  const mutantsOf = new Map();
  /** @type {Map<string, Set<string>>} */
  const filesOf = new Map();
  for (const [test, hits] of Object.entries(coverage.perTest)) {
    const file = fileOf(test);
    const reached = mutantsOf.get(file) ?? new Set();
    mutantsOf.set(file, reached);
    for (const mutant of Object.keys(hits)) {
      reached.add(mutant);
      filesOf.set(mutant, (filesOf.get(mutant) ?? new Set()).add(file));
    }
  }
  const size = (/** @type {string} */ file) => mutantsOf.get(file)?.size ?? 0;
  const kept = new Map(
    [...filesOf].map(([mutant, files]) => [
      mutant,
      new Set([...files].sort((a, b) => size(a) - size(b) || (a < b ? -1 : 1)).slice(0, MOST_FILES)),
    ]),
  );
  const perTest = Object.fromEntries(
    Object.entries(coverage.perTest).map(([test, hits]) => [
      test,
      Object.fromEntries(Object.entries(hits).filter(([mutant]) => kept.get(mutant)?.has(fileOf(test)))),
    ]),
  );
  return { ...coverage, perTest };
}

const fileOf = (/** @type {string} */ test) => test.slice(0, test.indexOf('#'));
