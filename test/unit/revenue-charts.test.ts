import { describe, expect, it } from 'vitest';
import { leadStatusBars, leadStatusChart } from '../../shared/charts/lead-status-chart';
import { withoutGaps } from '../../shared/charts/periods';
import { labelOffsets, revenueTimeChart } from '../../shared/charts/revenue-time-chart';
import { orderByReturn, orderBySpend, roasChart } from '../../shared/charts/roas-chart';
import { waterfallBars, waterfallChart } from '../../shared/charts/waterfall-chart';
import type { CampaignRow, PeriodRow, RevenueView } from '../../shared/contract/revenue';
import { ATTRIBUTION_MODELS } from '../../shared/domain/attribution';
import { draw, theme, wordsOf } from '../support/chart-drawing';

const perModel = <T>(value: T) =>
  Object.fromEntries(ATTRIBUTION_MODELS.map((model) => [model, value])) as {
    readonly [M in (typeof ATTRIBUTION_MODELS)[number]]: T;
  };

const campaign = (campaign_id: string, spend: number | null, revenue: number): CampaignRow => ({
  campaign_id,
  spend,
  impressions: 0,
  clicks: 0,
  leads: 0,
  qualifiedLeads: 0,
  costPerLead: null,
  costPerQualifiedLead: null,
  models: perModel({
    invoices: 2,
    customers: 1,
    revenue,
    roas: spend === null ? null : revenue / spend,
    acquisitionCost: null,
  }),
});

const campaigns = [
  campaign('CID_little', 10, 50),
  campaign('CID_none', null, 900),
  campaign('CID_much', 400, 300),
];

const period = (from: string, invoiced: number): PeriodRow => ({
  from,
  invoices: 1,
  invoiced,
  attributed: invoiced / 2,
  spend: 10,
  roas: invoiced / 20,
});

const remainder = (code: string, amount: number) => ({ code, label: `No ${code}`, invoices: 1, amount });

const view: RevenueView = {
  model: 'linear',
  windowDays: 90,
  summary: {
    currency: 'USD',
    invoices: 5,
    invoiced: 1250,
    gross: 1250,
    refunds: { invoices: 0, amount: 0 },
    disputes: { invoices: 0, amount: 0 },
    notInvoiced: [{ status: 'repeat', invoices: 3, amount: 40 }],
    people: 3,
    leads: { hubspot_leads: 3, intercom_leads: 3 },
    duplicates: { hubspot_leads: 0, intercom_leads: 0 },
    review: { open: 0, decided: 0 },
    spend: [],
    joinCoverage: [],
    models: perModel({ attributed: 1250, unattributed: 0, unattributedBy: {}, campaigns: [] }),
  },
  campaigns,
  unattributed: [],
  days: [period('2026-03-27', 100), period('2026-03-30', 300)],
  weeks: [period('2026-03-02', 100), period('2026-03-30', 300)],
  undated: { invoices: 2, invoiced: 80, spend: 0 },
  waterfall: [
    { step: 'invoiced', label: 'Invoiced', invoices: 5, amount: 1250, remainder: null },
    {
      step: 'lead_found',
      label: 'Lead found',
      invoices: 4,
      amount: 1050,
      remainder: remainder('no_person', 200),
    },
    {
      step: 'spend_found',
      label: 'Spend found',
      invoices: 3,
      amount: 750,
      remainder: remainder('no_spend', 300),
    },
  ],
  coverage: [],
  platforms: { splitBy: 'spend', explanation: '', rows: [], notSplit: 0 },
  funnel: {
    steps: [
      { status: 'New', people: 4, reached: 9, invoicedPeople: 0 },
      { status: 'Contacted', people: 3, reached: 5, invoicedPeople: 1 },
      { status: 'Qualified', people: 2, reached: 2, invoicedPeople: 2 },
      { status: 'Lost', people: 1, reached: null, invoicedPeople: 0 },
    ],
    invoiced: 3,
    unknown: 2,
    settledByOtherTool: 1,
  },
  dedup: { people: 12, clusters: 0, rules: [], reviewPairs: 0, disagreements: [] },
};

describe('the chart of ROAS by campaign', () => {
  const input = { campaigns, model: 'linear', currency: 'USD', limit: 14 } as const;

  it('puts the dearest campaign first, and campaigns without spend last', () => {
    expect(orderBySpend(campaigns, 'linear').map((c) => c.campaign_id)).toEqual([
      'CID_much',
      'CID_little',
      'CID_none',
    ]);
  });

  it('draws bars as thick as the spend, and none where nothing was spent', () => {
    const bars = [...draw(roasChart(theme, input)).matchAll(/<path d="([^"]+)" fill="#0000ff"/gi)];
    // A bar is drawn as M x y, then to the right, then down by its thickness: l 0 h.
    const heights = bars.map(([, path = '']) => Math.abs(Number(/l\s?0 (-?[\d.]+)/i.exec(path)?.[1])));
    expect(heights).toHaveLength(2);
    // The best return stands first: it is the one on little money.
    expect(heights[1]).toBeGreaterThan((heights[0] ?? 0) * 4);
  });

  it('says that a campaign without spend has no ROAS, in the picture and in the table', () => {
    const spec = roasChart(theme, input);
    expect(spec.twin.rows.at(-1)?.slice(0, 2)).toEqual(['CID_none', null]);
    expect(draw(spec)).not.toContain('NaN');
  });

  it('keeps all campaigns in its table twin when the picture has room for some', () => {
    const spec = roasChart(theme, { ...input, limit: 1 });
    expect(spec.twin.rows).toHaveLength(3);
    expect(spec.subtitle).toContain('the best and the dearest, 1 of 3');
  });

  it('draws the best return first and never without it, and beside it what costs most', () => {
    const many = Array.from({ length: 40 }, (_, index) => {
      const [first] = campaigns;
      if (!first) throw new Error('There is no campaign.');
      const roas = index === 39 ? null : (index * 17) % 39;
      return {
        ...first,
        campaign_id: `C${String(index)}`,
        spend: roas === null ? null : 1000 - index,
        models: { ...first.models, linear: { ...first.models.linear, roas } },
      };
    });
    const ordered = orderByReturn(many, 'linear', 10);
    const roasOf = (rows: typeof ordered): (number | null)[] => rows.map((c) => c.models.linear.roas);
    const drawn = ordered.slice(0, 10);
    expect(roasOf(drawn)).toEqual(roasOf(drawn).toSorted((a, b) => (b ?? -1) - (a ?? -1)));
    expect(roasOf(drawn)).toEqual(expect.arrayContaining([38, 37, 36, 35, 34]));
    expect(drawn.map((c) => c.campaign_id)).toEqual(expect.arrayContaining(['C0', 'C1', 'C2', 'C3']));
    expect(new Set(ordered)).toEqual(new Set(many));
    expect(roasChart(theme, { ...input, campaigns: many, limit: 10 }).twin.rows.map((row) => row[1])).toEqual(
      roasOf(ordered),
    );
  });
});

describe('periods', () => {
  it('have no gaps: days and weeks without money are there as zeros', () => {
    expect(withoutGaps(view.days, 'day').map((p) => [p.from, p.invoiced])).toEqual([
      ['2026-03-27', 100],
      ['2026-03-28', 0],
      ['2026-03-29', 0],
      ['2026-03-30', 300],
    ]);
    expect(withoutGaps(view.weeks, 'week')).toHaveLength(5);
  });

  it('stay as they are where a stray date would make years of nothing', () => {
    const stray = [period('1970-01-01', 1), period('2026-03-30', 2)];
    expect(withoutGaps(stray, 'day')).toEqual(stray);
  });
});

describe('the chart of revenue and spend over time', () => {
  it('says what has no date and is not drawn', () => {
    expect(revenueTimeChart(theme, view, 'day', 280).subtitle).toContain('not drawn: 2 invoices (80)');
  });

  it('moves the names at the ends of lines apart where they would hide each other', () => {
    const offsets = labelOffsets([100, 100, 10], 100, 200);
    expect(offsets).toEqual([0, 15, 0]);
  });
});

describe('the waterfall', () => {
  it('names every remainder, and what is kept and lost adds up to what was invoiced', () => {
    const bars = waterfallBars(view.waterfall);
    expect(bars.map((bar) => bar.label)).toEqual([
      'Invoiced',
      'No no_person',
      'Lead found',
      'No no_spend',
      'Spend found',
    ]);
    const lost = bars.filter((bar) => bar.kind === 'lost').reduce((sum, bar) => sum + bar.amount, 0);
    expect(lost + (bars.at(-1)?.amount ?? 0)).toBe(view.summary.invoiced);
  });

  it('knows which remainders are still inside a step', () => {
    expect(waterfallBars(view.waterfall).map((bar) => bar.lostLater)).toEqual([
      ['no_person', 'no_spend'],
      [],
      ['no_spend'],
      [],
      [],
    ]);
  });

  it('says which invoices do not count', () => {
    const spec = waterfallChart(theme, view);
    expect(spec.subtitle).toContain('not counted: 3 repeated');
    expect(wordsOf(draw(spec)).join(' ')).toContain('1,250');
  });

  it.each([480, 520, 720, 1000])('has an even scale, %i pixels wide', (width) => {
    const large = view.waterfall.map((step) => ({ ...step, amount: step.amount * 446.6 }));
    const spec = waterfallChart(theme, { ...view, waterfall: large });
    const words = wordsOf(draw(spec, spec.option, width));
    const marks = words.filter((word) => /^(0|\d+00,000)$/.test(word)).map((w) => Number(w.replace(',', '')));
    const [first = 0, second = 0] = marks;
    expect(marks.length).toBeGreaterThan(2);
    expect(marks).toEqual(marks.map((_, i) => first + i * (second - first)));
  });
});

describe('the lead funnel', () => {
  it('runs from new to invoiced, with unknown and other statuses apart', () => {
    expect(leadStatusBars(view.funnel).map((bar) => [bar.label, bar.people, bar.kind])).toEqual([
      ['Status New or further', 9, 'step'],
      ['Status Contacted or further', 5, 'step'],
      // One word of the tools; what counts as qualified is a group of many.
      ['Status Qualified', 2, 'step'],
      ['Invoiced', 3, 'invoiced'],
      ['Lost', 1, 'apart'],
      ['Unknown', 2, 'apart'],
    ]);
  });

  it('opens a step to the people who stand there or further on', () => {
    expect(leadStatusBars(view.funnel)[1]?.statuses).toEqual(['contacted', 'qualified']);
  });

  it('says how many statuses only the other tool knew', () => {
    expect(leadStatusChart(theme, view.funnel, 12, false).subtitle).toContain(
      'status of 1 known to the other tool',
    );
  });

  it('says that it is not narrowed where the numbers beside it are', () => {
    const said = (isAmongNarrowed: boolean) =>
      leadStatusChart(theme, view.funnel, 12, isAmongNarrowed).subtitle.includes('not narrowed');
    expect([said(true), said(false)]).toEqual([true, false]);
  });
});
