import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LEFT_OUT, ROOMS } from './rooms.mjs';

/** The tests of the room that is mutated: no projects, and a thread of its own for each file. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: [...(ROOMS[process.env['LEADLENS_MUTANTS_ROOM'] ?? ''] ?? [])],
    exclude: [...LEFT_OUT],
    setupFiles: [fileURLToPath(new URL('hooks-of-tests.ts', import.meta.url))],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
