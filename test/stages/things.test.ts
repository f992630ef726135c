import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteChange } from '../../shared/charts/note-words';
import { allRows } from '../../shared/contract/grid';
import type { RunOutcome } from '../../shared/contract/run';
import { LEAD_CHARTS, REVENUE_CHARTS, type Thing, type ThingView } from '../../shared/contract/thing';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { APPOINTMENTS } from '../support/notes';
import { sampleFolder } from '../support/samples';

const SETTING = { basis: 'ever', links: 'likely', filters: [] } as const;
const lead = { ...SETTING, filters: [] };
const revenue = { model: 'crm_campaign' as const, splitBy: 'spend' as const, filters: null };
const chart = (of: (typeof LEAD_CHARTS)[number], dimension: string | null = null): Thing => ({
  kind: 'leadChart',
  chart: of,
  dimension,
  measure: dimension === null ? null : 'appointment',
  ...lead,
});
/** Few leads for each state suffice here. */
const TRENDS = {
  of: 'appointment',
  per: 'delivered',
  dimension: 'state',
  every: 'month',
  by: 'entry',
  least: 1,
  falseRate: 0.05,
} as const;
const rates = (line: string): Thing => ({ kind: 'trendChart', trends: TRENDS, line, ...lead });

describe('what notes are on and the board holds', () => {
  let engine: TestEngine;
  let outcome: RunOutcome;
  let files: Readonly<Record<string, Uint8Array>>;

  const run = async (of: Readonly<Record<string, Uint8Array>>): Promise<RunOutcome> => {
    engine.use(memoryFiles({ ...of }));
    return engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
  };
  const find = (...things: readonly Thing[]): Promise<readonly ThingView[]> =>
    engine.client.call('things', { things: [...things], withData: true });
  const one = async (of: Thing): Promise<ThingView> => {
    const [view] = await find(of);
    if (!view) throw new Error('Nothing came back.');
    return view;
  };
  const there = async (of: Thing): Promise<Extract<ThingView, { state: 'there' }>> => {
    const view = await one(of);
    if (view.state === 'gone') throw new Error(view.why);
    return view;
  };

  beforeAll(async () => {
    const leads = await sampleFolder({ leads: 300, snapshots: 4 });
    const money = await sampleFolder({ scenario: 'revenue', leads: 120 });
    files = { ...leads.files, ...money.files };
    engine = await openEngine(memoryFiles({ ...files }));
    outcome = await run(files);
  });
  afterAll(() => engine.close());

  it('has the numbers of summary.json', async () => {
    const { leadQuality, revenue: money } = outcome.summary;
    const counts = leadQuality?.funnel.ever_likely;
    const appointments = await there(APPOINTMENTS);
    expect(appointments.title).toBe('Appointments');
    expect(appointments.numbers[0]).toEqual({
      label: 'Appointments',
      kind: 'count',
      value: counts?.appointment,
    });
    expect(appointments.numbers[1]?.value).toBeCloseTo(
      (counts?.appointment ?? 0) / (counts?.delivered ?? 1),
      5,
    );
    const invoiced = await there({ kind: 'revenueFigure', metric: 'invoiced', ...revenue });
    expect(invoiced.numbers).toEqual([{ label: 'Invoiced', kind: 'money', value: money?.invoiced }]);
    expect(invoiced.title).toBe('Invoiced, USD');
  });

  it('is narrowed as it was pinned, and says so in words', async () => {
    const states = outcome.summary.leadQuality?.breakdowns['state'] ?? [];
    const [first] = states.filter((row) => row.reported && row.key !== null);
    const view = await there({
      ...APPOINTMENTS,
      kind: 'leadFigure',
      metric: 'delivered',
      ...SETTING,
      links: 'linked',
      filters: [{ dimension: 'state', values: [first?.key ?? ''] }],
    });
    expect(view.numbers[0]?.value).toBe(first?.leads);
    expect(view.basis).toBe(`ever · linked · State: ${first?.key ?? ''}`);
  });

  it('is every chart and table that the screens show, with what draws it', async () => {
    const things: readonly Thing[] = [
      ...LEAD_CHARTS.map((of) => chart(of, of === 'breakdown' ? 'state' : null)),
      { kind: 'matchesChart', chart: 'tiers' },
      { kind: 'matchesChart', chart: 'weights' },
      rates('all'),
      rates('true=TX'),
      ...REVENUE_CHARTS.map((of): Thing => ({ kind: 'revenueChart', chart: of, ...revenue })),
      { kind: 'leadTable', table: 'ways', dimension: null, ...lead },
      { kind: 'leadTable', table: 'breakdown', dimension: 'state', ...lead },
      ...(['campaigns', 'models', 'platforms', 'coverage'] as const).map((table): Thing => ({
        kind: 'revenueTable',
        table,
        ...revenue,
      })),
    ];
    const views = await find(...things);
    expect(views).toHaveLength(things.length);
    for (const [at, view] of views.entries()) {
      expect(view, JSON.stringify(things[at])).toMatchObject({
        state: 'there',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      });
    }
  });

  it('is a rate over time of one value, drawn from the trends that the screen asks for', async () => {
    const view = await there(rates('true=TX'));
    const asked = await engine.client.call('rateTrends', { ...lead, ...TRENDS });
    expect(view.data).toEqual({ kind: 'trends', view: asked });
    expect(view.title).toBe('Appointments of delivered leads: TX');
    expect(await there(rates('all'))).not.toMatchObject({ digest: view.digest });
  });

  it('counts the rows behind a number, finds a finding by what it says of which column, and a lead by its number', async () => {
    const query = allRows('int_crm_states');
    const page = await engine.client.call('page', { query, offset: 0, limit: 1 });
    const rows = await there({ kind: 'rows', title: 'States', basis: 'all', query });
    expect(rows.numbers).toEqual([{ label: 'rows', kind: 'count', value: page.total }]);
    const [finding] = outcome.findings;
    if (!finding) throw new Error('The sample has findings.');
    const { code, source, column } = finding;
    const found = await there({ kind: 'finding', code, source, column, files: [...finding.files] });
    expect(found.data).toEqual({ kind: 'finding', place: 0 });
    const number = page.rows[0]?.[page.columns.findIndex(({ name }) => name === 'lead_number')];
    const subject = { kind: 'crm_lead' as const, id: String(number) };
    expect(await there({ kind: 'subject', subject })).toMatchObject({ title: `CRM lead ${String(number)}` });
  });

  it('is gone, with the reason, where the data do not have it', async () => {
    const things: readonly Thing[] = [
      chart('breakdown', 'kept:no such column'),
      rates('true=no such state'),
      { kind: 'finding', code: 'spend_twice', source: 'tiktok_ads', column: 'cost', files: [] },
      { kind: 'rows', title: 'x', basis: '', query: allRows('no_such_table') },
      { kind: 'subject', subject: { kind: 'crm_lead', id: 'nobody' } },
    ];
    for (const view of await find(...things)) {
      expect(view.state).toBe('gone');
      if (view.state === 'gone') expect(view.why).toMatch(/\.$/);
    }
  });

  it('shows what has changed since a note was written, and nothing where the numbers are the same', async () => {
    const noted = await there(APPOINTMENTS);
    const drawn = await there(chart('funnel'));
    const reports = Object.keys(files)
      .filter((name) => name.startsWith('crm_reports/'))
      .sort();
    const fewer = Object.fromEntries(
      Object.entries(files).filter(([name]) => !reports.slice(1).includes(name)),
    );
    await run(fewer);
    const now = await there(APPOINTMENTS);
    const [was, is] = [noted.numbers[0]?.value, now.numbers[0]?.value];
    expect(is).not.toBe(was);
    expect(noteChange(noted, now)).toContain(`Appointments was ${String(was)}, is ${String(is)}`);
    expect(noteChange(drawn, await there(chart('funnel')))).toBe(
      'Shows something else now than when this was written',
    );
    const leadsGone = Object.fromEntries(Object.entries(files).filter(([name]) => !name.includes('leads/')));
    await run(leadsGone);
    expect(noteChange(noted, await one(APPOINTMENTS))).toMatch(/^Not there any more: /);
    await run(files);
    expect(noteChange(noted, await there(APPOINTMENTS))).toBe('');
    expect(noteChange(drawn, await there(chart('funnel')))).toBe('');
  });
});
