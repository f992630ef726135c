import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import { allRows } from '../../shared/contract/grid';
import { REPORT_SECTIONS } from '../../shared/contract/report';
import type { RunOutcome } from '../../shared/contract/run';
import { AD_PLATFORMS, platformTitle, servicesInWords } from '../../shared/domain/source';
import type * as SourceRegistry from '../../shared/domain/source-registry';
import type * as ProfileFiles from '../../shared/stages/classify/profile-files';
import { generateSample } from '../../shared/sample/generate';
import { collected, onlyFile } from '../support/collected';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { memorySink } from '../support/memory-sink';

// What someone writes who adds a platform: one line of the registry, and one profile.
vi.mock('../../shared/domain/source-registry', async (original) => {
  const registry = await original<typeof SourceRegistry>();
  return {
    ...registry,
    SOURCES: { ...registry.SOURCES, quokka_ads: { kind: 'ads', platform: 'quokka', name: 'Quokka' } },
  };
});
vi.mock('../../shared/stages/classify/profile-files', async (original) => {
  const files = await original<typeof ProfileFiles>();
  return {
    PROFILE_FILES: {
      ...files.PROFILE_FILES,
      quokka_ads: {
        version: 1,
        title: 'Quokka Ads',
        description: 'Daily spend of Quokka Ads.',
        quirks: { headers: [['hop id']], nameTokens: ['quokka'] },
        fields: { campaign_id: { aliases: ['...', 'hop id'] } },
      },
    },
  };
});

const OWN = 'export.csv';

describe('A platform of one line in the registry and one profile', () => {
  let engine: TestEngine;
  let outcome: RunOutcome;

  beforeAll(async () => {
    engine = await openEngine(
      memoryFiles({
        [OWN]: 'Day,Hop ID,Spend,Impressions,Clicks\n2026-03-01,h1,12.34,100,10\n2026-03-02,h1,0.66,50,5\n',
        'stripe_invoices.csv': 'invoice_id,user_uid,date,amount_usd\ni1,u1,2026-03-03,26.00\n',
        'hubspot_leads.csv': 'lead_id,user_uid,campaign_id,status,hs_deal_amount\nl1,u1,h1,Qualified,26.00\n',
      }),
    );
    outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
  });
  afterAll(() => engine.close());

  it('is recognised by its own header, read, and shown on Sources', async () => {
    const report = outcome.files.find(({ file }) => file === OWN);
    expect(report).toMatchObject({
      source: 'quokka_ads',
      sourceTitle: 'Quokka Ads',
      status: 'read',
      rows: 2,
    });
    expect(report?.mapping.find(({ field }) => field === 'campaign_id')?.column).toBe('Hop ID');
    const known = await engine.client.call('sources', {});
    expect(known.map(({ title }) => title)).toContain('Quokka Ads');
  });

  it('has its spend in summary.json', () => {
    expect(outcome.summary.revenue?.spend).toEqual([
      {
        platform: 'quokka',
        rows: 2,
        spend: 13,
        impressions: 150,
        clicks: 15,
        blankImpressions: 0,
        blankClicks: 0,
      },
    ]);
  });

  it('has spend, revenue and return on Revenue, also when it is narrowed, and the rows behind them', async () => {
    const view = await engine.client.call('revenue', {});
    expect(view.platforms.rows).toMatchObject([{ platform: 'quokka', spend: 13, revenue: 26, roas: 2 }]);
    const filters = { from: '2026-03-02', to: null, campaigns: [] };
    const narrowed = await engine.client.call('revenue', { filters });
    expect(narrowed.platforms.rows).toMatchObject([{ platform: 'quokka', spend: 0.66 }]);
    const { query } = await engine.client.call('revenueDrill', { what: 'spend', platform: 'quokka' });
    const page = await engine.client.call('page', { query, offset: 0, limit: 10 });
    expect(page.total).toBe(2);
    const days = await engine.client.call('page', { query: allRows('stg_ads'), offset: 0, limit: 10 });
    expect(days.rows.map((row) => row[days.columns.findIndex(({ name }) => name === 'platform')])).toEqual([
      'quokka',
      'quokka',
    ]);
  });

  it('has its row in the workbook', async () => {
    const book = onlyFile(
      await collected(engine.client, 'export', {
        what: ['xlsx'],
        paper: 'a4',
        sections: [...REPORT_SECTIONS],
        place: '/data/exports',
        writtenAt: '2026-11-21T09:00:00.000Z',
        zipped: false,
        withManifest: false,
      }),
    );
    const sheets = await readExcelFile(Buffer.from(book));
    const sheet = sheets.find(({ sheet: name }) => name === 'Spend by platform');
    expect(sheet?.data.flat()).toContain('Quokka Ads');
  });

  it('is named wherever sentences name the platforms', () => {
    expect(AD_PLATFORMS.at(-1)).toBe('quokka');
    expect(platformTitle('quokka')).toBe('Quokka Ads');
    expect(servicesInWords('ads', 'or')).toMatch(/^Facebook, .+ or Quokka$/);
  });

  it('has an export in samples, whose true spend a run finds', async () => {
    const sink = memorySink();
    const { truth } = await generateSample(
      { scenario: 'revenue', leads: 60, snapshots: 1, seed: 5, clean: false },
      sink,
      hyparquet,
    );
    const files = Object.fromEntries([...sink.files].filter(([path]) => path.endsWith('.csv')));
    expect(Object.keys(files)).toContain('raw_quokka_ads.csv');
    engine.use(memoryFiles(files));
    const { summary } = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    const known = truth['revenue'] as { spend: readonly { platform: string; spend: number }[] };
    const spendIn = (spend: readonly { platform: string; spend: number }[] = []) =>
      spend.find(({ platform }) => platform === 'quokka')?.spend;
    expect(spendIn(known.spend)).toBeGreaterThan(0);
    expect(spendIn(summary.revenue?.spend)).toBe(spendIn(known.spend));
  });
});
