import { beforeAll, describe, expect, test } from 'vitest';
import type { Summary } from '../../shared/contract/summary';
import { builtApp, leadlens, type Ended } from '../support/built-app';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { hasRealData, realFiles, realTruth, REAL_DATA } from '../support/real-data';
import { knownIn, toldIn } from '../support/truth';
import { chanceOf, readExports, VARIANTS, type Exports, type Variant } from '../support/variants';

describe.skipIf(!hasRealData)('the real export beside the checkout', () => {
  describe('from the command line', () => {
    let first: Ended;
    let summary: Summary;

    beforeAll(async () => {
      await builtApp();
      first = await leadlens('analyze', REAL_DATA, '--json');
      summary = JSON.parse(first.stdout) as Summary;
    }, 180_000);

    test('ends with exit code 0 and nothing on standard error', () => {
      expect(first).toMatchObject({ code: 0, stderr: '' });
    });

    test('gives every figure of its truth, and the findings with exactly their files', () => {
      const truth = realTruth();
      expect(toldIn(summary, truth)).toEqual(knownIn(truth));
    });

    test('counts every record of every file as kept, separator or rejected', () => {
      for (const input of summary.inputs) {
        expect(
          input.rows + input.separatorRows + input.totalRows + input.footerRows + input.rejectedRecords,
          input.file,
        ).toBe(input.records);
      }
    });

    test('has no finding of severity error but the dead column', () => {
      const errors = summary.findings.filter((f) => f.severity === 'error').map((f) => f.code);
      expect(errors.filter((code) => code !== 'dead_column')).toEqual([]);
    });

    test('gives the same bytes when it is run again', async () => {
      expect((await leadlens('analyze', REAL_DATA, '--json')).stdout).toBe(first.stdout);
    });
  });

  describe('told in another way', () => {
    let exports: Exports;
    let numbers: unknown;

    beforeAll(async () => {
      const files = await realFiles();
      exports = await readExports(files);
      numbers = numbersOf(await analyse(memoryFiles(files)));
    });

    const variants = [
      'with files renamed',
      'with columns under their other names',
      'with the day first in all dates',
      'in UTF-16, big end first',
    ];
    test.each(variants)('%s it gives the same numbers', async (name) => {
      const files = (VARIANTS[name] as Variant)(exports, chanceOf(5));
      expect(numbersOf(await analyse(memoryFiles(files)))).toEqual(numbers);
    });
  });
});
