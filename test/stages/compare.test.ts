import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ComparedCount, CompareView } from '../../shared/contract/compare';
import type { EngineRequest } from '../../shared/contract/engine';
import type { FunnelCounts, LeadQualitySummary } from '../../shared/contract/summary';
import { rateDifference, wilson } from '../../shared/domain/rate';
import { analyse, FOLDER, numbersOf, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { sampleFolder, sourceOf, type Folder } from '../support/samples';

type Which = EngineRequest<'compareDrill'>['which'];

const countsOf = ({ counts }: CompareView, side: 'a' | 'b'): FunnelCounts =>
  Object.fromEntries(counts.map((count) => [count.step, count[side]])) as unknown as FunnelCounts;

/** The folder without its last snapshots. */
const upTo = (folder: Folder, snapshots: number): Folder => {
  const reports = Object.keys(folder.files)
    .filter((path) => path.includes('crm_reports'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const left = new Set(reports.slice(snapshots));
  return {
    ...folder,
    files: Object.fromEntries(Object.entries(folder.files).filter(([path]) => !left.has(path))),
  };
};

describe('two ways to look at the same leads', () => {
  const SNAPSHOTS = 6;
  let folder: Folder;
  let engine: TestEngine;
  let whole: LeadQualitySummary;

  beforeAll(async () => {
    folder = await sampleFolder({ leads: 260, snapshots: SNAPSHOTS });
    engine = await openEngine(sourceOf(folder));
    whole = numbersOf(await engine.client.call('run', { folder: FOLDER, settings: settingsWith() }));
  });
  afterAll(() => engine.close());

  const compare = (request: EngineRequest<'compare'>): Promise<CompareView> =>
    engine.client.call('compare', request);

  /** Every number of a comparison opens as many leads, and what was gained and lost makes the difference. */
  const addsUp = async (request: EngineRequest<'compare'>): Promise<CompareView> => {
    const view = await compare(request);
    for (const count of view.counts) {
      expect(count.a + (count.gained ?? NaN) - (count.lost ?? NaN), count.step).toBe(count.b);
      for (const which of ['a', 'b', 'gained', 'lost'] as const satisfies readonly (Which &
        keyof ComparedCount)[]) {
        const { query } = await engine.client.call('compareDrill', { ...request, step: count.step, which });
        const page = await engine.client.call('page', { query, offset: 0, limit: 1 });
        expect(page.total, `${count.step} ${which}`).toBe(count[which]);
      }
    }
    return view;
  };

  test('what was known after a snapshot is what a run without the later ones says', async () => {
    const earlier = numbersOf(await analyse(sourceOf(upTo(folder, 3))));
    for (const basis of ['ever', 'latest'] as const) {
      for (const links of ['linked', 'strict'] as const) {
        const view = await compare({ basis, links, sides: { kind: 'snapshots', a: 3, b: SNAPSHOTS } });
        expect(countsOf(view, 'a'), `${basis} ${links}`).toEqual(earlier.funnel[`${basis}_${links}`]);
        expect(countsOf(view, 'b'), `${basis} ${links}`).toEqual(whole.funnel[`${basis}_${links}`]);
      }
    }
  });

  test('between two snapshots the leads that gained and lost a stage make the difference', async () => {
    const ever = await addsUp({ basis: 'ever', links: 'linked', sides: { kind: 'snapshots', a: 2, b: 5 } });
    const sale = ever.counts.find(({ step }) => step === 'sale')!;
    expect(sale.gained).toBeGreaterThan(0);
    // What was once reached stays reached.
    expect(sale.lost).toBe(0);
    await addsUp({ basis: 'latest', links: 'strict', sides: { kind: 'snapshots', a: 5, b: 2 } });
  });

  test('strict and linked are the two funnels, and only leads with one key make the difference', async () => {
    const view = await addsUp({
      basis: 'ever',
      links: 'linked',
      sides: { kind: 'links', a: 'strict', b: 'linked' },
    });
    expect(countsOf(view, 'a')).toEqual(whole.funnel.ever_strict);
    expect(countsOf(view, 'b')).toEqual(whole.funnel.ever_linked);
    const { query } = await engine.client.call('compareDrill', {
      basis: 'ever',
      links: 'linked',
      sides: { kind: 'links', a: 'strict', b: 'linked' },
      step: 'matched',
      which: 'gained',
    });
    const page = await engine.client.call('page', { query, offset: 0, limit: 1000 });
    const tier = page.columns.findIndex(({ name }) => name === 'tier');
    expect(new Set(page.rows.map((row) => row[tier]))).toEqual(new Set(['email_only', 'phone_only']));
  });

  test('periods of entry hold other leads, and together with those without a date all of them', async () => {
    const all = await engine.client.call('funnel', { basis: 'ever', links: 'linked' });
    const middle = all.cohorts[Math.floor(all.cohorts.length / 2)]!.week;
    const before = new Date(Date.parse(middle) - 86_400_000).toISOString().slice(0, 10);
    const sides = {
      kind: 'periods' as const,
      a: { from: '2000-01-01', to: before },
      b: { from: middle, to: '2100-01-01' },
    };
    const view = await addsUp({ basis: 'ever', links: 'linked', sides });
    const delivered = view.counts[0]!;
    expect([delivered.gained, delivered.lost]).toEqual([delivered.b, delivered.a]);
    expect(delivered.a + delivered.b).toBe(all.cohorts.reduce((sum, cohort) => sum + cohort.leads, 0));
    const appointment = view.counts.find(({ step }) => step === 'appointment')!;
    expect(appointment.difference?.value).toBeCloseTo(
      (appointment.rates?.b.value ?? 0) - (appointment.rates?.a.value ?? 0),
      5,
    );
  });

  test('filters narrow both sides', async () => {
    const filters = [{ dimension: 'tier' as const, values: ['both'] }];
    const view = await addsUp({
      basis: 'ever',
      links: 'linked',
      filters,
      sides: { kind: 'snapshots', a: 2, b: 6 },
    });
    const { counts } = await engine.client.call('funnel', { basis: 'ever', links: 'linked', filters });
    expect(countsOf(view, 'b')).toEqual(counts);
  });

  test('a snapshot that is not there is named', async () => {
    await expect(
      compare({ basis: 'ever', links: 'linked', sides: { kind: 'snapshots', a: 1, b: 99 } }),
    ).rejects.toMatchObject({
      details: { code: 'no_such_snapshot', message: expect.stringContaining('99') as string },
    });
  });

  test('the run before is kept until a run says other things; a run that changes nothing leaves it', async () => {
    const second = await openEngine(sourceOf(upTo(folder, 4)));
    try {
      const run = async () =>
        numbersOf(await second.client.call('run', { folder: FOLDER, settings: settingsWith() }));
      const runs = { basis: 'ever', links: 'linked', sides: { kind: 'runs' } } as const;
      const first = await run();
      await expect(second.client.call('compare', runs)).rejects.toMatchObject({
        details: { code: 'no_previous_run' },
      });
      second.use(sourceOf(folder));
      for (let again = 0; again < 2; again += 1) {
        const now = await run();
        const view = await second.client.call('compare', runs);
        expect(view.hasPreviousRun).toBe(true);
        expect(countsOf(view, 'a')).toEqual(first.funnel.ever_linked);
        expect(countsOf(view, 'b')).toEqual(now.funnel.ever_linked);
      }
    } finally {
      await second.close();
    }
  });
});

describe('the difference of two shares', () => {
  const share = fc
    .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 500 }))
    .map(([hits, total]) => ({ hits: Math.min(hits, total), total }));

  test('lies within its interval, which lies within −1 … 1, and turns round with its sides', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const there = rateDifference(a, b);
        const back = rateDifference(b, a);
        expect(there.low).toBeLessThanOrEqual(there.value ?? NaN);
        expect(there.high).toBeGreaterThanOrEqual(there.value ?? NaN);
        expect(there.low).toBeGreaterThanOrEqual(-1);
        expect(there.high).toBeLessThanOrEqual(1);
        expect(there.low).toBeCloseTo(-(back.high ?? NaN), 5);
      }),
    );
  });

  test('has the interval of the worked example that its source gives', () => {
    // Newcombe 1998, table II, method 10: 56/70 − 48/80 gives 0.0524 … 0.3339.
    const difference = rateDifference({ hits: 48, total: 80 }, { hits: 56, total: 70 });
    expect(difference.value).toBeCloseTo(0.2, 6);
    expect(difference.low).toBeCloseTo(0.0524, 3);
    expect(difference.high).toBeCloseTo(0.3339, 3);
  });

  test('is none where one side has nobody', () => {
    expect(rateDifference({ hits: 0, total: 0 }, { hits: 1, total: 2 })).toEqual(wilson(0, 0));
  });
});
