import { beforeAll, describe, expect, test } from 'vitest';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import { plantDummies, PLANTINGS, unsaid } from '../support/dummies';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { sampleFolder } from '../support/samples';
import { readExports, type Exports } from '../support/variants';

describe('A dummy in place of the keys of some leads', () => {
  let exports: Exports;
  let before: LeadQualitySummary;

  beforeAll(async () => {
    const { files } = await sampleFolder({ leads: 2000, snapshots: 2 });
    exports = await readExports(files);
    before = numbersOf(await analyse(memoryFiles(files)));
  });

  test.each(PLANTINGS)(
    'changes no number in silence: of %d in 1,000 leads, %s, of %s',
    async (perMille, keys, sides) => {
      const planted = plantDummies(exports, perMille, keys, sides);
      expect(planted.leads.delivered + planted.leads.crm).toBeGreaterThanOrEqual(2);
      expect(unsaid(await analyse(memoryFiles(planted.files)), before, planted)).toEqual([]);
    },
  );
});
