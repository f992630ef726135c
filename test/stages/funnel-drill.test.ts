import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FUNNEL_STEPS } from '../../shared/domain/lead-quality';
import type { DrillDefinition, EngineRequest } from '../../shared/contract/engine';
import type { FunnelBreakdownRow, FunnelView } from '../../shared/contract/funnel';
import type { LeadFilter } from '../../shared/contract/lead-filter';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { sampleFolder, sourceOf } from '../support/samples';

const ALL = { basis: 'ever', links: 'linked' } as const;

describe('every mark of the Funnel screen opens just the rows that it counts', () => {
  let engine: TestEngine;
  let whole: FunnelView;

  beforeAll(async () => {
    engine = await openEngine(sourceOf(await sampleFolder({ leads: 240, snapshots: 6 })));
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    whole = await engine.client.call('funnel', ALL);
  });
  afterAll(() => engine.close());

  /** The number that the rows of a drill make. */
  const behind = async ({ query, figures }: DrillDefinition): Promise<number> => {
    const page = await engine.client.call('page', { query, offset: 0, limit: 10_000 });
    const at = page.columns.findIndex(({ name }) => name === figures[0]?.column);
    return figures.length === 0 ? page.total : page.rows.reduce((sum, row) => sum + Number(row[at]), 0);
  };
  const leads = async (request: EngineRequest<'drill'>): Promise<number> =>
    behind(await engine.client.call('drill', request));

  const commonest = (dimension: string): string =>
    [...(whole.breakdowns[dimension] ?? [])]
      .filter((row) => row.reported && row.key !== null)
      .sort((a, b) => b.leads - a.leads)[0]?.key ?? '';

  /** Settings and filters under which everything must hold. */
  const cases = (): readonly EngineRequest<'funnel'>[] => [
    ALL,
    { basis: 'latest', links: 'strict' },
    { ...ALL, filters: [{ dimension: 'state', values: [commonest('state')] }] },
    {
      ...ALL,
      filters: [
        { dimension: 'city', values: [commonest('city').toUpperCase()] },
        { dimension: 'tier', values: ['both'] },
      ],
    },
    {
      basis: 'latest',
      links: 'linked',
      filters: [{ dimension: 'disposition_group', values: ['Set', 'Sold', null] }],
    },
    { ...ALL, filters: [{ dimension: 'reported', values: ['no'] }] },
    { basis: 'latest', links: 'strict', filters: [{ dimension: 'snapshot', values: ['2', '5'] }] },
  ];

  test('each step of the funnel, under every way of counting', async () => {
    for (const request of cases()) {
      const view = await engine.client.call('funnel', request);
      for (const step of FUNNEL_STEPS) {
        expect(
          await leads({ ...request, stage: step, within: null }),
          `${JSON.stringify(request)} ${step}`,
        ).toBe(view.counts[step]);
      }
      expect(view.ways[view.key]).toEqual(view.counts);
    }
  });

  test('each row of each breakdown, and they add up to the leads', async () => {
    for (const request of [cases()[0]!, cases()[2]!, cases()[5]!]) {
      const view = await engine.client.call('funnel', request);
      for (const [dimension, rows] of Object.entries(view.breakdowns)) {
        const sum = (key: 'leads' | 'appointment' | 'demo' | 'sale') =>
          rows.reduce((total: number, row: FunnelBreakdownRow) => total + row[key], 0);
        expect(sum('leads'), dimension).toBe(rows.length === 0 ? 0 : view.counts.delivered);
        for (const row of rows.slice(0, 12)) {
          const within = { dimension, key: row.key, reported: row.reported };
          const name = JSON.stringify(within);
          expect(await leads({ ...request, stage: 'delivered', within }), name).toBe(row.leads);
          expect(await leads({ ...request, stage: 'appointment', within }), name).toBe(row.appointment);
        }
      }
    }
  });

  test('each count of each snapshot, of all reports and of what is linked to some leads', async () => {
    for (const request of [cases()[0]!, cases()[2]!, cases()[6]!]) {
      const view = await engine.client.call('funnel', request);
      expect(view.trend).toHaveLength(6);
      for (const point of view.trend) {
        const of = async (what: EngineRequest<'snapshotDrill'>['what']): Promise<number> =>
          behind(await engine.client.call('snapshotDrill', { ...request, order: point.order, what }));
        for (const what of [
          'rows',
          'set_reported',
          'appointment',
          'appointment_date',
          'demo',
          'sale',
        ] as const) {
          expect(await of(what), `${String(point.order)} ${what}`).toBe(point[what]);
        }
        expect(await of('new')).toBe(point.newLeads);
      }
      // What a snapshot lost is counted at the last one that had it.
      for (const [i, point] of view.trend.slice(1).entries()) {
        const before = view.trend[i]!;
        for (const [what, key] of [
          ['aged_out', 'agedOut'],
          ['vanished', 'vanished'],
        ] as const) {
          const drilled = await engine.client.call('snapshotDrill', { ...request, order: point.order, what });
          expect(await behind(drilled)).toBe(before[key]);
        }
      }
    }
  });

  test('each day of waiting, each week of entry with what it reached, and each cell of the cohorts', async () => {
    for (const request of [cases()[0]!, cases()[2]!]) {
      const view = await engine.client.call('funnel', request);
      for (const { days, leads: count } of view.daysToAppointment) {
        expect(
          await leads({ ...request, stage: 'delivered', within: null, days: { low: days, high: days } }),
        ).toBe(count);
      }
      for (const cohort of view.cohorts) {
        const within = { dimension: 'entry_week', key: cohort.week, reported: true };
        expect(await leads({ ...request, stage: 'delivered', within })).toBe(cohort.leads);
        expect(await leads({ ...request, stage: 'sale', within })).toBe(cohort.sale);
        const ages = view.cohortAges.filter(({ week }) => week === cohort.week);
        expect(ages.reduce((sum, age) => sum + age.leads, 0)).toBe(cohort.leads);
        for (const { age, leads: count } of ages) {
          if (age === null) continue;
          const days = { low: age === 0 ? null : age * 7, high: age * 7 + 6 };
          expect(await leads({ ...request, stage: 'delivered', within, days })).toBe(count);
        }
      }
    }
  });

  test('each path between states, and the paths add up to the leads that a report has', async () => {
    for (const request of cases()) {
      const view = await engine.client.call('funnel', request);
      expect(view.paths.reduce((sum, path) => sum + path.leads, 0)).toBe(view.counts.matched);
      for (const { leads: count, ...path } of view.paths) {
        expect(
          await leads({ ...request, stage: 'delivered', within: null, path }),
          JSON.stringify(path),
        ).toBe(count);
      }
    }
  });

  test('what filters leave and what they take away is all there is', async () => {
    const states = (whole.breakdowns['state'] ?? []).filter((row) => row.reported).map((row) => row.key);
    const counted = async (filters: readonly LeadFilter[]): Promise<number> =>
      (await engine.client.call('funnel', { ...ALL, filters: [...filters] })).counts.delivered;
    const first = await counted([{ dimension: 'state', values: [states[0] ?? null] }]);
    const rest = await counted([{ dimension: 'state', values: states.slice(1) }]);
    const unreported = await counted([{ dimension: 'reported', values: ['no'] }]);
    expect(first).toBeGreaterThan(0);
    expect(first + rest + unreported).toBe(whole.counts.delivered);
  });

  test('the SQL of a drill names tables plainly and holds its conditions', async () => {
    const { query } = await engine.client.call('drill', { ...ALL, stage: 'sale', within: null });
    const { sql } = await engine.client.call('sqlOf', query);
    expect(sql.startsWith('select t."lead_uuid", t."lead_number", ')).toBe(true);
    expect(sql.split('\n').slice(1)).toEqual([
      'from "int_lead_outcomes" t',
      `where t."link_setting" is not distinct from 'linked' and t."has_sale_ever" is not distinct from true`,
      'order by t."entry_on" desc nulls last, t."link_setting", t."lead_id"',
    ]);
  });
});
