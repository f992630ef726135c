import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { sampleFolder, type Folder } from '../support/samples';
import {
  chanceOf,
  DATES,
  ENCODINGS,
  listedInAnotherOrder,
  readExports,
  retold,
  VARIANTS,
  withAccents,
  writeExports,
  type Exports,
} from '../support/variants';

describe('the same folder, told in another way, gives the same numbers', () => {
  let folder: Folder;
  let exports: Exports;
  let numbers: LeadQualitySummary;

  beforeAll(async () => {
    folder = await sampleFolder({ leads: 80, snapshots: 4 });
    exports = withAccents(await readExports(folder.files));
    numbers = numbersOf(await analyse(memoryFiles(writeExports(exports))));
  });

  test('the reference itself is the truth of the sample', () => {
    expect(numbers).toMatchObject({ ...folder.truth.leadQuality });
  });

  test.each(Object.entries(VARIANTS))('%s', async (_, variant) => {
    const outcome = await analyse(memoryFiles(variant(exports, chanceOf(11))));
    expect(outcome.files.filter((f) => f.status !== 'read' && f.status !== 'duplicate')).toEqual([]);
    expect(numbersOf(outcome)).toEqual(numbers);
  });

  test.each(Object.keys(VARIANTS).filter((name) => name.includes('twice')))(
    '%s, which is said as a finding, each file with the digest of its own bytes',
    async (name) => {
      const files = VARIANTS[name]?.(exports, chanceOf(11)) ?? {};
      const outcome = await analyse(memoryFiles(files));
      const copy = outcome.files.filter((f) => f.status === 'duplicate').map((f) => f.file);
      expect(copy).toHaveLength(1);
      expect(outcome.findings.filter((f) => f.code === 'duplicate_file').map((f) => f.files)).toEqual([copy]);
      for (const { file, sha256 } of outcome.summary.inputs) {
        expect([file, sha256]).toEqual([
          file,
          createHash('sha256')
            .update(files[file] ?? '')
            .digest('hex'),
        ]);
      }
    },
  );

  test('in whatever order the folder lists its files', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1 }), async (seed) => {
        const source = listedInAnotherOrder(writeExports(exports), chanceOf(seed));
        expect(numbersOf(await analyse(source))).toEqual(numbers);
      }),
      { numRuns: 3 },
    );
  });

  test('in any mixture of such ways', async () => {
    const telling = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      quoted: fc.boolean(),
      hasPreamble: fc.boolean(),
      hasTotal: fc.boolean(),
      encoding: fc.constantFrom(...(Object.keys(ENCODINGS) as (keyof typeof ENCODINGS)[])),
      dates: fc.constantFrom(...(Object.keys(DATES) as (keyof typeof DATES)[])),
      upperHashes: fc.boolean(),
      packed: fc.boolean(),
      seed: fc.integer({ min: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(telling, async (how) => {
        expect(numbersOf(await analyse(memoryFiles(retold(exports, how))))).toEqual(numbers);
      }),
      { numRuns: 4 },
    );
  });

  test('under whichever of their names the columns stand, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1 }), async (seed) => {
        const chance = chanceOf(seed);
        const renamed = VARIANTS['with columns under their other names'];
        const outcome = await analyse(memoryFiles(renamed?.(exports, chance) ?? {}));
        expect(numbersOf(outcome)).toEqual(numbers);
      }),
      { numRuns: 3 },
    );
  });
});
