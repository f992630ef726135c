import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REACHED_STEPS } from '../../shared/contract/funnel';
import type { LeadFilter } from '../../shared/contract/lead-filter';
import { LINK_SETTINGS, perCount } from '../../shared/domain/lead-quality';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { sampleFolder, sourceOf } from '../support/samples';

describe('what leads had reached by each snapshot', () => {
  let engine: TestEngine;

  beforeAll(async () => {
    engine = await openEngine(sourceOf(await sampleFolder({ leads: 600, snapshots: 5, seed: 3 })));
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
  });
  afterAll(() => engine.close());

  test.each(LINK_SETTINGS)('is what a comparison counts as known by then, links %s', async (links) => {
    const { reached } = await engine.client.call('funnel', { basis: 'ever', links });
    expect(reached?.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5]);
    for (const point of reached ?? []) {
      const { counts } = await engine.client.call('compare', {
        basis: 'ever',
        links,
        sides: { kind: 'snapshots', a: 1, b: point.order },
      });
      expect(
        perCount(REACHED_STEPS, (step) => counts.find((count) => count.step === step)?.b),
        `snapshot ${String(point.order)}`,
      ).toEqual(perCount(REACHED_STEPS, (step) => point[step]));
    }
  });

  test('ends with the number that the funnel shows, under filters too', async () => {
    const all = await engine.client.call('funnel', { basis: 'ever', links: 'linked' });
    const state = all.breakdowns['state']?.find(({ key, reported }) => reported && key !== null)?.key ?? '';
    const filters: readonly LeadFilter[] = [{ dimension: 'state', values: [state] }];
    for (const view of [
      all,
      await engine.client.call('funnel', { basis: 'ever', links: 'linked', filters: [...filters] }),
    ]) {
      expect(perCount(REACHED_STEPS, (step) => view.reached?.at(-1)?.[step])).toEqual(
        perCount(REACHED_STEPS, (step) => view.counts[step]),
      );
    }
  });

  test('is not said of *latest*, which takes back', async () => {
    expect((await engine.client.call('funnel', { basis: 'latest', links: 'linked' })).reached).toBeNull();
  });
});
