import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spendLines } from '../../renderer/features/revenue/campaign-lines';
import { hyparquet } from '../../shared/adapters/parquet';
import { platformsNote, returnOnSpend } from '../../shared/charts/revenue-figures';
import type { EngineRequest } from '../../shared/contract/engine';
import type { RevenueSummary, RevenueView } from '../../shared/contract/revenue';
import { ATTRIBUTION_MODELS } from '../../shared/domain/attribution';
import { TABLES } from '../../shared/queries/grid/tables';
import { movesWords } from '../../shared/stages/report/sections/headline';
import { campaignsTable, platformsTable } from '../../shared/stages/report/sections/revenue';
import { fctInvoices } from '../../shared/stages/attribute/fct-invoices.model';
import { generateSample } from '../../shared/sample/generate';
import { commas, ident, join, raw, sql } from '../../shared/sql/sql';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { memorySink } from '../support/memory-sink';

const cents = (amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);

describe('the Revenue screen of a messy sample', () => {
  let engine: TestEngine;
  let view: RevenueView;
  let summary: RevenueSummary;

  beforeAll(async () => {
    const sink = memorySink();
    await generateSample(
      { scenario: 'revenue', leads: 600, snapshots: 1, seed: 3, clean: false, invoices: 300 },
      sink,
      hyparquet,
    );
    const files = Object.fromEntries([...sink.files].filter(([path]) => path.endsWith('.csv')));
    engine = await openEngine(memoryFiles(files));
    const outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    summary = outcome.summary.revenue!;
    view = await engine.client.call('revenue', { model: 'linear' });
  });
  afterAll(() => engine.close());

  /** Rows behind a drill, and the sum of one of its columns. */
  const behind = async (request: EngineRequest<'revenueDrill'>, column?: string) => {
    const { query } = await engine.client.call('revenueDrill', request);
    const amounts: number[] = [];
    for (;;) {
      const page = await engine.client.call('page', { query, offset: amounts.length, limit: 10_000 });
      const at = page.columns.findIndex(({ name }) => name === column);
      amounts.push(...page.rows.map((row) => Number(row[at] ?? 0)));
      if (amounts.length >= page.total) return { total: page.total, cents: cents(amounts) };
    }
  };

  test('shows all models side by side, and each adds up to what was invoiced', () => {
    for (const model of ATTRIBUTION_MODELS) {
      const credited = cents(view.campaigns.map((row) => row.models[model].revenue));
      const left = cents(view.unattributed.map((row) => row.models[model].amount));
      expect(credited + left).toBe(cents([summary.invoiced]));
    }
    expect(view.summary).toEqual(summary);
  });

  test('shows behind each cell of a campaign its invoices, with the credit that is shown', async () => {
    for (const { campaign_id, models } of view.campaigns.slice(0, 4)) {
      for (const model of ['crm_campaign', 'linear', 'time_decay'] as const) {
        expect(await behind({ what: 'invoices', model, campaign_id }, 'credit')).toEqual({
          total: models[model].invoices,
          cents: cents([models[model].revenue]),
        });
      }
    }
  });

  test('shows behind unattributed revenue its invoices, by reason', async () => {
    expect(view.unattributed.map(({ reason }) => reason)).toEqual(['no_campaign', 'no_person', 'no_touch']);
    for (const { reason, models } of view.unattributed) {
      const shown = await behind(
        { what: 'invoices', model: 'crm_campaign', campaign_id: null, reason: reason as 'no_touch' },
        'credit',
      );
      expect(shown).toEqual({
        total: models.crm_campaign.invoices,
        cents: cents([models.crm_campaign.amount]),
      });
    }
  });

  test('adds up over days and weeks to the whole, and shows the invoices of a week', async () => {
    for (const periods of [view.days, view.weeks]) {
      expect(cents(periods.map((row) => row.invoiced))).toBe(cents([summary.invoiced]));
      expect(cents(periods.map((row) => row.attributed))).toBe(cents([summary.models.linear.attributed]));
      expect(cents(periods.map((row) => row.spend))).toBe(cents(summary.spend.map((row) => row.spend)));
      expect(periods.map((row) => row.from)).toEqual(periods.map((row) => row.from).toSorted());
    }
    expect(view.undated).toEqual({ invoices: 0, invoiced: 0, spend: 0 });
    const week = view.weeks.find((row) => row.invoices > 0)!;
    expect(new Date(week.from).getUTCDay()).toBe(1);
    const shown = await behind({ what: 'invoices', model: 'linear', week: week.from }, 'credit');
    expect(shown.cents).toBe(cents([week.invoiced]));
  });

  test('names every remainder of the waterfall and shows its invoices', async () => {
    const [first] = view.waterfall;
    expect(view.waterfall.map(({ step }) => step)).toEqual([
      'invoiced',
      'person_found',
      'lead_found',
      'campaign_found',
      'spend_found',
    ]);
    expect([first?.invoices, first?.amount]).toEqual([summary.invoices, summary.invoiced]);
    for (const [i, { remainder, invoices, amount }] of view.waterfall.entries()) {
      const before = view.waterfall[i - 1];
      if (!before || !remainder) continue;
      expect(before.invoices - remainder.invoices).toBe(invoices);
      expect(cents([before.amount]) - cents([remainder.amount])).toBe(cents([amount]));
      expect(await behind({ what: 'waterfall', remainder: remainder.code }, 'amount')).toEqual({
        total: remainder.invoices,
        cents: cents([remainder.amount]),
      });
    }
  });

  test('splits revenue by platform as a model, says so, and loses no cent', async () => {
    for (const splitBy of ['spend', 'clicks'] as const) {
      const { platforms } = await engine.client.call('revenue', { model: 'crm_campaign', splitBy });
      expect(platforms.explanation).toContain(`share of its ${splitBy}`);
      expect(platforms.explanation).toContain('a model, not a measurement');
      expect(cents([...platforms.rows.map((row) => row.revenue ?? 0), platforms.notSplit])).toBe(
        cents([summary.models.crm_campaign.attributed]),
      );
      expect(platforms.notSplit).toBeGreaterThan(0);
    }
  });

  test('shows costs for a lead, a qualified lead and a customer, and none where there is no spend', () => {
    const paid = view.campaigns.find((row) => row.spend !== null)!;
    expect(paid.costPerLead).toBe(Math.round((paid.spend! / paid.leads) * 100) / 100);
    expect(paid.costPerQualifiedLead).toBe(Math.round((paid.spend! / paid.qualifiedLeads) * 100) / 100);
    const { linear } = paid.models;
    expect(linear.acquisitionCost).toBe(Math.round((paid.spend! / linear.customers) * 100) / 100);
    const free = view.campaigns.find((row) => row.spend === null)!;
    expect([free.costPerLead, free.models.linear.roas, free.models.linear.acquisitionCost]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('has a funnel in which a lead that moved on counts for the steps before, and unknown ones apart', async () => {
    const { steps, unknown, settledByOtherTool, invoiced } = view.funnel;
    expect(steps.map(({ status }) => status)).toEqual(['New', 'Contacted', 'Qualified']);
    const people = steps.map((step) => step.people);
    expect(steps.map((step) => step.reached)).toEqual([
      people[0]! + people[1]! + people[2]!,
      people[1]! + people[2]!,
      people[2]!,
    ]);
    expect(people.reduce((sum, n) => sum + n, unknown)).toBe(summary.people);
    expect(unknown).toBe(0);
    expect(settledByOtherTool).toBeGreaterThan(10);
    expect(steps.reduce((sum, step) => sum + step.invoicedPeople, 0)).toBe(invoiced);
    expect((await behind({ what: 'people', status: 'Contacted' })).total).toBe(people[1]);
  });

  test('shows clusters with their members, pairs for review and what tools say differently', async () => {
    const { dedup } = view;
    expect(dedup.people).toBe(summary.people);
    const within = dedup.rules.filter(({ rule }) => rule !== 'Same person id in the other tool');
    expect(within.reduce((sum, { records }) => sum + records, 0)).toBe(summary.duplicates.intercom_leads);
    expect((await behind({ what: 'review' })).total).toBe(dedup.reviewPairs);
    const { query } = await engine.client.call('revenueDrill', { what: 'clusters' });
    const page = await engine.client.call('page', { query, offset: 0, limit: 10_000 });
    const column = (name: string) => page.columns.findIndex((c) => c.name === name);
    const numbers = page.rows.map((row) => Number(row[column('person_no')]));
    expect(new Set(numbers).size).toBe(dedup.clusters);
    expect((await behind({ what: 'cluster', person_no: numbers[0]! })).total).toBe(
      numbers.filter((number) => number === numbers[0]).length,
    );
  });

  test('shows behind Customers just the people who pay, each once, with what they were invoiced', async () => {
    const customers = await behind({ what: 'customers' }, 'invoiced');
    expect(customers.total).toBe(view.funnel.invoiced);
    expect(customers.total).toBeGreaterThan(0);
    const { workspace } = engine.engine;
    const plain = await workspace.read(
      sql`select cast(sum(amount_cents) as integer) from ${fctInvoices} where is_counted and person_no in
        (select person_no from ${fctInvoices} where is_counted and amount_cents > 0)`,
    );
    expect(customers.cents).toBe(plain.rows()[0]?.[0]);
  });

  test('shows behind ROAS both of its sides, whose sums divide to the number of the screen', async () => {
    const spend = cents(summary.spend.map((row) => row.spend));
    for (const model of ATTRIBUTION_MODELS) {
      const revenue = await behind({ what: 'roas', model }, 'revenue');
      expect(revenue.cents, model).toBe(cents([summary.models[model].attributed]));
      expect((await behind({ what: 'roas', model }, 'spend')).cents).toBe(spend);
    }
    expect(spend).toBeGreaterThan(0);
  });

  test('says beside the rows of a number what it is of them, where it is not how many they are', async () => {
    const told = async (request: EngineRequest<'revenueDrill'>) => {
      const { query, figures } = await engine.client.call('revenueDrill', request);
      const values = await engine.client.call('figures', { query, figures: [...figures] });
      for (const { label, kind } of values) expect(kind).toBe(label.endsWith(', USD') ? 'money' : 'count');
      return Object.fromEntries(values.map(({ label, value }) => [label, value]));
    };
    for (const model of ATTRIBUTION_MODELS) {
      for (const { campaign_id: id, spend, models } of view.campaigns.slice(0, 8)) {
        const { invoices, revenue, customers, roas } = models[model];
        const all = { model, campaign_id: id };
        expect(await told({ what: 'invoices', ...all })).toEqual({
          'Credited, USD': revenue,
          Invoices: invoices,
        });
        expect(await told({ what: 'invoices', ...all, isOfCustomers: true })).toEqual({
          Customers: customers,
        });
        const sides = await told({ what: 'roas', ...all });
        expect(sides).toEqual({ 'Revenue, USD': revenue, 'Spend, USD': spend ?? 0, Customers: customers });
        if (spend !== null && spend > 0) {
          expect(roas).toBeCloseTo(sides['Revenue, USD']! / sides['Spend, USD']!, 6);
        }
      }
      expect((await told({ what: 'invoices', model, isCredited: true }))['Credited, USD']).toBe(
        summary.models[model].attributed,
      );
    }
    expect(await told({ what: 'clusters' })).toEqual({ People: view.dedup.clusters });
  });

  test('shows behind a point of the spend just the days of its week, and behind the attributed what goes to campaigns', async () => {
    const { model, weeks, days } = view;
    for (const { from, spend, attributed } of weeks) {
      expect((await behind({ what: 'spend', week: from }, 'cost')).cents).toBe(cents([spend]));
      const credited = await behind({ what: 'invoices', model, week: from, isCredited: true }, 'credit');
      expect(credited.cents).toBe(cents([attributed]));
    }
    const [day] = days.filter(({ spend }) => spend > 0);
    expect((await behind({ what: 'spend', day: day!.from }, 'cost')).cents).toBe(cents([day!.spend]));
  });

  test('shows behind a bar of the waterfall what was followed so far, or lost there', async () => {
    const lostLater = (step: number): string[] =>
      view.waterfall.slice(step + 1).flatMap(({ remainder }) => remainder?.code ?? []);
    for (const [step, { amount, invoices, remainder }] of view.waterfall.entries()) {
      const kept = await behind({ what: 'waterfall', followedTo: lostLater(step) }, 'amount');
      expect(kept).toMatchObject({ total: invoices, cents: cents([amount]) });
      if (!remainder) continue;
      const lost = await behind({ what: 'waterfall', remainder: remainder.code }, 'amount');
      expect(lost).toMatchObject({ total: remainder.invoices, cents: cents([remainder.amount]) });
    }
  });

  test('shows the days of spend behind a campaign', async () => {
    const paid = view.campaigns.find((row) => row.spend !== null)!;
    const shown = await behind({ what: 'spend', campaign_id: paid.campaign_id }, 'cost');
    expect(shown.cents).toBe(cents([paid.spend!]));
  });

  test('follows the model that is asked for, and the campaign of the lead by default', async () => {
    const standard = await engine.client.call('revenue', {});
    expect(standard.model).toBe('crm_campaign');
    expect(cents(standard.weeks.map((row) => row.attributed))).toBe(
      cents([summary.models.crm_campaign.attributed]),
    );
    expect(standard.windowDays).toBe(90);
  });

  test('stands on tables whose keys are unique and whose columns are as declared', async () => {
    const { workspace } = engine.engine;
    for (const table of TABLES.filter((relation) => relation.key.length > 0 && workspace.has(relation))) {
      const repeated = await workspace.read(
        sql`select cast(count(*) as integer) from (select 1 from ${table} group by ${commas(table.key.map(ident))} having count(*) > 1)`,
      );
      expect(repeated.rows()[0]?.[0], `${table.name} by ${table.key.join(', ')}`).toBe(0);
      const never = Object.entries(table.columns).flatMap(([name, { notNull }]) =>
        notNull ? [ident(name)] : [],
      );
      if (never.length === 0) continue;
      const nulls = await workspace.read(
        sql`select cast(count(*) as integer) from ${table} where ${join(
          never.map((name) => sql`${name} is null`),
          raw(' or '),
        )}`,
      );
      expect(nulls.rows()[0]?.[0], table.name).toBe(0);
    }
  });

  test('has coverage for each hop, in words', () => {
    expect(view.coverage.map(({ label }) => label)).toContain('invoices → a person of the lead tools');
    for (const { rows, matched, rate } of view.coverage) expect(rate).toBeCloseTo(matched / rows, 5);
  });
});

describe('spend that is of no campaign', () => {
  let engine: TestEngine;
  let view: RevenueView;

  beforeAll(async () => {
    engine = await openEngine(
      memoryFiles({
        'google_ads.csv': [
          'date,campaignId,spend,impressions,clicks',
          '2026-02-01,Spring,40.00,100,4',
          '2026-02-02,Spring,60.00,100,4',
          '2026-02-02,{campaign.id},25.50,100,4',
          '2026-02-03,{campaign.id},24.50,100,4',
          '',
        ].join('\n'),
        'hubspot.csv': [
          'lead_id,user_uid,campaign_id,status,deal_amount,email',
          'h1,u1,Spring,MQL,10,ann@a.example',
          'h2,u2,Fall,MQL,10,bob@b.example',
          '',
        ].join('\n'),
        'stripe.csv': [
          'invoice_id,user_uid,date,amount,currency,status',
          'in_1,u1,2026-02-05,200.00,USD,paid',
          'in_2,u2,2026-02-05,100.00,USD,paid',
          '',
        ].join('\n'),
      }),
    );
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    view = await engine.client.call('revenue', { model: 'crm_campaign' });
  });
  afterAll(() => engine.close());

  test('is a line of its own among the campaigns, on the screen and in the report, so that the column adds up', () => {
    const line = spendLines(view).map(({ label, spend }) => [label, spend]);
    expect(line).toEqual([['Spend of no campaign', 50]]);
    const { rows, total } = campaignsTable(view);
    expect(rows.map(([name, , , spend]) => [name, spend])).toEqual([
      ['Spring', 100],
      ['Fall', null],
      ['Spend of no campaign', 50],
    ]);
    expect(total).toEqual(['All', 2, 300, 150, 2, 2, null, null]);
  });

  test('opens its days, and is in no return of a campaign', async () => {
    const { query, title } = await engine.client.call('revenueDrill', { what: 'spend', campaign_id: null });
    const page = await engine.client.call('page', { query, offset: 0, limit: 10 });
    const cost = page.columns.findIndex(({ name }) => name === 'cost');
    expect([title, page.rows.map((row) => row[cost])]).toEqual(['Spend of no campaign', [25.5, 24.5]]);
    expect(returnOnSpend(view, 'crm_campaign')).toEqual({ all: 2, ofSpending: 2 });
    expect(platformsNote(view)).toContain('50.00 USD of the spend is of no campaign');
  });
});

test('a model that has nothing to credit by shows no return and no revenue by platform: a 0 would read as a measurement', async () => {
  const engine = await openEngine(
    memoryFiles({
      'google_ads.csv': 'date,campaignId,spend,impressions,clicks\n2026-02-01,Spring,40.00,100,4\n',
      'stripe.csv': 'invoice_id,user_uid,date,amount,currency,status\nin_1,u1,2026-02-05,200.00,USD,paid\n',
    }),
  );
  await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
  const view = await engine.client.call('revenue', { model: 'crm_campaign' });
  expect(view.campaigns.map(({ models }) => ATTRIBUTION_MODELS.map((model) => models[model].roas))).toEqual([
    ATTRIBUTION_MODELS.map(() => null),
  ]);
  expect(view.platforms.rows.map(({ spend, revenue, roas }) => [spend, revenue, roas])).toEqual([
    [40, null, null],
  ]);
  expect(view.days.map(({ spend, roas }) => [spend, roas])).toEqual([
    [40, null],
    [0, null],
  ]);
  expect(platformsTable(view).total?.slice(5)).toEqual([null, null]);
  expect(returnOnSpend(view, 'crm_campaign')).toEqual({ all: null, ofSpending: null });
  await engine.close();
});

test('the report says of open reviews only what they can still move', () => {
  const span = (low: number, high: number) => ({ low, high });
  expect(movesWords({ appointment: span(196, 199), sale: span(27, 27) })).toBe(
    'They can still move appointments between 196 and 199.',
  );
  expect(movesWords({ appointment: span(196, 199), sale: span(26, 1027) })).toBe(
    'They can still move appointments between 196 and 199, and sales between 26 and 1,027.',
  );
  expect(movesWords({ appointment: span(5, 5), sale: span(2, 2) })).toBe(
    'They can move neither appointments nor sales.',
  );
});
