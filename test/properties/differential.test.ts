import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differencesOf, type Difference } from '../support/compare-leaves';
import { LEAVES } from '../support/differential';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { plainSummaryOf } from '../support/plain/summary';
import { worldOf } from '../support/worlds/worlds';

/** `LEADLENS_WORLDS=500 npm run test:unit -- test/properties/differential.test.ts` for the long form. */
const WORLDS = Number(process.env['LEADLENS_WORLDS'] ?? 30);
const FIRST = Number(process.env['LEADLENS_FIRST_WORLD'] ?? 1);
/** Worlds of one test. */
const PART = 10;

describe('Every number of the summary of random exports', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(memoryFiles({}));
  });
  afterAll(() => engine.close());

  async function differencesIn(seed: number): Promise<readonly Difference[]> {
    const world = worldOf(seed);
    const files = Object.fromEntries(world.files.map(({ path, bytes }) => [path, bytes]));
    engine.use(memoryFiles(files, seed));
    const { summary } = await engine.client.call('run', {
      folder: FOLDER,
      settings: settingsWith(world.settings),
      decisions: world.decisions,
    });
    return differencesOf(summary, plainSummaryOf(world), LEAVES);
  }

  const parts = Array.from({ length: Math.ceil(WORLDS / PART) }, (_, part) => FIRST + part * PART);
  test.each(parts)('is what a plain reading of the definitions gives, from seed %i on', async (first) => {
    for (let seed = first; seed < Math.min(first + PART, FIRST + WORLDS); seed++)
      expect({ seed, differences: await differencesIn(seed) }).toEqual({ seed, differences: [] });
  });
});

describe('Two summaries', () => {
  const leaves = { left: { 'a.words': 'words' }, near: { 'a.*.near': 0.01 } };
  test('differ in a leaf that is another one, or that one of them lacks', () => {
    const told = { a: { n: 1, words: 'x', more: [1, 2], b: { near: 1 } } };
    expect(
      differencesOf(told, { a: { n: 1, words: 'y', more: [1, 2], b: { near: 1.005 } } }, leaves),
    ).toEqual([]);
    expect(differencesOf(told, { a: { n: 2, more: [1], b: { near: 1.02 } } }, leaves)).toEqual([
      { at: 'a.n', told: 1, plain: 2 },
      { at: 'a.more.1', told: 2, plain: undefined },
      { at: 'a.b.near', told: 1, plain: 1.02 },
    ]);
  });
});
