import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { LEFT_OUT, ROOMS, WHOLE_RUNS } from './rooms.mjs';

/** Runs the test file that is nearest to a mutant first, see `stryker-plugins.mjs`. */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const nearest = (process.env['LEADLENS_MUTANTS_NEAREST'] ?? '').split('\n');
    const place = ({ moduleId }: TestSpecification): number =>
      nearest.findIndex((file) => file !== '' && moduleId.endsWith(file));
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/** The tests of the room that is mutated: no projects, and a thread of its own for each file. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: [
      ...(ROOMS[process.env['LEADLENS_MUTANTS_ROOM'] ?? ''] ?? []),
      ...WHOLE_RUNS,
      // Where no test is run but those that are nearest to a mutant, all can be.
      ...(process.env['LEADLENS_MUTANTS_SAMPLE'] === undefined
        ? []
        : ['test/{properties,stages,unit}/*.test.ts']),
    ],
    exclude: [...LEFT_OUT],
    setupFiles: [fileURLToPath(new URL('hooks-of-tests.ts', import.meta.url))],
    sequence: { sequencer: NearestFirst },
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
