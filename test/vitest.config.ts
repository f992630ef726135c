import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Engines start in these tests: the limits catch what hangs, they measure nothing.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
