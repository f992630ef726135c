import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Tests that run the engine in their own thread, and leave nothing behind in it. Their files share a process: DuckDB, its
 * warm code and our modules are loaded once, not once a file.
 */
const IN_ONE_ENGINE = [
  'test/{golden,properties,stages}/**/*.test.ts',
  'test/contract/report.test.ts',
  'test/faults/{bad-input,hashes}.test.ts',
];
/** Of these folders not those that change modules, or take all memory that a database can have. */
const ALONE = ['test/stages/new-source.test.ts', 'test/stages/user-sql.test.ts'];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Engines start in these tests: the limits catch what hangs, they measure nothing.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    setupFiles: ['test/support/compare-what-is-told.ts'],
    projects: [
      { extends: true, test: { name: 'engine', include: IN_ONE_ENGINE, exclude: ALONE, isolate: false } },
      { extends: true, test: { name: 'alone', include: ALONE } },
      {
        extends: true,
        test: { name: 'others', include: ['test/**/*.test.ts'], exclude: [...IN_ONE_ENGINE, ...ALONE] },
      },
    ],
  },
});
