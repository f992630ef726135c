import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DrillDefinition, EngineRequest } from '../../shared/contract/engine';
import { allRows, type GridQuery } from '../../shared/contract/grid';
import { LEAD_CHARTS, MATCHES_CHARTS, REVENUE_CHARTS, type Thing } from '../../shared/contract/thing';
import { ATTRIBUTION_MODELS } from '../../shared/domain/attribution';
import { FUNNEL_STEPS } from '../../shared/domain/lead-quality';
import type { EngineClient } from '../../shared/rpc/engine-rpc';
import { bothQuestionsReviewed } from '../support/both-questions';
import type { TestEngine } from '../support/engine';
import { written } from '../support/written';

/**
 * Every answer of the engine about one small folder of both questions, as it was when people and the second way to compute
 * agreed with it. What changes here is either meant, and said in the message of the commit, or a fault.
 */
let engine: TestEngine;
const ask: EngineClient['call'] = (method, request) => engine.client.call(method, request);
const kept = (name: string, answer: unknown): Promise<void> =>
  expect(`${written(answer)}\n`).toMatchFileSnapshot(`answers/${name}.json`);

/** A few rows of a query, and how many there are. */
const opened = async (query: GridQuery) => {
  const { total, rows } = await ask('page', { query, offset: 0, limit: 2 });
  return { total, rows };
};
const behind = async (drill: DrillDefinition) => ({ ...drill, ...(await opened(drill.query)) });

const EVER = { basis: 'ever', links: 'linked' } as const;
const NARROWED: EngineRequest<'funnel'> = {
  basis: 'latest',
  links: 'likely',
  filters: [{ dimension: 'reported', values: ['yes'] }],
};
const TRENDS = {
  of: 'appointment',
  per: 'delivered',
  dimension: 'state',
  every: 'week',
  by: 'entry',
  least: 5,
  falseRate: 0.1,
} as const;
const REVENUE = { model: 'linear', splitBy: 'spend', filters: null } as const;

beforeAll(async () => {
  engine = await bothQuestionsReviewed();
});
afterAll(() => engine.close());

describe('What the engine answers about a small folder', () => {
  test('of leads: funnel, ways to match, dispositions, rates over time', async () => {
    await kept('funnel', await ask('funnel', { ...EVER }));
    await kept('funnel-narrowed', await ask('funnel', NARROWED));
    await kept('matches', await ask('matches', {}));
    await kept('dispositions', await ask('dispositions', {}));
    await kept('rate-trends', await ask('rateTrends', { ...EVER, ...TRENDS }));
  });

  test('of the rows behind the numbers of leads', async () => {
    const drills: unknown[] = [];
    for (const stage of FUNNEL_STEPS) {
      drills.push(await behind(await ask('drill', { ...EVER, stage, within: null })));
      drills.push(
        await behind(
          await ask('drill', { ...EVER, stage, within: { dimension: 'state', key: 'CO', reported: true } }),
        ),
      );
    }
    for (const what of ['rows', 'appointment', 'new', 'aged_out', 'vanished'] as const)
      drills.push(await behind(await ask('snapshotDrill', { ...EVER, order: 2, what })));
    for (const what of ['leads', 'per', 'of'] as const)
      drills.push(
        await behind(
          await ask('rateTrendDrill', {
            ...EVER,
            ...TRENDS,
            segment: { kind: 'value', key: 'CO', reported: true },
            from: '2020-01-01',
            to: '2030-01-01',
            what,
          }),
        ),
      );
    await kept('drills', drills);
  });

  test('of comparisons: of snapshots, periods, links and runs', async () => {
    const sides = [
      { kind: 'snapshots', a: 1, b: 4 },
      {
        kind: 'periods',
        a: { from: '2020-01-01', to: '2026-01-31' },
        b: { from: '2026-02-01', to: '2030-12-31' },
      },
      { kind: 'links', a: 'strict', b: 'linked' },
      { kind: 'runs' },
    ] as const;
    const views: unknown[] = [];
    for (const one of sides) {
      views.push(await ask('compare', { ...EVER, sides: one }));
      for (const which of ['a', 'b', 'gained', 'lost'] as const)
        views.push(
          await behind(await ask('compareDrill', { ...EVER, sides: one, step: 'appointment', which })),
        );
    }
    await kept('compare', views);
  });

  test('of revenue, whole and narrowed, and of the rows behind it', async () => {
    await kept('revenue', await ask('revenue', {}));
    const campaigns = (await ask('revenue', {})).campaigns.map(({ campaign_id }) => campaign_id);
    const [first = ''] = campaigns;
    await kept(
      'revenue-narrowed',
      await ask('revenue', {
        model: 'time_decay',
        splitBy: 'clicks',
        filters: { from: '2026-01-10', to: null, campaigns: campaigns.slice(0, 2) },
      }),
    );
    const drills: unknown[] = [];
    const requests: EngineRequest<'revenueDrill'>[] = [
      ...ATTRIBUTION_MODELS.map((model) => ({ what: 'invoices' as const, model })),
      { what: 'invoices', model: 'linear', campaign_id: first },
      { what: 'roas', model: 'linear' },
      { what: 'people' },
      { what: 'customers' },
      { what: 'clusters' },
      { what: 'review' },
      { what: 'disagreements' },
      { what: 'waterfall' },
      { what: 'spend' },
      { what: 'spend', campaign_id: first },
    ] as never;
    for (const request of requests) {
      const drill = await ask('revenueDrill', request);
      drills.push({ request, drill, ...(await opened(drill.query)) });
    }
    await kept('revenue-drills', drills);
  });

  test('of what reviewers are asked, with the evidence', async () => {
    const { items, ...rest } = await ask('review', {});
    await kept('review', { ...rest, items: items.slice(0, 12), open: items.length });
    const asked = [...new Map(items.map((item) => [item.what, item])).values(), ...items.slice(0, 4)].map(
      ({ id }) => id,
    );
    await kept('review-items', await ask('reviewItems', { ids: [...new Set(asked)] }));
  });

  test('of leads, people, invoices and campaigns by what they go by', async () => {
    const first = async (table: string, column: string): Promise<string> => {
      const { columns, rows } = await ask('page', { query: allRows(table), offset: 0, limit: 1 });
      return String(rows[0]?.[columns.findIndex(({ name }) => name === column)]);
    };
    const pages: unknown[] = [];
    for (const [table, column, begins] of [
      ['fct_lead_states', 'lead_number', 3],
      ['int_delivered_leads', 'lead_uuid', 8],
      ['int_delivered_leads', 'email_key', 12],
      ['dim_campaign', 'campaign_id', 3],
      ['dim_person', 'email', 4],
      ['fct_invoices', 'invoice_id', 99],
    ] as const) {
      const hits = await ask('lookUp', { text: (await first(table, column)).slice(0, begins), limit: 5 });
      const [{ kind, id }] = hits as unknown as readonly [{ kind: 'lead'; id: string }];
      pages.push(hits, await ask('subject', { kind, id }));
    }
    await kept('subjects', pages);
  });

  test('of tables: what there are, their sizes, columns and values, charts and pivots of them', async () => {
    const tables = await ask('tables', {});
    // What tables and columns are called and mean stands in the plan; here it is which there are, and in which order.
    await kept('tables', {
      tables: tables.map(({ name, group }) => ({ name, group })),
      sizes: await ask('tableSizes', {}),
      sql: (await ask('sqlTables', {})).map(({ name, columns }) => [
        name,
        columns.map((column) => column.name).join(),
      ]),
    });
    const pages: unknown[] = [];
    for (const { name } of tables) pages.push({ name, ...(await opened(allRows(name))) });
    await kept('pages', pages);
    const query = allRows('int_lead_outcomes');
    const { columns } = await ask('page', { query, offset: 0, limit: 1 });
    const about: unknown[] = [];
    for (const { name } of columns) {
      about.push(await ask('columnStatistics', { query, column: name }));
      about.push(await ask('columnValues', { query, column: name, search: '', limit: 5 }));
    }
    await kept('columns', about);
    const charts: unknown[] = [];
    for (const kind of ['bar', 'line', 'scatter'] as const)
      for (const sort of ['greatest', 'x'] as const)
        charts.push(
          await ask('chartPoints', {
            query,
            kind,
            x: 'state',
            y: null,
            series: 'tier',
            aggregate: null,
            sort,
          }),
        );
    charts.push(
      await ask('pivot', { query, rows: 'state', columns: 'tier', measure: null, aggregate: null }),
      await ask('sqlOf', { ...query, filters: [{ op: 'equals', column: 'state', value: 'CO' }] }),
    );
    await kept('charts', charts);
  });

  test('of SQL: queries to begin with, and what they give', async () => {
    const starters = await ask('starterQueries', {});
    const answers: unknown[] = [];
    for (const { sql, ...rest } of starters) {
      const answer = await ask('sql', { sql });
      if (answer.state !== 'done') throw new Error(answer.message);
      const { name, ...table } = answer.table;
      expect(name).not.toBe('');
      answers.push({ ...rest, sql, table, ...(await opened(allRows(name))) });
    }
    answers.push(
      await ask('sql', { sql: 'select nothing from nowhere' }),
      await ask('sql', { sql: 'drop table x' }),
    );
    await kept('sql', answers);
  });

  test('of what notes are on and the board holds', async () => {
    const lead = { basis: 'ever', links: 'linked', filters: [] } as const;
    const things = [
      ...['delivered', 'appointment', 'sale', 'cost_per_appointment'].map((metric) => ({
        kind: 'leadFigure',
        metric,
        ...lead,
      })),
      ...LEAD_CHARTS.map((chart) => ({
        kind: 'leadChart',
        chart,
        dimension: chart === 'breakdown' ? 'state' : null,
        measure: chart === 'breakdown' || chart === 'state_map' ? 'appointment' : null,
        ...lead,
      })),
      { kind: 'leadTable', table: 'ways', dimension: null, ...lead },
      { kind: 'leadTable', table: 'breakdown', dimension: 'state', ...lead },
      { kind: 'trendChart', trends: TRENDS, line: 'all', ...lead },
      ...MATCHES_CHARTS.map((chart) => ({ kind: 'matchesChart', chart })),
      ...['invoiced', 'roas', 'spend'].map((metric) => ({ kind: 'revenueFigure', metric, ...REVENUE })),
      ...REVENUE_CHARTS.map((chart) => ({ kind: 'revenueChart', chart, ...REVENUE })),
      ...['campaigns', 'models', 'platforms', 'coverage'].map((table) => ({
        kind: 'revenueTable',
        table,
        ...REVENUE,
      })),
    ] as unknown as Thing[];
    const views = await ask('things', { things, withData: false });
    await kept(
      'things',
      views.map((view) => (view.state === 'there' ? { ...view, digest: view.digest.length } : view)),
    );
  });

  test('of files and their columns, raw records and sources', async () => {
    await kept('sources', await ask('sources', {}));
    const outcome = engine.engine.state.outcome;
    const files = outcome.files.map(({ file }) => file).sort();
    const about: unknown[] = [];
    for (const file of files) about.push({ file, ...(await ask('fileColumns', { file })) });
    await kept('file-columns', about);
    const csv = files.find((file) => file.endsWith('.csv')) ?? '';
    const raw = await ask('rawFile', { file: csv });
    await kept('raw-file', [
      await ask('rawRecord', { file: csv, record: 1 }),
      await ask('headerOf', { file: csv, form: {} }),
      { ...raw, ...(await opened(allRows(raw.table.name))) },
    ]);
    const { findings, summary, missing } = outcome;
    await kept('outcome', { findings, summary, missing });
  });
});
