import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import type { EngineRequest } from '../../shared/contract/engine';
import type { RevenueFilters, RevenueView } from '../../shared/contract/revenue';
import { generateSample } from '../../shared/sample/generate';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { memorySink } from '../support/memory-sink';

const cents = (amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);

const NONE: RevenueFilters = { from: null, to: null, campaigns: [] };

describe('the Revenue screen under filters', () => {
  let engine: TestEngine;
  let whole: RevenueView;

  beforeAll(async () => {
    const sink = memorySink();
    await generateSample(
      { scenario: 'revenue', leads: 400, snapshots: 1, seed: 5, clean: false, invoices: 200 },
      sink,
      hyparquet,
    );
    engine = await openEngine(
      memoryFiles(Object.fromEntries([...sink.files].filter(([path]) => path.endsWith('.csv')))),
    );
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    whole = await engine.client.call('revenue', { model: 'linear' });
  });
  afterAll(() => engine.close());

  const narrowed = (filters: Partial<RevenueFilters>): Promise<RevenueView> =>
    engine.client.call('revenue', { model: 'linear', filters: { ...NONE, ...filters } });
  const behind = async (request: EngineRequest<'revenueDrill'>, column: string) => {
    const { query } = await engine.client.call('revenueDrill', request);
    const page = await engine.client.call('page', { query, offset: 0, limit: 10_000 });
    const at = page.columns.findIndex(({ name }) => name === column);
    return { total: page.total, cents: cents(page.rows.map((row) => Number(row[at] ?? 0))) };
  };

  test('that leave everything show the same money', async () => {
    const all = await narrowed({});
    expect(all.campaigns).toEqual(whole.campaigns);
    expect(all.weeks).toEqual(whole.weeks);
    expect(all.waterfall).toEqual(whole.waterfall);
    expect(all.platforms).toEqual(whole.platforms);
    expect([all.summary.invoices, all.summary.invoiced]).toEqual([
      whole.summary.invoices,
      whole.summary.invoiced,
    ]);
    expect(all.summary.models.linear.attributed).toBe(whole.summary.models.linear.attributed);
  });

  test('two periods that meet hold together what there is, and each adds up', async () => {
    const days = whole.days.map((day) => day.from);
    const middle = days[Math.floor(days.length / 2)]!;
    const next = days[Math.floor(days.length / 2) + 1]!;
    const [older, newer] = [await narrowed({ to: middle }), await narrowed({ from: next })];
    const both = (of: (view: RevenueView) => number): number => cents([of(older), of(newer)]);
    expect(both((view) => view.summary.invoiced)).toBe(cents([whole.summary.invoiced]));
    expect(both((view) => view.summary.models.linear.attributed)).toBe(
      cents([whole.summary.models.linear.attributed]),
    );
    for (const view of [older, newer]) {
      const { linear } = view.summary.models;
      expect(cents([linear.attributed, linear.unattributed])).toBe(cents([view.summary.invoiced]));
      expect(cents(view.campaigns.map((row) => row.models.linear.revenue))).toBe(cents([linear.attributed]));
      expect(cents(view.days.map((day) => day.invoiced))).toBe(cents([view.summary.invoiced]));
      expect(cents(view.days.map((day) => day.spend))).toBe(
        cents(view.summary.spend.map((row) => row.spend)),
      );
      expect(view.waterfall[0]?.amount).toBe(view.summary.invoiced);
      // Leads have no date: what one cost in a period is not known.
      expect(view.campaigns.every((row) => row.costPerLead === null)).toBe(true);
    }
    expect(
      await behind({ what: 'invoices', model: 'linear', filters: newer.filters }, 'credit'),
    ).toMatchObject({
      cents: cents([newer.summary.invoiced]),
    });
    expect((await behind({ what: 'spend', filters: newer.filters }, 'cost')).cents).toBe(
      cents(newer.summary.spend.map((row) => row.spend)),
    );
    expect(await behind({ what: 'waterfall', filters: newer.filters }, 'amount')).toEqual({
      total: newer.summary.invoices,
      cents: cents([newer.summary.invoiced]),
    });
  });

  test('both sides of ROAS are narrowed as the screen is', async () => {
    const days = whole.days.map((day) => day.from);
    const campaign = whole.campaigns.find((row) => row.spend !== null && row.models.linear.revenue > 0)!;
    for (const filters of [
      { from: days[Math.floor(days.length / 3)]!, to: days[Math.floor((2 * days.length) / 3)]! },
      { campaigns: [campaign.campaign_id] },
    ]) {
      const view = await narrowed(filters);
      const request = { what: 'roas' as const, model: 'linear' as const, filters: view.filters };
      expect((await behind(request, 'revenue')).cents).toBe(cents([view.summary.models.linear.attributed]));
      expect((await behind(request, 'spend')).cents).toBe(cents(view.summary.spend.map((row) => row.spend)));
    }
  });

  test('a campaign keeps its own numbers, and what was invoiced stays: it is nobody’s until a model credits it', async () => {
    const campaign = whole.campaigns.find((row) => row.spend !== null)!;
    const view = await narrowed({ campaigns: [campaign.campaign_id] });
    expect(view.campaigns).toEqual([campaign]);
    expect(view.unattributed).toEqual([]);
    expect(view.summary.models.linear.attributed).toBe(campaign.models.linear.revenue);
    expect(cents(view.summary.spend.map((row) => row.spend))).toBe(cents([campaign.spend!]));
    expect(view.summary.invoiced).toBe(whole.summary.invoiced);
    expect((await behind({ what: 'invoices', model: 'linear', filters: view.filters }, 'credit')).cents).toBe(
      cents([campaign.models.linear.revenue]),
    );
  });
});
