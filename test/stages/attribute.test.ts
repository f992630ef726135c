import { describe, expect, it } from 'vitest';
import { ATTRIBUTION_MODELS } from '../../shared/domain/attribution';
import { count } from '../../shared/domain/sentence';
import { compareText } from '../../shared/domain/text-order';
import { sql } from '../../shared/sql/sql';
import type { Workspace } from '../../shared/sql/workspace';
import { dimCampaign } from '../../shared/stages/attribute/dim-campaign.model';
import { fctAttributedRevenue } from '../../shared/stages/attribute/fct-attributed-revenue.model';
import { fctSpendDaily } from '../../shared/stages/attribute/fct-spend-daily.model';
import { fctTouches } from '../../shared/stages/attribute/fct-touches.model';
import { readRevenue } from '../../shared/stages/attribute/read-revenue.step';
import { rptCampaignReturns } from '../../shared/stages/attribute/rpt-campaign-returns.model';
import { rptCustomers } from '../../shared/stages/attribute/rpt-customers.model';
import { rptInvoiceHops } from '../../shared/stages/attribute/rpt-invoice-hops.model';
import { rptLeadFunnel } from '../../shared/stages/attribute/rpt-lead-funnel.model';
import { revenueWorkspace, rowsOf, type Cells, type RevenueRows } from '../support/revenue-tables';
import { runRevenue } from '../support/run-stages';

async function attribute(rows: RevenueRows, windowDays = 90) {
  const workspace = await revenueWorkspace(rows);
  await runRevenue(workspace, 'revenue', { attributionWindowDays: windowDays });
  return workspace;
}

/** What *attribute* and *dedup* find in their tables. */
const troublesOf = async (workspace: Workspace) => {
  const { findings } = await runRevenue(workspace);
  return findings.sort((a, b) => compareText(a.code, b.code) || compareText(a.severity, b.severity));
};

const invoice = (amount_cents: number | null, more: Cells = {}): Cells => ({
  user_uid: 'u1',
  invoiced_on: '2026-03-31',
  amount_cents,
  original_amount: amount_cents === null ? '5' : '1',
  ...more,
});
const touch = (day: string, campaign_id: string | null, more: Cells = {}): Cells => ({
  user_uid: 'u1',
  event_at: `${day} 00:00:00`,
  campaign_id,
  ...more,
});

/** What each model credits, as `campaign cents` or `reason cents`. */
async function credits(rows: RevenueRows, windowDays = 90): Promise<Record<string, string[]>> {
  const workspace = await attribute(rows, windowDays);
  const all = await rowsOf(
    workspace,
    sql`select model, coalesce(campaign_key, reason) || ' ' || credit_cents as said from ${fctAttributedRevenue}
      order by invoice_no, campaign_key`,
  );
  return Object.fromEntries(
    ATTRIBUTION_MODELS.map((model) => [
      model,
      all.filter((row) => row['model'] === model).map((row) => String(row['said'])),
    ]),
  );
}

describe('stage attribute', () => {
  it('credits one touch with all, two with half each, and four by 40/20/40', async () => {
    expect(await credits({ invoices: [invoice(1000)], touches: [touch('2026-03-30', 'A')] })).toEqual({
      crm_campaign: ['no_person 1000'],
      first_touch: ['a 1000'],
      last_touch: ['a 1000'],
      linear: ['a 1000'],
      position_based: ['a 1000'],
      time_decay: ['a 1000'],
    });
    expect(
      await credits({
        invoices: [invoice(1001)],
        touches: [touch('2026-03-30', 'B'), touch('2026-03-23', 'A')],
      }),
    ).toMatchObject({
      first_touch: ['a 1001'],
      last_touch: ['b 1001'],
      // The cent that is left goes to the earlier touch.
      linear: ['a 501', 'b 500'],
      position_based: ['a 501', 'b 500'],
      // Seven days: half the weight, so a third and two thirds.
      time_decay: ['a 334', 'b 667'],
    });
    const four = ['01', '02', '03', '04'].map((day, i) => touch(`2026-03-${day}`, 'ABCD'[i]!));
    expect(await credits({ invoices: [invoice(1000)], touches: four })).toMatchObject({
      linear: ['a 250', 'b 250', 'c 250', 'd 250'],
      position_based: ['a 400', 'b 100', 'c 100', 'd 400'],
    });
  });

  it('gives each touch its share, so that a campaign with two touches has two', async () => {
    const touches = [touch('2026-03-01', 'A'), touch('2026-03-02', 'B'), touch('2026-03-03', 'A')];
    expect(await credits({ invoices: [invoice(100)], touches })).toMatchObject({
      linear: ['a 67', 'b 33'],
      position_based: ['a 80', 'b 20'],
    });
  });

  it('breaks ties of time decay exactly: the earlier of equal remainders gets the cent', async () => {
    // Weights 1 : 4 : 16, so 52,297 / 21 leaves a third of a cent three times.
    const touches = [touch('2026-03-03', 'A'), touch('2026-03-17', 'B'), touch('2026-03-31', 'C')];
    expect(await credits({ invoices: [invoice(52_297)], touches })).toMatchObject({
      time_decay: ['a 2491', 'b 9961', 'c 39845'],
    });
  });

  it('shares out the greatest amounts and the longest journeys without loss', async () => {
    const touches = [touch('2020-01-01', 'A'), touch('2025-12-25', 'B'), touch('2026-03-31', 'C')];
    const all = await credits({ invoices: [invoice(999_999_999_999_99)], touches }, 4000);
    const sumOf = (model: string): number =>
      (all[model] ?? []).reduce((sum, said) => sum + Number(said.split(' ')[1]), 0);
    for (const model of ['linear', 'position_based', 'time_decay']) {
      expect(all[model]).toHaveLength(3);
      expect(sumOf(model)).toBe(999_999_999_999_99);
    }
  });

  it('shares out a refund like its opposite', async () => {
    const touches = [touch('2026-03-01', 'A'), touch('2026-03-02', 'B'), touch('2026-03-03', 'C')];
    expect(await credits({ invoices: [invoice(-100)], touches })).toMatchObject({
      first_touch: ['a -100'],
      linear: ['a -34', 'b -33', 'c -33'],
      position_based: ['a -40', 'b -20', 'c -40'],
    });
  });

  it('counts touches on the day of the invoice and 90 days before it, not 91 before, not after', async () => {
    const touches = [
      touch('2025-12-30', 'Early'),
      touch('2025-12-31', 'First'),
      touch('2026-03-31', 'Last', { event_at: '2026-03-31 23:59:59' }),
      touch('2026-04-01', 'Late'),
    ];
    expect(await credits({ invoices: [invoice(100)], touches })).toMatchObject({
      first_touch: ['first 100'],
      last_touch: ['last 100'],
      linear: ['first 50', 'last 50'],
    });
    expect(await credits({ invoices: [invoice(100)], touches }, 30)).toMatchObject({
      first_touch: ['last 100'],
    });
  });

  it('gives an invoice without touches to no other model', async () => {
    const leads = [{ lead_id: 'l1', user_uid: 'u1', campaign_id: 'A' }];
    expect(await credits({ leads, invoices: [invoice(100)] })).toEqual({
      crm_campaign: ['a 100'],
      first_touch: ['no_touch 100'],
      last_touch: ['no_touch 100'],
      linear: ['no_touch 100'],
      position_based: ['no_touch 100'],
      time_decay: ['no_touch 100'],
    });
  });

  it('names why the campaign of the lead is not known', async () => {
    const rows = {
      leads: [{ lead_id: 'l1', user_uid: 'u1', campaign_id: null }],
      invoices: [
        invoice(1),
        invoice(2, { user_uid: 'stranger' }),
        invoice(4, { user_uid: null, invoiced_on: null }),
      ],
      touches: [touch('2026-03-01', 'A', { user_uid: 'stranger' })],
    };
    expect(await credits(rows)).toMatchObject({
      crm_campaign: ['no_campaign 1', 'no_person 2', 'no_person 4'],
      first_touch: ['no_touch 1', 'a 2', 'no_date 4'],
    });
  });

  it('takes one session in two tools, and of several events, for one touch', async () => {
    const workspace = await attribute({
      invoices: [invoice(100)],
      touches: [
        touch('2026-03-02', 'B', { source: 'segment_events', session_id: 's1' }),
        touch('2026-03-02', 'B', { source: 'segment_events', session_id: 's1' }),
        touch('2026-03-02', 'A', { source: 'ga4_sessions', session_id: 's1' }),
        touch('2026-03-02', 'C', { source: 'mixpanel_events', session_id: null }),
        touch('2026-03-03', 'D', { session_id: 's1', user_uid: 'u2' }),
        touch('2026-03-03', 'D', { session_id: 's2', user_uid: null }),
        touch('2026-03-03', null, { session_id: 's3' }),
        touch('2026-03-03', 'E', { session_id: 's1', is_malformed_session: true }),
      ],
    });
    const rows = await rowsOf(
      workspace,
      sql`select source, campaign_key, is_touch, no_touch_reason from ${fctTouches} order by touch_order`,
    );
    expect(
      rows.map((row) => [row['source'], row['campaign_key'], row['is_touch'], row['no_touch_reason']]),
    ).toEqual([
      ['ga4_sessions', 'a', true, null],
      ['segment_events', 'b', false, 'same_session'],
      ['segment_events', 'b', false, 'same_session'],
      ['mixpanel_events', 'c', true, null],
      ['ga4_sessions', 'd', true, null],
      ['ga4_sessions', 'd', false, 'anonymous'],
      ['ga4_sessions', null, false, 'no_campaign'],
      ['ga4_sessions', 'e', true, null],
    ]);
  });

  it('orders touches by time, then tool, then record', async () => {
    const touches = [
      touch('2026-03-02', 'Mix', { source: 'mixpanel_events', event_at: '2026-03-02 22:00:00' }),
      touch('2026-03-02', 'Ga', { source: 'ga4_sessions', event_at: '2026-03-02 23:00:00', session_id: 'x' }),
      touch('2026-03-02', 'Ga2', {
        source: 'ga4_sessions',
        event_at: '2026-03-02 22:00:00',
        session_id: 'y',
      }),
    ];
    expect(await credits({ invoices: [invoice(3)], touches })).toMatchObject({
      first_touch: ['ga2 3'],
      last_touch: ['ga 3'],
      position_based: ['ga 1', 'ga2 1', 'mix 1'],
    });
  });

  it('finds the touches of every id of a merged person', async () => {
    const rows = {
      leads: [
        { lead_id: 'l1', user_uid: 'u1', campaign_id: 'A' },
        { lead_id: 'l1', user_uid: 'u2', campaign_id: 'B' },
      ],
      invoices: [invoice(10, { user_uid: 'u2' })],
      touches: [touch('2026-03-01', 'T', { user_uid: 'u1' })],
    };
    expect(await credits(rows)).toMatchObject({ crm_campaign: ['a 10'], first_touch: ['t 10'] });
  });

  it('counts only invoices that count and whose amount is known in the project currency', async () => {
    const workspace = await attribute({
      invoices: [
        invoice(100),
        invoice(200, { is_invoiced: false, status: 'open' }),
        invoice(null, { currency: 'XAU' }),
        invoice(100, { invoice_id: 'twice' }),
        invoice(100, { invoice_id: 'twice' }),
        invoice(-30),
      ],
    });
    const revenue = await readRevenue(workspace);
    expect(revenue).toMatchObject({
      invoices: 3,
      invoiced: 1.7,
      gross: 2,
      refunds: { invoices: 1, amount: -0.3 },
      notInvoiced: [
        { status: 'no_rate', invoices: 1, amount: 0 },
        { status: 'open', invoices: 1, amount: 2 },
        { status: 'repeat', invoices: 1, amount: 1 },
      ],
    });
  });

  it('adds spend up by platform, campaign and day, and joins it afterwards', async () => {
    const ad = (cost_cents: number | null, more: Cells = {}): Cells => ({
      spend_on: '2026-03-01',
      campaign_id: 'A',
      cost_cents,
      impressions: 10,
      clicks: 1,
      ...more,
    });
    const workspace = await attribute({
      leads: [
        { lead_id: 'l1', user_uid: 'u1', campaign_id: 'A', status: 'Qualified' },
        { lead_id: 'l2', user_uid: 'u2', campaign_id: 'A', status: 'New' },
      ],
      invoices: [invoice(900), invoice(300, { user_uid: 'u2' }), invoice(300, { user_uid: 'u2' })],
      ads: [
        ad(100),
        ad(150, { clicks: null }),
        ad(50, { source: 'facebook_ads', platform: 'facebook', impressions: null }),
        ad(null, { spend_on: '2026-03-02' }),
        ad(70, { campaign_id: 'B' }),
      ],
    });
    expect(
      await rowsOf(
        workspace,
        sql`select * exclude (spend_on) from ${fctSpendDaily} where campaign_key = 'a' order by platform, spend_on`,
      ),
    ).toMatchObject([
      { platform: 'facebook', cost_cents: 50, ad_rows: 1, blank_impressions: 1 },
      { platform: 'google', cost_cents: 250, ad_rows: 2, clicks: 1, blank_clicks: 1 },
      { platform: 'google', cost_cents: 0, ad_rows: 1, rows_without_cost: 1 },
    ]);
    const returns = await rowsOf(
      workspace,
      sql`select * from ${rptCampaignReturns} where model = 'crm_campaign' order by campaign_id`,
    );
    expect(returns).toMatchObject([
      {
        campaign_id: 'A',
        invoices: 3,
        customers: 2,
        revenue_cents: 1500,
        spend_cents: 300,
        leads: 2,
        qualified_leads: 1,
      },
      { campaign_id: 'B', invoices: 0, customers: 0, revenue_cents: 0, spend_cents: 70, leads: 0 },
    ]);
    const { models } = await readRevenue(workspace);
    expect(models.crm_campaign.campaigns).toEqual([
      { campaign_id: 'A', invoices: 3, revenue: 15, spend: 3, roas: 5 },
      { campaign_id: 'B', invoices: 0, revenue: 0, spend: 0.7, roas: 0 },
    ]);
  });

  it('has no return on ad spend where there is no spend', async () => {
    const workspace = await attribute({
      leads: [{ lead_id: 'l1', user_uid: 'u1', campaign_id: 'A' }],
      invoices: [invoice(900)],
    });
    const { models } = await readRevenue(workspace);
    expect(models.crm_campaign.campaigns).toEqual([
      { campaign_id: 'A', invoices: 1, revenue: 9, spend: null, roas: null },
    ]);
  });

  it('joins campaigns whatever their case, and shows them as the ads exports write them, however often leads do otherwise', async () => {
    const workspace = await attribute({
      leads: [
        { lead_id: 'l1', user_uid: 'u1', campaign_id: 'cid_1' },
        { lead_id: 'l2', user_uid: 'u2', campaign_id: 'cid_1' },
      ],
      invoices: [invoice(900)],
      ads: [{ spend_on: '2026-03-01', campaign_id: 'CID_1', cost_cents: 100 }],
    });
    expect(await rowsOf(workspace, sql`select * from ${dimCampaign}`)).toEqual([
      { campaign_key: 'cid_1', campaign_id: 'CID_1', writings: 2 },
    ]);
    const { models } = await readRevenue(workspace);
    expect(models.crm_campaign.campaigns).toMatchObject([
      { campaign_id: 'CID_1', revenue: 9, spend: 1, roas: 9 },
    ]);
  });

  it('says for each invoice where it cannot be followed further', async () => {
    const workspace = await attribute({
      leads: [
        { lead_id: 'l1', user_uid: 'paid', campaign_id: 'A' },
        { lead_id: 'l2', user_uid: 'free', campaign_id: 'B' },
        { lead_id: 'l3', user_uid: 'unlinked', campaign_id: null },
      ],
      invoices: ['paid', 'free', 'unlinked', 'stranger', null].map((user_uid) => invoice(100, { user_uid })),
      ads: [{ spend_on: '2026-03-01', campaign_id: 'A', cost_cents: 100 }],
    });
    const hops = await rowsOf(workspace, sql`select remainder from ${rptInvoiceHops} order by invoice_no`);
    expect(hops.map((row) => row['remainder'])).toEqual([
      null,
      'no_spend',
      'no_campaign',
      'no_person',
      'no_user_id',
    ]);
    const { joinCoverage } = await readRevenue(workspace);
    const rate = (from: string, to: string) => joinCoverage.find((hop) => hop.from === from && hop.to === to);
    expect(rate('stripe_invoices', 'people')).toMatchObject({ rows: 5, matched: 3, rate: 0.6 });
    expect(rate('invoiced_people', 'campaigns')).toMatchObject({ rows: 3, matched: 2, rate: 0.666667 });
    expect(rate('invoiced_campaigns', 'ads')).toMatchObject({ rows: 2, matched: 1, rate: 0.5 });
    expect(rate('stripe_invoices', 'touches')).toMatchObject({ rows: 5, matched: 0, rate: 0 });
  });

  it('follows no invoice to a campaign of which an export only says that it cost nothing', async () => {
    const workspace = await attribute({
      leads: [{ lead_id: 'l1', user_uid: 'u1', campaign_id: 'A' }],
      invoices: [invoice(100)],
      ads: [{ spend_on: '2026-03-01', campaign_id: 'A', cost_cents: 0 }],
    });
    expect(await rowsOf(workspace, sql`select remainder from ${rptInvoiceHops}`)).toEqual([
      { remainder: 'no_spend' },
    ]);
  });

  it('says how many of the people of each tool the other one has, and whose touches lead to a person', async () => {
    const lead = (user_uid: string, source = 'hubspot_leads'): Cells => ({
      source,
      lead_id: user_uid,
      user_uid,
      campaign_id: 'A',
    });
    const workspace = await attribute({
      leads: [lead('u1'), lead('u2'), lead('u3'), lead('u1', 'intercom_leads'), lead('u9', 'intercom_leads')],
      touches: [
        touch('2026-03-01', 'A'),
        touch('2026-03-02', 'A', { user_uid: 'visitor' }),
        touch('2026-03-03', 'A', { user_uid: null }),
      ],
      ads: [
        { spend_on: '2026-03-01', campaign_id: 'A', cost_cents: 100 },
        { spend_on: '2026-03-01', campaign_id: 'B', cost_cents: 100 },
      ],
    });
    const { joinCoverage } = await readRevenue(workspace);
    expect(joinCoverage.map(({ from, to, rows, matched }) => [from, to, rows, matched])).toEqual([
      ['people', 'campaigns', 4, 4],
      ['ads', 'people', 2, 1],
      ['touches', 'people', 2, 1],
      ['hubspot_leads', 'intercom_leads', 3, 1],
      ['intercom_leads', 'hubspot_leads', 2, 1],
    ]);
  });

  it('takes who only got money back for no customer', async () => {
    const workspace = await attribute({
      leads: ['u1', 'u2', 'u3'].map((user_uid) => ({
        lead_id: user_uid,
        user_uid,
        campaign_id: 'A',
        status: 'Won',
      })),
      invoices: [
        invoice(100),
        invoice(-30),
        invoice(-50, { user_uid: 'u2' }),
        invoice(0, { user_uid: 'u3' }),
      ],
    });
    expect(await rowsOf(workspace, sql`select user_uid, invoices, invoiced from ${rptCustomers}`)).toEqual([
      { user_uid: 'u1', invoices: 2, invoiced: 0.7 },
    ]);
    expect(await rowsOf(workspace, sql`select * from ${rptLeadFunnel}`)).toMatchObject([
      { status: 'Won', people: 3, invoiced_people: 1, invoiced_cents: 20 },
    ]);
    const returns = sql`select customers from ${rptCampaignReturns} where model = 'crm_campaign'`;
    expect(await rowsOf(workspace, returns)).toEqual([{ customers: 1 }]);
  });

  it('warns where few records join and tells what tools say differently', async () => {
    const lead = { user_uid: 'u1', lead_id: 'l1', campaign_id: 'A' };
    const workspace = await attribute({
      leads: [
        { ...lead, status: 'New' },
        { ...lead, source: 'intercom_leads', status: 'Qualified', deal_amount_cents: 5 },
      ],
      invoices: [invoice(100, { user_uid: 'stranger' }), invoice(200)],
      touches: [touch('2026-03-01', 'A', { user_uid: 'visitor' })],
    });
    const findings = await troublesOf(workspace);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['low_join_coverage', 'warning'],
      ['low_join_coverage', 'warning'],
      ['source_disagreement', 'info'],
    ]);
    const [people, touches, tools] = findings;
    expect(people?.message).toMatch(/^1 invoice names a person whom neither HubSpot nor Intercom has/);
    expect(touches?.message).toContain('all of 3.00 is unattributed');
    expect(tools?.message).toContain('disagree about the status of 1 person');
    expect(tools?.evidence).toContainEqual({
      label: 'Deal amount that HubSpot lacks, from Intercom',
      value: count(1),
    });
  });

  it('warns of an id that stands for so many records that it may be a placeholder, and tells of numbered e-mails', async () => {
    const leads = Array.from({ length: 21 }, (_, i) => ({
      source: 'intercom_leads',
      lead_id: `l${String(i)}`,
      user_uid: 'x9',
    }));
    const workspace = await revenueWorkspace({ leads });
    const findings = await troublesOf(workspace);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['duplicate_people', 'info'],
      ['duplicate_people', 'warning'],
    ]);
    expect(findings[1]?.message).toContain('1 person stands for more than 20 lead records, one for 21');
    const more = Array.from({ length: 40 }, (_, i) => ({
      lead_id: `l${String(i)}`,
      user_uid: `u${String(i)}`,
      email: `user${String(i)}@company.com`,
    }));
    const other = await revenueWorkspace({ leads: more });
    const told = await troublesOf(other);
    expect(told.map(({ message }) => message).join(' ')).toContain('taken for numbered addresses');
  });

  it('gives zeros where there is nothing at all', async () => {
    const workspace = await attribute({});
    const revenue = await readRevenue(workspace);
    expect(revenue).toMatchObject({ invoices: 0, invoiced: 0, people: 0, joinCoverage: [], spend: [] });
    expect(revenue.models.linear).toEqual({
      attributed: 0,
      unattributed: 0,
      unattributedBy: {},
      campaigns: [],
    });
    expect(await troublesOf(workspace)).toEqual([]);
  });
});
